
// what the curve panels of the explorer show
function partOf(parts, part) {
  if (parts.length === 1) return parts[0];
  return Float32Array.from(parts[0], (re, i) => onePart(re, parts[1][i], part));
}
// First order: σ² of the magnitude is (re²σ_re² + im²σ_im²)/|z|², of the phase (im²σ_re² + re²σ_im²)/|z|⁴.
function deviationOf(answer, part) {
  if (!answer.deviation) return null;
  if (answer.parts.length === 1) return answer.deviation[0];
  var d = answer.deviation, z = answer.parts;
  return Float32Array.from(z[0], (re, i) => {
    var im = z[1][i], size = re * re + im * im, a = re * d[0][i], b = im * d[1][i], c = im * d[0][i], f = re * d[1][i];
    return part === "magnitude" ? Math.sqrt((a * a + b * b) / size) : Math.min(Math.PI, Math.sqrt(c * c + f * f) / size);
  });
}
function shownAnswer(view) { return view.preview && view.preview.answer || view.selected.answer; }
function drawPanels(view) {
  var answer = shownAnswer(view);
  if (!answer) return;
  view.panels.forEach((panel, k) => {
    var series = panel.part === "residual" ? residuals(answer) : curveSeries(view, answer, panel.part);
    var shown = series.filter(s => s.label !== view.e.labels[1] && s.kind !== "rule"), isBad = !answer.isGood;
    panel.empty = series.every(s => Array.prototype.every.call(s.y, isNaN)) ? panel.part === "residual" ? "no fit" : "no finite point was measured here" : "";
    if (!panel.y.cyclic) panel.y = over(panel.y, shown.filter(s => !(isBad && s.dashed)).map(s => s.deviation ? extremes(s) : s.y));
    if (panel.part === "residual") balance(panel.y, series);
    if (panel.part === "residual") series.unshift({ kind: "line", label: "", colour: GREY, width: 0.8, x: [panel.x.min, panel.x.max], y: [0, 0] });
    panel.group.innerHTML = drawCurves(view.units, panel, k === 0 ? answer.title : "", series);
    panel.series = series.filter(s => s.label).map(s => { return { label: s.label, xs: s.x, ys: s.y }; });
  });
  drawCursor(view);
}
function extremes(s) {
  var out = [];
  for (var i = 0; i < s.y.length; i++) out.push(s.y[i] + (s.deviation[i] || 0), Math.max(s.floor, s.y[i] - (s.deviation[i] || 0)));
  return out;
}
// About zero, to a round number, so that three marks fall into a low panel: CurvePanels.Balanced.
function balance(axis, series) {
  var most = 0;
  series.forEach(s => { s.y.forEach(v => { if (isFinite(v)) most = Math.max(most, Math.abs(v)); }); });
  if (!(most > 0)) return;
  var decade = Math.pow(10, Math.floor(Math.log10(most))), end = [1, 1.5, 2, 3, 5, 7.5, 10].filter(m => m * decade >= 1.02 * most)[0] * decade || 15 * decade;
  axis.min = -end; axis.max = end;
}
function curveSeries(view, answer, part) {
  var out = [], labels = view.e.labels, y = partOf(answer.parts, part), region = view.region && view.region.answer;
  if (region) {
    var band = deviationOf(region, part), mean = partOf(region.parts, part);
    if (band) out.push({ kind: "band", label: "", colour: ORANGE, x: region.x, y: mean, deviation: band, floor: part === "magnitude" ? 0 : -Infinity });
    out.push({ kind: "line", label: band ? "mean of " + region.count + " pixels ± standard deviation" : region.title, colour: ORANGE, x: region.x, y: mean });
  }
  view.pins.forEach(pin => { if (pin.answer) out.push({ kind: "line", label: pixelName(pin), colour: pin.colour, width: 1.6, x: pin.answer.x, y: partOf(pin.answer.parts, part) }); });
  if (answer.overlays) return out.concat(cycles(answer, part));
  if (!answer.fit) out.push({ kind: "line", label: "", colour: BLUE, width: 0.7, x: answer.x, y: y });
  var kept = sorted(answer, y, 0), left = sorted(answer, y, 1);
  out.push({ kind: "dot", label: labels[0], colour: BLUE, x: kept.x, y: kept.y });
  if (left.x.length) out.push({ kind: "cross", label: labels[1], colour: GREY, x: left.x, y: left.y });
  if (answer.fit) {
    var line = answer.line || { x: answer.x, parts: answer.fit };
    out.push({ kind: "line", label: labels[answer.isGood ? 2 : 3], colour: VERMILLION, dashed: !answer.isGood, x: line.x, y: partOf(line.parts, part) });
  }
  return out;
}
// The points that were kept (0) or left out (1).
function sorted(answer, y, which) {
  var out = { x: [], y: [] };
  for (var i = 0; i < y.length; i++) if ((answer.excluded && answer.excluded[i] ? 1 : 0) === which) { out.x.push(answer.x[i]); out.y.push(y[i]); }
  return out;
}
// Light to dark blue in their order; the chosen one, whose slice is on the map, has dots.
var LIGHTEST = [142, 196, 232], DARKEST = [0, 60, 100];
function cycles(answer, part) {
  var out = [], count = answer.overlays.length;
  answer.overlays.forEach((o, k) => {
    var along = k / Math.max(count - 1, 1), colour = "rgb(" + LIGHTEST.map((c, i) => Math.round(c + (DARKEST[i] - c) * along)).join(",") + ")", y = partOf(o.parts, part);
    out.push({ kind: "line", label: o.label, colour: colour, width: k === answer.overlay ? 1.8 : 1.2, x: o.x || answer.x, y: y });
    if (k === answer.overlay) out.push({ kind: "dot", label: "", colour: colour, x: o.x || answer.x, y: y });
  });
  return out;
}
function residuals(answer) {
  if (!answer.fit || answer.fit[0].length !== answer.x.length) return [];
  return answer.parts.map((measured, k) => {
    var y = Float32Array.from(measured, (v, i) => v - answer.fit[k][i]), kept = sorted(answer, y, 0);
    return { kind: "dot", label: answer.parts.length > 1 ? ["real", "imaginary"][k] : "", colour: k ? SKY : BLUE, x: kept.x, y: kept.y.map(v => isFinite(v) ? v : NaN) };
  });
}
// Where the sweep stands of which the map shows the data.
function drawCursor(view) {
  var x = view.slider.values && view.slider.values[view.index], isShown = !!view.list[view.shown].part && isFinite(x), answer = shownAnswer(view);
  view.panels.forEach(panel => {
    var group = panel.group.querySelector("[data-spm-cursor]"), b = panel.box, out = "";
    if (!group) return;
    if (isShown) {
      var at = b[2] * fraction(panel.x, x);
      out = el("line", { x1: at, x2: at, y1: 0, y2: b[3], stroke: INK, "stroke-width": 1, "stroke-dasharray": "3 3" });
      var y = panel.part !== "residual" && answer && answer.x.length === view.slider.count ? partOf(answer.parts, panel.part)[view.index] : NaN;
      if (isFinite(y)) out += el("path", { d: mark("ring", at, b[3] - b[3] * fraction(panel.y, y), Infinity), fill: "none", stroke: INK, "stroke-width": 1.6 });
    }
    group.innerHTML = out;
  });
}
function outline(view, rows, columns) {
  var e = view.e, b = view.panel.box, every = view.source.every || 1, w = b[2] / e.columns, h = b[3] / e.rows;
  var r = rows.map(k => turned(k, e.rows, e.flip[0])).sort((p, q) => p - q), c = columns.map(k => turned(k, e.columns, e.flip[1])).sort((p, q) => p - q);
  return { x: c[0] * w, y: r[0] * h, width: (Math.min(e.columns, c[1] + every) - c[0]) * w, height: (Math.min(e.rows, r[1] + every) - r[0]) * h, fill: "none" };
}
function drawMarkers(view) {
  var frame = (rows, columns, colour, width) => {
    var box = outline(view, rows, columns);
    return el("rect", Object.assign({ stroke: "#000000", "stroke-width": width + 1.8 }, box)) + el("rect", Object.assign({ stroke: colour, "stroke-width": width }, box));
  };
  var one = (p, colour, width) => frame([p.row, p.row], [p.column, p.column], colour, width);
  view.markers.innerHTML = (view.region ? frame(view.region.rows, view.region.columns, ORANGE, 1.6) : "") + (view.preview ? one(view.preview, "#FFFFFF", 0.8) : "") + one(view.selected, "#FFFFFF", 1.6)
    + view.pins.map(pin => one(pin, pin.colour, 2.4)).join("");
}
