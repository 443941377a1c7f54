
// pointer, touch and keys in the explorer
function listen(view) {
  var svg = view.svg, drag = null, hasBrushed = false;
  svg.style.cursor = "crosshair"; svg.style.userSelect = "none";
  var place = event => figurePlace(view, event);
  var inMap = p => within(view.panel.box, p);
  var curveAt = p => { return view.panels.filter(panel => within(panel.box, p))[0]; };
  svg.addEventListener("pointerdown", event => {
    hasBrushed = false;
    if (event.button > 0) return;
    var p = place(event), at = inMap(p), curve = curveAt(p);
    if (at && (event.shiftKey || view.isBrushing)) {
      drag = { from: pixelUnder(view, at[0], at[1]) };
      leave(view);
      view.tip(event, "");
      brush(view, drag.from, drag.from);
      event.preventDefault();
    } else if (curve && view.slider.values) {
      drag = { curve: curve };
      slide(view, curve, p);
    } else return;
    // An event that a program made has no pointer to hold.
    if (event.isTrusted) svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", event => {
    var p = place(event), at = inMap(p), curve = curveAt(p);
    if (drag && drag.from) {
      var b = view.panel.box;
      brush(view, drag.from, pixelUnder(view, (p[0] - b[0]) / b[2], (p[1] - b[1]) / b[3]));
      return;
    }
    if (drag) { slide(view, drag.curve, p); return; }
    if (at) {
      var words = view.map ? describe(view.units, view.map, view.list[view.shown].axis, pixelAt(view.map, at[0], at[1])) + "\n" : "", pixel = pixelUnder(view, at[0], at[1]);
      view.tip(event, words + position(view.data, view.panel, at[0], at[1]));
      if (event.pointerType !== "touch") preview(view, pixel.row, pixel.column);
      return;
    }
    leave(view);
    view.tip(event, curve ? nearest(view.units, curve, p) : "");
  });
  svg.addEventListener("pointerup", event => {
    if (drag && drag.from) { hasBrushed = true; view.controls.armed(false); measure(view); event.preventDefault(); }
    drag = null;
  });
  svg.addEventListener("pointercancel", () => {
    // What was not drawn to its end is no region.
    if (drag && drag.from) { view.region = null; view.controls.armed(false); view.controls.shown(); drawMarkers(view); drawPanels(view); drawTable(view); }
    drag = null;
  });
  svg.addEventListener("pointerleave", event => { view.tip(event, ""); if (!drag) leave(view); });
  svg.addEventListener("click", event => {
    var at = inMap(place(event));
    if (!at || hasBrushed) { hasBrushed = false; return; }
    var pixel = pixelUnder(view, at[0], at[1]);
    leave(view);
    select(view, pixel.row, pixel.column);
    view.controls.shown();
    view.stage.focus({ preventScroll: true });
  });
  svg.addEventListener("dblclick", event => { if (inMap(place(event))) togglePin(view); });
  view.stage.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    var by = event.shiftKey ? 10 : 1, go = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key];
    if (go) move(view, go[0], go[1]);
    else if (event.key === "p" || event.key === "P") togglePin(view);
    else if (event.key === "Escape" && (view.pins.length || view.region)) clearAll(view);
    else return;
    view.controls.shown();
    event.preventDefault(); event.stopPropagation();
  });
}
// The point of the sweep nearest to the pointer; where the sweep passes a value twice, that whose curve is nearer.
function slide(view, panel, p) {
  var b = panel.box, values = view.slider.values, answer = view.selected.answer, y = answer && answer.x.length === view.slider.count && panel.part !== "residual" ? partOf(answer.parts, panel.part) : null, best = Infinity, index = view.index;
  for (var i = 0; i < values.length; i++) {
    var dx = b[0] + b[2] * fraction(panel.x, values[i]) - p[0], dy = y && isFinite(y[i]) ? b[1] + b[3] - b[3] * fraction(panel.y, y[i]) - p[1] : 0, d = dx * dx + 1e-3 * dy * dy;
    if (d < best) { best = d; index = i; }
  }
  if (index !== view.index || !view.list[view.shown].part) moveTo(view, index);
}
// Below this width the curves stand under the map, else all would be too small to read.
var STACKED_BELOW = 720;
function stack(view) {
  var width = view.root.clientWidth, isStacked = width > 0 && width < STACKED_BELOW, full = view.data.width, half = view.panels[0].slot[0];
  view.isStacked = isStacked;
  view.fold = isStacked ? { width: half, left: half, top: view.panel.box[1] + view.panel.box[3] + 76 } : null;
  var w = isStacked ? Math.max(half, full - half) : full, bottom = Math.max.apply(null, view.panels.map(panel => panel.slot[1] + panel.slot[3])), h = isStacked ? view.fold.top + bottom : view.data.height;
  view.svg.setAttribute("viewBox", "0 0 " + w + " " + h); view.svg.setAttribute("width", w); view.svg.setAttribute("height", h);
  view.width = w;
  var card = view.svg.querySelector("rect");
  card.setAttribute("width", w); card.setAttribute("height", h);
  view.panels.forEach(panel => { panel.group.setAttribute("transform", isStacked ? "translate(" + n(-view.fold.left) + " " + n(view.fold.top) + ")" : "translate(0 0)"); });
  Array.prototype.forEach.call(view.svg.children, child => { if (child.tagName === "text") child.style.display = isStacked ? "none" : ""; });
  view.notes.style.display = isStacked ? "block" : "none";
}
function figurePlace(view, event) {
  var p = toFigure(view.svg, view.width, event), fold = view.fold;
  return fold && p[1] >= fold.top ? [p[0] + fold.left, p[1] - fold.top] : p;
}
