
// drawing a curve panel, as SvgRenderer.cs
function n(x) { return Math.round(x * 100) / 100; }
function el(name, attributes, text) {
  var out = "<" + name;
  for (var key in attributes) out += " " + key + "=\"" + escape(typeof attributes[key] === "number" ? n(attributes[key]) : attributes[key]) + "\"";
  return text === undefined ? out + "/>" : out + ">" + text + "</" + name + ">";
}
function text(x, y, words, more) { return el("text", Object.assign({ x: x, y: y }, more), escape(words)); }
function upright(x, y, words) { return el("text", { x: 0, y: 0, "font-size": 12, "text-anchor": "middle", transform: "translate(" + n(x) + " " + n(y) + ") rotate(-90)" }, escape(words)); }
function mark(kind, x, y, h) {
  var r = 2.6;
  if (y < 0) return "M" + n(x) + " 2l" + r + " " + 2 * r + "h" + -2 * r + "z";
  if (y > h) return "M" + n(x) + " " + n(h - 2) + "l" + r + " " + -2 * r + "h" + -2 * r + "z";
  if (kind === "cross") return "M" + n(x - r) + " " + n(y - r) + "l" + 2 * r + " " + 2 * r + "m0 " + -2 * r + "l" + -2 * r + " " + 2 * r;
  if (kind === "ring") r = 5;
  return "M" + n(x - r) + " " + n(y) + "a" + r + " " + r + " 0 1 0 " + 2 * r + " 0a" + r + " " + r + " 0 1 0 " + -2 * r + " 0z";
}
function styleOf(s) {
  var style = s.kind === "dot" ? { fill: s.colour, stroke: s.colour, "stroke-width": 0.6 } : s.kind === "band" ? { fill: s.colour, "fill-opacity": 0.22 }
    : { fill: "none", stroke: s.colour, "stroke-width": s.width || (s.kind === "line" ? 1.8 : 1.4) };
  if (s.dashed) style["stroke-dasharray"] = "5 4";
  return style;
}
// The path of a series in a plot of height h; px and py give pixels from its corner.
function pathOf(s, px, py, h, isCyclic) {
  var d = "", pen = "M", last = NaN, at = v => n(Math.max(-1e4, Math.min(1e4, v)));
  if (s.kind === "band") return bandOf(s, px, py, at);
  for (var i = 0; i < s.x.length; i++) {
    if (!isFinite(s.x[i]) || isNaN(s.y[i]) || s.kind === "line" && !isFinite(s.y[i])) { pen = "M"; continue; }
    var x = px(s.x[i]), y = at(py(s.y[i]));
    if (s.kind !== "line") { d += mark(s.kind, x, y, h); continue; }
    if (isCyclic && Math.abs(s.y[i] - last) > Math.PI) pen = "M";
    d += pen + at(x) + " " + y; pen = "L"; last = s.y[i];
  }
  return d;
}
// There along the upper edge and back along the lower one, for each run of points that have both.
function bandOf(s, px, py, at) {
  var d = "", from = -1;
  for (var i = 0; i <= s.x.length; i++) {
    var isThere = i < s.x.length && isFinite(s.y[i]) && isFinite(s.deviation[i]);
    if (isThere && from < 0) from = i;
    if (isThere || from < 0) continue;
    for (var k = from; k < i; k++) d += (k === from ? "M" : "L") + at(px(s.x[k])) + " " + at(py(s.y[k] + s.deviation[k]));
    for (k = i - 1; k >= from; k--) d += "L" + at(px(s.x[k])) + " " + at(py(Math.max(s.floor, s.y[k] - s.deviation[k])));
    d += "z"; from = -1;
  }
  return d;
}
// Entries in rows no wider than the panel, as FigureLayout.LegendRows.
function legendRows(panel, series) {
  var rows = [], used = Infinity;
  series.forEach(s => {
    if (!s.label) return;
    var width = 40 + 6.2 * s.label.length;
    if (used + width > panel.slot[2] - 70) { rows.push([]); used = 0; }
    rows[rows.length - 1].push({ series: s, at: used });
    used += width;
  });
  return rows;
}
function drawLegend(rows, left, top) {
  return rows.map((row, k) => {
    return row.map(entry => {
      var s = entry.series, x = left + entry.at, y = top + 17 * k, style = styleOf(s);
      return (s.kind === "line" ? el("line", Object.assign({ x1: x, x2: x + 18, y1: y, y2: y }, style)) : s.kind === "band" ? el("rect", Object.assign({ x: x, y: y - 5, width: 18, height: 10 }, style))
        : el("path", Object.assign({ d: mark(s.kind, x + 9, y, Infinity) }, style))) + text(x + 24, y + 4, s.label);
    }).join("");
  }).join("");
}
// A title that is long is written smaller before it would be cut.
function fittingSize(title, room) { return Math.max(8, Math.min(13, room / (0.58 * title.length))); }
function drawCurves(units, panel, title, series) {
  var slot = panel.slot, out = "", clip = "", rows = panel.part === "phase" ? [] : legendRows(panel, series), bottom = panel.bottom, top = slot[1] + 8 + (title ? 20 : 0) + 17 * rows.length;
  var b = panel.box = [panel.box[0], top, panel.box[2], bottom - top];
  var px = v => b[2] * fraction(panel.x, v), py = v => v === Infinity ? -1 : v === -Infinity ? b[3] + 1 : b[3] - b[3] * fraction(panel.y, v);
  var room = 2 * Math.min(b[0] + b[2] / 2 - slot[0], slot[0] + slot[2] - b[0] - b[2] / 2) - 8;
  if (title) out += text(b[0] + b[2] / 2, slot[1] + 18, title, { "font-size": fittingSize(title, room), "font-weight": "600", "text-anchor": "middle" });
  var xt = ticks(units, panel.x, Math.max(1, Math.floor(b[2] / 64))), yt = ticks(units, panel.y, Math.max(1, Math.floor(b[3] / 38)));
  xt.forEach(t => { var x = b[0] + px(t.value); out += el("line", { x1: x, x2: x, y1: b[1], y2: bottom, stroke: GRID }); });
  yt.forEach(t => { var y = b[1] + py(t.value); out += el("line", { x1: b[0], x2: b[0] + b[2], y1: y, y2: y, stroke: GRID }); });
  series.forEach(s => {
    var d = pathOf(s, px, py, b[3], panel.y.cyclic);
    if (d) clip += el("path", Object.assign({ d: d }, styleOf(s)));
  });
  if (panel.empty) clip += text(b[2] / 2, b[3] / 2, panel.empty, { "text-anchor": "middle", "font-size": 12, fill: "#555555" });
  out += drawLegend(rows, b[0], slot[1] + 16 + (title ? 20 : 0));
  out += el("svg", { x: b[0], y: b[1], width: b[2], height: b[3], overflow: "hidden" }, clip + el("g", { "data-spm-cursor": "1" }, ""));
  out += el("rect", { x: b[0], y: b[1], width: b[2], height: b[3], fill: "none", stroke: INK });
  var widest = 0;
  xt.forEach(t => { var x = b[0] + px(t.value); out += el("line", { x1: x, x2: x, y1: bottom, y2: bottom + 4, stroke: INK }) + text(x, bottom + 16, t.label, { "text-anchor": "middle" }); });
  yt.forEach(t => {
    var y = b[1] + py(t.value);
    out += el("line", { x1: b[0] - 4, x2: b[0], y1: y, y2: y, stroke: INK }) + text(b[0] - 7, y + 4, t.label, { "text-anchor": "end" });
    widest = Math.max(widest, 6.6 * t.label.length);
  });
  out += text(b[0] + b[2] / 2, bottom + 33, label(units, panel.x), { "font-size": 12, "text-anchor": "middle" });
  return out + upright(Math.max(slot[0] + 12, b[0] - 17 - widest), b[1] + b[3] / 2, label(units, panel.y));
}
