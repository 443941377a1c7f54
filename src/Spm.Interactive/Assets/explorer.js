
// the explorer: a map beside the curve of its pixel. Rows and columns count as in the map's array, all numbers come from a source
function explorer(root, data, source) {
  var e = data.explorer, stage = root.querySelector("[data-spm-stage]"), svg = stage.querySelector("svg");
  e.slider.values = sweep(e.slider);
  var view = {
    root: root, data: data, e: e, units: data.units, stage: stage, svg: svg, groups: svg.querySelectorAll("[data-spm-panel]"), tip: tip(stage), ask: questions(3000),
    source: source, slider: source.slider || e.slider, panel: data.panels[0], panels: data.panels.slice(1), list: mapList(e), shown: 0, index: e.index, curve: e.curve, label: "", map: null,
    selected: { row: e.selected[0], column: e.selected[1], answer: null }, preview: null, pins: [], region: null, isBrushing: false, isStacked: false
  };
  view.panels.forEach((panel, k) => { panel.bottom = panel.box[1] + panel.box[3]; panel.group = view.groups[k + 1]; panel.series = []; });
  var image = view.groups[0].querySelector("[data-spm-map]");
  image.parentNode.querySelectorAll("path").forEach(old => { old.remove(); });
  view.markers = document.createElementNS("http://www.w3.org/2000/svg", "g");
  // A marker that takes a click would make two clicks of a double click.
  view.markers.setAttribute("pointer-events", "none");
  image.parentNode.appendChild(view.markers);
  view.choose = curve => {
    view.curve = view.source.choose ? view.source.choose(curve) : curve;
    view.controls.choices();
    refresh(view);
    // Other curves of a large file are read anew.
    if (view.source !== view.own && view.hello) view.hello();
  };
  // Takes another source of numbers, such as the kernel once it answers; words say which it is.
  view.use = (other, words) => {
    var slider = other.slider || e.slider;
    view.index = Math.min(slider.count - 1, Math.round(view.index * (view.slider.step || 1) / (slider.step || 1)));
    view.source = other; view.slider = slider; view.preview = null;
    if (other.choose) view.curve = other.choose(view.curve);
    [view.selected].concat(view.pins).forEach(p => { snap(view, p); });
    view.pins = view.pins.filter((pin, k) => { return !view.pins.slice(0, k).some(before => before.row === pin.row && before.column === pin.column); });
    drawMarkers(view);
    view.controls.source(words || other.name);
    view.controls.slider();
    refresh(view);
  };
  view.controls = controls(view);
  view.controls.source(source.name);
  listen(view);
  stack(view);
  if (typeof ResizeObserver === "function") new ResizeObserver(() => { stack(view); }).observe(root);
  root.spmState = () => stateOf(view);
  view.firstWords = svg.getAttribute("aria-label");
  if (view.list[0].part) showMap(view, 0);
  else view.map = view.list[0].map;
  select(view, view.selected.row, view.selected.column);
  return view;
}
function mapList(e) {
  var sets = (e.reasonSets || []).map(set => { return { reasons: set.reasons, reason: bytes(set.reason) }; }), np = e.parameters.length;
  var values = floats(e.embedded.values, 4);
  return e.maps.map(m => {
    var map = { columns: e.raster.columns, rows: e.raster.rows, reason: sets[m.reasonSet].reason, reasons: sets[m.reasonSet].reasons };
    if (m.values) map.values = floats(m.values, 3);
    else map.values = Float32Array.from({ length: map.rows * map.columns }, (_, i) => values[i * np + m.parameter]);
    return { name: m.name, axis: m.colours, bad: m.bad, map: map };
  }).concat(e.slices.map(s => { return { name: s.name, axis: s.colours, part: s.part }; }));
}
// The values of the slider's axis travel packed, or as ends and count.
function sweep(axis) {
  if (typeof axis.values === "string") return doubles(axis.values);
  if (axis.singles) return floats(axis.singles, 4);
  return axis.values || Float64Array.from({ length: axis.count }, (_, i) => axis.first + (axis.last - axis.first) * i / Math.max(axis.count - 1, 1));
}
function turned(k, length, flip) { return flip ? length - 1 - k : k; }
// Row and column of the map's array at a place of the picture, that of the pixel whose curve the source has.
function pixelUnder(view, u, v) {
  var e = view.e, at = (part, length) => Math.max(0, Math.min(length - 1, Math.floor(part * length)));
  return snap(view, { row: turned(at(v, e.rows), e.rows, e.flip[0]), column: turned(at(u, e.columns), e.columns, e.flip[1]) });
}
// To the pixel that stands for it where the source has not the curves of all.
function snap(view, p) {
  var every = view.source.every || 1, e = view.e, to = (k, length, flip) => turned(Math.floor(turned(k, length, flip) / every) * every, length, flip);
  p.row = to(p.row, e.rows, e.flip[0]); p.column = to(p.column, e.columns, e.flip[1]);
  return p;
}
function select(view, row, column, then) {
  // Until its own curve is there, that of the pixel before it stays on the screen.
  var to = view.selected = { row: row, column: column, answer: view.selected.answer, isWaiting: true };
  drawMarkers(view);
  view.ask.ask("pixel", done => { view.source.pixel(row, column, done, "selected"); }, answer => {
    if (failed(view, answer)) return;
    to.answer = answer; to.isWaiting = false;
    view.root.setAttribute("data-spm-selected", column + "," + row);
    drawPanels(view); drawTable(view);
    view.controls.say(answer.title.split(" · ").slice(0, 2).concat(valueAt(view, to)).join(", "));
    if (then) then();
  });
}
// What the map shows of a pixel, in words.
function valueAt(view, p) {
  var e = view.e, map = view.map;
  if (!map) return [];
  var step = Math.ceil(Math.max(e.rows, e.columns) / Math.max(map.rows, map.columns));
  return [describe(view.units, map, view.list[view.shown].axis, Math.floor(turned(p.row, e.rows, e.flip[0]) / step) * map.columns + Math.floor(turned(p.column, e.columns, e.flip[1]) / step))];
}
// The picture in words, of what is shown now.
function retell(view) {
  var e = view.e, s = view.selected, map = view.map, low = Infinity, high = -Infinity, axis = view.list[view.shown].axis;
  if (!map || !s.answer) return;
  map.values.forEach((v, i) => { if (!map.reasons[map.reason[i]] && isFinite(v)) { low = Math.min(low, v); high = Math.max(high, v); } });
  var isFirst = view.shown === 0 && view.curve === e.curve && view.index === e.index && s.row === e.selected[0] && s.column === e.selected[1];
  view.svg.setAttribute("aria-label", isFirst ? view.firstWords : view.groups[0].querySelector("text").textContent + ": " + (low > high ? "no good pixel" : "from " + quantity(view.units, low, axis.unit) + " to " + quantity(view.units, high, axis.unit))
    + ". At the selected pixel " + valueAt(view, s)[0] + ". Beside it the curve of " + s.answer.title + ".");
}
// By so many pixels of the picture to the right and down.
function move(view, right, down) {
  var every = view.source.every || 1, e = view.e, to = (k, by, length, flip) => {
    var most = Math.floor((length - 1) / every) * every;
    return turned(Math.max(0, Math.min(most, turned(k, length, flip) + by * every)), length, flip);
  };
  select(view, to(view.selected.row, down, e.rows, e.flip[0]), to(view.selected.column, right, e.columns, e.flip[1]));
}
function preview(view, row, column) {
  var old = view.preview;
  if (old && old.row === row && old.column === column) return;
  if (row === view.selected.row && column === view.selected.column) { leave(view); return; }
  var to = view.preview = { row: row, column: column, answer: old && old.answer };
  drawMarkers(view);
  view.ask.ask("preview", done => { view.source.pixel(row, column, done, "preview"); }, answer => {
    if (answer.error || view.preview !== to) return;
    to.answer = answer;
    drawPanels(view);
  });
}
function leave(view) {
  if (!view.preview) return;
  view.preview = null;
  view.ask.forget("preview");
  drawMarkers(view); drawPanels(view);
}
function showMap(view, k) {
  var entry = view.list[k];
  view.shown = k;
  view.controls.shown();
  if (entry.part) { showSlice(view); return; }
  view.ask.forget("slice");
  view.map = entry.map; view.label = "";
  view.controls.detail("");
  drawMap(view.groups[0], view.units, entry.map, entry.axis, entry.name, view.panel, entry.bad);
  drawCursor(view); drawTable(view);
}
function showSlice(view) {
  var entry = view.list[view.shown], index = view.index;
  drawCursor(view);
  view.ask.ask("slice", done => {
    var point = view.source.slider ? index : index * (view.e.slider.step || 1);
    if (view.e.complex) view.source.slice(point, entry.part, done); else view.source.slice(point, done);
  }, answer => {
    if (failed(view, answer) || view.list[view.shown] !== entry) return;
    var axis = coloursOf(view, entry, answer.values), point = answer.point || answer.label;
    view.map = sliceMap(view, answer); view.label = answer.label;
    drawMap(view.groups[0], view.units, view.map, axis, entry.name + " at " + point, view.panel, view.map.bad);
    view.controls.detail([answer.label.slice(point.length).replace(/[()]/g, "").replace(/^[ ·]+/, ""), axis === entry.axis ? "" : "colours of its own"].filter(Boolean).join(" · "));
    drawTable(view);
  }, true);
}
// The colours of all slices were chosen from the embedded curves; of another curve they might show nothing.
function coloursOf(view, entry, values) {
  var numbers = view.e.embedded.numbers;
  if (entry.axis.cyclic || !numbers || numbers.indexOf(view.curve) >= 0) return entry.axis;
  var sorted = Float64Array.from(values).filter(isFinite).sort(), at = part => sorted[Math.round(part * (sorted.length - 1))];
  return sorted.length && at(0.99) > at(0.01) ? Object.assign({}, entry.axis, { min: at(0.01), max: at(0.99) }) : entry.axis;
}
// A slice in the map's order becomes a picture, row 0 at the top.
function sliceMap(view, answer) {
  var e = view.e, rows = answer.rows || e.rows, columns = answer.columns || e.columns, map = { rows: rows, columns: columns, values: new Float32Array(rows * columns), reason: new Uint8Array(rows * columns), reasons: ["", answer.words ? "not read yet" : "not a number", "infinite"] }, counts = [0, 0, 0];
  for (var r = 0; r < rows; r++) for (var c = 0; c < columns; c++) {
    var value = answer.values[turned(r, rows, e.flip[0]) * columns + turned(c, columns, e.flip[1])];
    map.values[r * columns + c] = value;
    // Of embedded values infinity means beyond the range, of others what it says.
    counts[map.reason[r * columns + c] = isNaN(value) ? 1 : isFinite(value) || view.source.isBounded ? 0 : 2]++;
  }
  var kinds = [1, 2].filter(k => counts[k]), words = kinds.map(k => (kinds.length > 1 ? counts[k] + " " : "") + map.reasons[k]);
  map.bad = kinds.length ? ["bad pixels: " + (counts[1] + counts[2]) + " (" + words.join(", ") + ")"] : [];
  return map;
}
// Moves the slider; the map becomes that of the measured data there, in the part that was looked at last.
function moveTo(view, index) {
  view.index = Math.max(0, Math.min(view.slider.count - 1, index));
  view.controls.slider();
  if (view.list[view.shown].part) showSlice(view);
  else showMap(view, view.lastSlice === undefined ? view.e.maps.length : view.lastSlice);
}
// After another source or another of several curves was chosen, all that is shown is asked for anew.
function refresh(view) {
  if (view.list[view.shown].part) showSlice(view);
  select(view, view.selected.row, view.selected.column);
  view.pins.slice().forEach(pin => { askPin(view, pin); });
  if (view.region) measure(view);
}
function failed(view, answer) {
  view.controls.problem(answer.error || "");
  if (answer.error && view.own && view.source !== view.own) view.use(view.own, [view.own.name, answer.error].filter(Boolean).join("; "));
  return !!answer.error;
}
function listOf(numbers) { return numbers ? Array.from(numbers) : null; }
function stateOf(view) {
  var lists = a => a ? a.map(listOf) : null, answer = a => a && Object.assign({}, a, { x: listOf(a.x), parts: lists(a.parts), fit: lists(a.fit), line: a.line && { x: listOf(a.line.x), parts: lists(a.line.parts) }, deviation: lists(a.deviation), excluded: listOf(a.excluded), overlays: undefined });
  var pixel = p => p && Object.assign({}, p, { answer: answer(p.answer) });
  var entry = view.list[view.shown], m = view.map, e = view.e;
  return {
    selected: pixel(view.selected), preview: pixel(view.preview), pins: view.pins.map(pixel), difference: difference(view), index: view.index, source: view.source.name, isStacked: view.isStacked,
    region: pixel(view.region),
    map: m && { name: entry.name, part: entry.part, label: view.label, colours: entry.axis, rows: m.rows, columns: m.columns,
      values: Array.from(m.values, (_, i) => m.values[turned(Math.floor(i / m.columns), m.rows, e.flip[0]) * m.columns + turned(i % m.columns, m.columns, e.flip[1])]) }
  };
}
