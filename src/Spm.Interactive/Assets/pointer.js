
// pointer and tip
function toFigure(svg, width, event) {
  var r = svg.getBoundingClientRect(), scale = width / r.width;
  return [(event.clientX - r.left) * scale, (event.clientY - r.top) * scale];
}
// The place within a box as fractions, or null outside it.
function within(box, p) {
  var u = (p[0] - box[0]) / box[2], v = (p[1] - box[1]) / box[3];
  return u < 0 || u >= 1 || v < 0 || v >= 1 ? null : [u, v];
}
function tip(stage) {
  var div = document.createElement("div");
  div.setAttribute("data-spm-tip", "1");
  div.style.cssText = "position:absolute;display:none;pointer-events:none;background:#222;color:#fff;font:12px/1.4 system-ui,sans-serif;padding:3px 7px;border-radius:4px;white-space:pre;z-index:5";
  stage.appendChild(div);
  return (event, words) => {
    if (!words) { div.style.display = "none"; return; }
    var r = stage.getBoundingClientRect(), x = event.clientX - r.left, y = event.clientY - r.top;
    div.textContent = words; div.style.display = "block";
    div.style.left = Math.max(0, x + 14 + div.offsetWidth > r.width ? x - 14 - div.offsetWidth : x + 14) + "px";
    div.style.top = Math.max(0, y - 10 - div.offsetHeight < 0 ? y + 16 : y - 10 - div.offsetHeight) + "px";
  };
}
function nearest(units, panel, p) {
  var b = panel.box, best = 30 * 30, words = "";
  panel.series.forEach(s => {
    for (var i = 0; i < s.xs.length; i++) {
      var dx = b[0] + b[2] * fraction(panel.x, s.xs[i]) - p[0], dy = b[1] + b[3] - b[3] * fraction(panel.y, s.ys[i]) - p[1], d = dx * dx + dy * dy;
      if (d < best) { best = d; words = s.label + (s.label ? "\n" : "") + reading(units, panel.x, s.xs[i]) + ", " + reading(units, panel.y, s.ys[i]); }
    }
  });
  return words;
}
function position(data, panel, u, v) {
  return place(data.units, panel.x, u) + ", " + place(data.units, panel.y, 1 - v);
}
function place(units, axis, part) {
  if (axis.words) return reading(units, axis, axis.min + part * (axis.max - axis.min));
  if (axis.log) return axis.quantity + " " + quantity(units, axis.min * Math.pow(axis.max / axis.min, part), axis.unit);
  // To the place of a thousandth of the axis: next to 0 a pointer would read as 2e-5 am.
  var grain = Math.pow(10, Math.floor(Math.log10(axis.max - axis.min)) - 3), value = Math.round((axis.min + part * (axis.max - axis.min)) / grain) * grain;
  return axis.quantity + " " + quantity(units, value, axis.unit);
}
function pixelAt(map, u, v) { return Math.floor(v * map.rows) * map.columns + Math.floor(u * map.columns); }

// a figure that says what is under the pointer
function figure(root, data) {
  var stage = root.querySelector("[data-spm-stage]"), svg = stage.querySelector("svg"), show = tip(stage);
  var maps = data.panels.map(panel => {
    panel.series.forEach(s => { s.xs = floats(s.x, 4); s.ys = floats(s.y, 4); });
    return panel.map ? unpackMap(panel.map) : null;
  });
  svg.addEventListener("pointerleave", event => { show(event, ""); });
  svg.addEventListener("pointermove", event => {
    var p = toFigure(svg, data.width, event), words = "";
    data.panels.forEach((panel, k) => {
      var at = within(panel.box, p);
      if (at) words = maps[k] ? describe(data.units, maps[k], panel.colours, pixelAt(maps[k], at[0], at[1])) + "\n" + position(data, panel, at[0], at[1]) : nearest(data.units, panel, p);
    });
    show(event, words);
  });
}
