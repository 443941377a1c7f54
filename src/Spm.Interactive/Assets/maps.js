
// maps: colours, bar, bad pixels
function dataUri(width, height, paint) {
  var canvas = document.createElement("canvas");
  canvas.width = width; canvas.height = height;
  var context = canvas.getContext("2d"), picture = context.createImageData(width, height);
  for (var i = 0; i < width * height; i++) paint(picture.data, 4 * i, i);
  context.putImageData(picture, 0, 0);
  return canvas.toDataURL("image/png");
}
function colourAt(axis, part) {
  var table = axis.cyclic ? COLOURS.cyclic : COLOURS.sequential, i = 3 * Math.max(0, Math.min(255, Math.floor(256 * part)));
  return [table[i], table[i + 1], table[i + 2]];
}
function colourOf(axis, value, data, at) {
  var colour = colourAt(axis, fraction(axis, value));
  data[at] = colour[0]; data[at + 1] = colour[1]; data[at + 2] = colour[2]; data[at + 3] = 255;
}
function unpackMap(raster) {
  return { columns: raster.columns, rows: raster.rows, values: floats(raster.values, 3), reason: bytes(raster.reason), reasons: raster.reasons };
}
function mapUri(map, axis) {
  return dataUri(map.columns, map.rows, (data, at, i) => { if (!map.reasons[map.reason[i]]) colourOf(axis, map.values[i], data, at); });
}
function describe(units, map, axis, i) {
  var reason = map.reasons[map.reason[i]], value = map.values[i];
  return axis.quantity + ": " + (reason ? "bad pixel (" + reason + ")" : isFinite(value) ? reading(units, axis, value) : beyond(value));
}
function beyond(value) { return value > 0 ? "above the embedded range" : "below the embedded range"; }
function barMarkup(units, axis, bar) {
  var out = el("image", { x: bar[0], y: bar[1], width: bar[2], height: bar[3], preserveAspectRatio: "none", href: dataUri(1, 256, (d, at, i) => { colourOf(axis, axis.min + (255.5 - i) / 256 * (axis.max - axis.min), d, at); }) });
  out += el("rect", { x: bar[0], y: bar[1], width: bar[2], height: bar[3], fill: "none", stroke: INK });
  var widest = 0;
  ticks(units, axis, Math.max(1, Math.floor(bar[3] / 38))).forEach(t => {
    var y = bar[1] + bar[3] - bar[3] * fraction(axis, t.value);
    out += el("line", { x1: bar[0] + bar[2], x2: bar[0] + bar[2] + 3, y1: y, y2: y, stroke: INK }) + text(bar[0] + bar[2] + 6, y + 4, t.label);
    widest = Math.max(widest, 6.6 * t.label.length);
  });
  return out + upright(bar[0] + bar[2] + 22 + widest, bar[1] + bar[3] / 2, label(units, axis));
}
function drawMap(group, units, map, axis, name, panel, bad) {
  group.querySelector("[data-spm-map]").setAttribute("href", mapUri(map, axis));
  var title = group.querySelector("text"), x = Number(title.getAttribute("x")), room = 2 * Math.min(x - panel.slot[0], panel.slot[0] + panel.slot[2] - x) - 8;
  title.textContent = name;
  title.setAttribute("font-size", fittingSize(name, room));
  group.querySelector("[data-spm-bar]").innerHTML = barMarkup(units, axis, panel.bar);
  var legend = group.querySelector("[data-spm-bad]");
  if (!legend) return;
  var at = legend.getAttribute("data-spm-bad").split(" "), x = Number(at[0]), y = Number(at[1]);
  legend.innerHTML = bad.map((line, i) => {
    return (i === 0 ? el("rect", { x: x, y: y, width: 16, height: 11, fill: "url(#" + at[2] + ")", stroke: "#8C8C8C" }) : "") + text(x + 22, y + 10 + 17 * i, line);
  }).join("");
}
