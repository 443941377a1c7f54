// axes, as Axis.cs and NiceTicks.cs
function shownUnit(units, axis) {
  var size = Math.max(Math.abs(axis.min), Math.abs(axis.max)), s = spelling(units, axis.unit, size);
  if ((units[axis.unit] || []).length > 1 || (size >= 1e-3 && size < 1e5) || size === 0) return s;
  var exponent = 3 * Math.floor(Math.log10(size) / 3);
  var raised = String(exponent).replace(/./g, c => c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]);
  return ["10" + raised + (axis.unit ? " " + axis.unit : ""), Math.pow(10, exponent)];
}
function label(units, axis) {
  var unit = shownUnit(units, axis)[0];
  return unit ? axis.quantity ? axis.quantity + " (" + unit + ")" : unit : axis.quantity;
}
function ticks(units, axis, wanted) {
  if (axis.cyclic) {
    var half = (axis.max - axis.min) / 2, words = axis.unit === "°" || axis.unit === "deg" ? ["−180", "−90", "0", "90", "180"] : ["−π", "−π/2", "0", "π/2", "π"];
    return words.map((word, i) => { return { value: (i - 2) * half / 2, label: word }; });
  }
  var factor = shownUnit(units, axis)[1], low = axis.min / factor, high = axis.max / factor, raw = (high - low) / Math.max(wanted, 1);
  var decade = Math.pow(10, Math.floor(Math.log10(raw))), step = 10 * decade;
  [5, 2, 1].forEach(m => { if (m * decade >= raw * (1 - 1e-9)) step = m * decade; });
  var decimals = Math.min(Math.max(-Math.floor(Math.log10(step) + 1e-9), 0), 15), out = [];
  for (var i = Math.ceil(low / step - 1e-9); i <= Math.floor(high / step + 1e-9); i++)
    out.push({ value: i * step * factor, label: (i * step).toFixed(decimals).replace(/^-(?=0*\.?0*$)/, "").replace("-", "−") });
  return out;
}
// One mark gives no scale: as AtLeastTwo in FigureLayout.cs.
function marks(units, axis, wanted, haveRoom) {
  var out = ticks(units, axis, wanted);
  for (var more = wanted + 1; out.length < 2 && more <= wanted + 4; more++) {
    var closer = ticks(units, axis, more);
    if (closer.length > 1 && haveRoom(closer)) return closer;
  }
  return out;
}
function upMarks(units, axis, height) { return marks(units, axis, Math.max(1, Math.floor(height / 38)), found => found.length * 13.2 <= height); }
function acrossMarks(units, axis, width) {
  return marks(units, axis, Math.max(1, Math.floor(width / 64)), found => found.length * (12 + 6.6 * Math.max.apply(null, found.map(t => t.label.length))) <= width + 12);
}
function over(axis, lists) {
  var low = Infinity, high = -Infinity;
  lists.forEach(list => { list.forEach(v => { if (isFinite(v)) { low = Math.min(low, v); high = Math.max(high, v); } }); });
  var out = { quantity: axis.quantity, unit: axis.unit, cyclic: axis.cyclic, min: 0, max: 1 };
  if (low > high) return out;
  var size = Math.max(Math.abs(low), Math.abs(high)), pad = high - low > 1e-9 * size ? 0.05 * (high - low) : size > 0 ? 0.1 * size : 1;
  out.min = low - pad; out.max = high + pad;
  return out;
}
function fraction(axis, value) { return axis.log ? Math.log(value / axis.min) / Math.log(axis.max / axis.min) : (value - axis.min) / (axis.max - axis.min); }
function reading(units, axis, value) { return axis.words ? axis.words[Math.round(value)] || "" : quantity(units, value, axis.unit); }
