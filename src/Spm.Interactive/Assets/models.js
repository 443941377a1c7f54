
// the fitted models that are evaluated here from their parameters instead of travelling as curves: ShoModel.cs and LoopModel.cs
function erf(u) {
  // e^(−u²)·Σ 2ⁿu²ⁿ⁺¹/(2n+1)!!, all terms of one sign; beyond 6 it is ±1 to double precision (Abramowitz and Stegun 7.1.6).
  var size = Math.abs(u);
  if (!(size < 6)) return isNaN(u) ? NaN : u > 0 ? 1 : -1;
  var term = size, sum = size;
  for (var k = 3; term > 1e-17 * sum; k += 2) { term *= 2 * size * size / k; sum += term; }
  return (u < 0 ? -1 : 1) * 1.1283791670955126 * Math.exp(-size * size) * sum;
}
var MODELS = {
  // H(f) = A e^{iφ} f0² / (f² − i f f0/Q − f0²)
  sho: (p, model) => {
    var re = new Float32Array(model.x.length), im = new Float32Array(model.x.length), top = p[0] * p[1] * p[1], c = top * Math.cos(p[3]), s = top * Math.sin(p[3]);
    for (var i = 0; i < re.length; i++) {
      var f = model.x[i] * model.factor, a = (f - p[1]) * (f + p[1]), b = -f * p[1] / p[2], size = a * a + b * b;
      re[i] = (c * a + s * b) / size; im[i] = (s * a - c * b) / size;
    }
    return [re, im];
  },
  // f = a0 + a1·y + a4·V, y = (g·erf((V − a)/g) + l)/(l + r), g = (r − l)/2·(erf(1000(V − a)) + 1) + l
  loop: (p, model) => {
    var y = new Float32Array(model.x.length);
    for (var i = 0; i < y.length; i++) {
      var v = model.x[i], falling = model.falling[i], d = v - p[falling ? 2 : 3], l = p[falling ? 5 : 7], r = p[falling ? 6 : 8];
      var g = (r - l) / 2 * (erf(1000 * d) + 1) + l;
      y[i] = p[0] + p[1] * (g * erf(d / g) + l) / (l + r) + p[4] * v;
    }
    return [y];
  },
  // Any other model, as the steps of its formula: FitFormula.cs.
  steps: (p, model) => {
    var out = model.results.map(() => new Float32Array(model.x.length)), v = new Float64Array(model.steps.length);
    for (var i = 0; i < model.x.length; i++) {
      model.steps.forEach((s, k) => { v[k] = s[0] === "constant" ? s[1] === null ? NaN : s[1] : s[0] === "variable" ? model.x[i] * model.factor : s[0] === "parameter" ? p[s[1]] : STEPS[s[0]](v[s[1]], v[s[2]], v[s[3]]); });
      model.results.forEach((k, part) => { out[part][i] = v[k]; });
    }
    return out;
  }
};
// The values and up to seven between two of them, as FineAxis.cs; a place of a loop between two points is on the branch of the point before it: LoopDirection.cs.
function fineModel(model) {
  var x = model.x, parts = Math.max(1, Math.min(8, Math.floor(600 / x.length))), count = Math.max((x.length - 1) * parts + 1, 0), before = i => Math.floor(i / parts);
  return Object.assign({}, model, {
    x: Float64Array.from({ length: count }, (_, i) => i % parts ? x[before(i)] + (x[before(i) + 1] - x[before(i)]) * (i % parts) / parts : x[before(i)]),
    falling: model.falling && Array.from({ length: count }, (_, i) => model.falling[before(i)])
  });
}
var STEPS = {
  add: (a, b) => a + b, subtract: (a, b) => a - b, negate: a => -a, multiply: (a, b) => a * b, divide: (a, b) => a / b, max: (a, b) => Math.max(a, b), min: (a, b) => Math.min(a, b), abs: Math.abs, sqrt: Math.sqrt, cbrt: Math.cbrt,
  less: (a, b) => a < b ? 1 : 0, select: (isTrue, a, b) => isTrue ? a : b, exp: Math.exp, log: Math.log, pow: Math.pow, sin: Math.sin, cos: Math.cos, atan: Math.atan, tanh: Math.tanh, erf: erf
};
