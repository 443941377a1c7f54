
// pins and the brush: what is compared with the selected pixel
var PIN_COLOURS = [GREEN, PURPLE];
// Pins the selected pixel, or lets it go; a third pin takes the place of the oldest.
function togglePin(view) {
  var s = view.selected, had = view.pins.filter(pin => pin.row === s.row && pin.column === s.column)[0];
  if (had) view.pins.splice(view.pins.indexOf(had), 1);
  else {
    if (view.pins.length === PIN_COLOURS.length) view.pins.shift();
    var free = PIN_COLOURS.filter(colour => { return !view.pins.some(pin => pin.colour === colour); })[0], pin = { row: s.row, column: s.column, answer: s.isWaiting ? null : s.answer, colour: free };
    view.pins.push(pin);
    if (!pin.answer) askPin(view, pin);
  }
  view.controls.say(had ? "pin removed" : pixelName(s) + " pinned");
  view.controls.shown();
  drawMarkers(view); drawPanels(view); drawTable(view);
}
function askPin(view, pin) {
  var whose = "pin" + PIN_COLOURS.indexOf(pin.colour);
  view.ask.ask(whose, done => { view.source.pixel(pin.row, pin.column, done, whose); }, answer => {
    if (view.pins.indexOf(pin) < 0 || failed(view, answer)) return;
    pin.answer = answer;
    drawPanels(view); drawTable(view);
  });
}
function pixelName(p) { return "pixel (" + p.column + ", " + p.row + ")"; }
function clearAll(view) {
  view.pins = []; view.region = null;
  view.ask.forget("mean");
  view.controls.say("pins and region removed");
  view.controls.shown();
  drawMarkers(view); drawPanels(view); drawTable(view);
}
// First pin minus second pin, each with √(σ₁² + σ₂²); an angle the short way round.
function difference(view) {
  var a = view.pins[0] && view.pins[0].answer, b = view.pins[1] && view.pins[1].answer;
  if (!a || !b || !a.parameters || !b.parameters) return null;
  return view.e.parameters.map((parameter, k) => {
    var p = a.parameters[k], q = b.parameters[k], d = shortWay(parameter[3], parameter[2], p[0] - q[0]);
    return [d, Math.sqrt(p[1] * p[1] + q[1] * q[1])];
  });
}
function shortWay(isAngle, unit, d) {
  var turn = fullTurn(unit);
  return isAngle ? d - turn * Math.round(d / turn) : d;
}
function brush(view, from, to) {
  var order = (a, b) => [Math.min(a, b), Math.max(a, b)];
  view.region = { rows: order(from.row, to.row), columns: order(from.column, to.column), answer: null };
  drawMarkers(view);
}
function measure(view) {
  var region = view.region;
  view.ask.ask("mean", done => { view.source.mean({ rows: region.rows, columns: region.columns }, done); }, answer => {
    if (failed(view, answer) || view.region !== region) return;
    region.answer = answer;
    view.controls.say(answer.title);
    view.controls.shown();
    drawPanels(view); drawTable(view);
  });
}
