// words and numbers
// Not a literal: a quote in one would mislead ViewScript.cs, which takes spaces out of the script but not out of strings.
var SPECIAL = new RegExp("[&<>\"']", "g");
function escape(text) {
  return String(text).replace(SPECIAL, c => { return { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" }[c]; });
}
function join(number, unit) { return unit === "" ? number : unit === "%" || unit === "°" ? number + unit : number + " " + unit; }
function spelling(units, unit, size) {
  var all = units[unit] || [[unit, 1]], best = all[0];
  for (var i = 1; i < all.length; i++) if (size >= all[i][1] * (1 - 1e-12)) best = all[i];
  return size > 0 || all.length === 1 ? best : [unit, 1];
}
function significant(value, digits) {
  var decade = value === 0 ? 0 : parseInt(value.toExponential(digits - 1).split("e")[1], 10);
  if (decade < -4 || decade >= 6) return value.toExponential(digits - 1).replace("+", "");
  return value.toFixed(Math.max(digits - 1 - decade, 0));
}
function minus(words) { return words.replace(/(^|[\s(±])-(?=[\d.∞])|([\d)]e)-(?=\d)/g, "$1$2−"); }
function quantity(units, value, unit) { return minus(plain(units, value, unit)); }
function plain(units, value, unit) {
  if (isNaN(value)) return "not a number";
  if (!isFinite(value)) return join(value > 0 ? "∞" : "-∞", unit);
  if (value === 0) return join("0", unit);
  var rounded = Number(value.toPrecision(4)), shown = spelling(units, unit, Math.abs(rounded));
  return join(significant(value / shown[1], 4), shown[0]);
}
function uncertain(units, value, error, unit) {
  if (!isFinite(value) || !isFinite(error) || error <= 0) return quantity(units, value, unit);
  var shown = spelling(units, unit, Math.max(Math.abs(value), error)), v = value / shown[1], e = error / shown[1], size = Math.max(Math.abs(v), e);
  var tail = shown[0] ? " " + shown[0] : "";
  if (size >= 1e-3 && size < 1e6 && e >= 1e-9) return minus(pair(v, e) + tail);
  var exponent = Math.floor(Math.log10(size));
  return minus("(" + pair(v / Math.pow(10, exponent), e / Math.pow(10, exponent)) + ")e" + exponent + tail);
}
function pair(value, error) {
  var places = Math.max(0, Math.min(12, 1 - Math.floor(Math.log10(error))));
  return value.toFixed(places) + " ± " + error.toFixed(places);
}
