
// the curves that travel in the figure itself, as a source: row and column count as in the map's array
function embeddedSource(data) {
  var e = data.explorer, m = e.embedded, np = e.parameters.length, parts = e.complex ? 2 : 1, points = m.points, curves = m.curves;
  var x = doubles(m.x), abscissa = Float32Array.from(x), low = floats(m.low, 4), high = floats(m.high, 4), measured = levels(m.measured), fitted = m.fitted ? levels(m.fitted) : null;
  var formula = m.model ? MODELS[m.model.name] : null, turns = m.model && m.model.falling ? bytes(m.model.falling) : null;
  var model = m.model ? Object.assign({}, m.model, { x: x, falling: turns && Array.from(x, (_, i) => bit(turns, i)) }) : null, fine = m.model ? fineModel(model) : null;
  var values = floats(m.values, 4), errors = floats(m.errors, 2), good = bytes(m.good), excluded = m.excluded ? bytes(m.excluded) : null;
  var r2 = m.rSquared ? floats(m.rSquared, 3) : null, textOf = m.text ? bytes(m.text) : null;
  var choice = m.choice;

  function turn(k, length, flip) { return flip ? length - 1 - k : k; }
  function pixelIndex(row, column) {
    return Math.floor(turn(row, e.rows, e.flip[0]) / m.every) * m.columns + Math.floor(turn(column, e.columns, e.flip[1]) / m.every);
  }
  function rowOf(p) { return turn(Math.floor(p / m.columns) * m.every, e.rows, e.flip[0]); }
  function columnOf(p) { return turn(p % m.columns * m.every, e.columns, e.flip[1]); }
  function value(list, q, part, i) {
    var at = q * parts + part, level = list[at * points + i];
    if (level === MISSING) return NaN;
    // The two ends stand for everything beyond them; an arrow is drawn there.
    return level === 0 ? -Infinity : level === HIGHEST ? Infinity : low[at] + (high[at] - low[at]) * level / HIGHEST;
  }
  function curve(list, q) {
    var out = [];
    for (var part = 0; part < parts; part++) {
      out.push(new Float32Array(points));
      for (var i = 0; i < points; i++) out[part][i] = value(list, q, part, i);
    }
    return out;
  }
  function parametersOf(p) {
    var out = [];
    for (var k = 0; k < np; k++) out.push([values[p * np + k], errors[p * np + k]]);
    return out;
  }
  function evaluated(p, at) { return formula(Array.from(values.subarray(p * np, p * np + np)), at); }
  function fitOf(p) { return formula ? evaluated(p, model) : fitted ? curve(fitted, p) : null; }
  // The fit as it is drawn, finer than the points.
  function lineOf(p) { return formula ? { x: fine.x, parts: evaluated(p, fine) } : null; }
  function flagsOf(p) {
    if (!excluded) return null;
    var out = new Uint8Array(points);
    for (var i = 0; i < points; i++) out[i] = bit(excluded, p * points + i);
    return out;
  }
  function overlays(p) {
    if (!m.overlay) return null;
    return m.overlay.labels.map((label, k) => { return { label: label, parts: curve(measured, p * curves + choice + (k - Math.floor(choice / m.overlay.stride) % m.overlay.labels.length) * m.overlay.stride) }; });
  }
  function pixel(row, column, done) {
    var p = pixelIndex(row, column), name = "pixel (" + columnOf(p) + ", " + rowOf(p) + ")", words = r2 ? [name, "R² " + (isNaN(r2[p]) ? "NaN" : r2[p].toFixed(3)), m.texts[textOf[p]]] : [name];
    done({ title: minus(words.join(" · ")), x: abscissa, parts: curve(measured, p * curves + choice), fit: fitOf(p), line: lineOf(p), excluded: flagsOf(p), isGood: !!bit(good, p), parameters: np ? parametersOf(p) : null,
      overlays: overlays(p), overlay: m.overlay ? Math.floor(choice / m.overlay.stride) % m.overlay.labels.length : 0 });
  }
  // The picture's pixels, each with the value of the embedded one that stands for it, in the order of the map's array.
  function slice(index, part, done) {
    if (!done) { done = part; part = "real"; }
    var rows = e.raster.rows, columns = e.raster.columns, out = new Float32Array(rows * columns), step = m.step;
    for (var r = 0; r < rows; r++) for (var c = 0; c < columns; c++) {
      var q = (Math.floor(r / step) * m.columns + Math.floor(c / step)) * curves + choice;
      var re = value(measured, q, 0, index), im = parts === 2 ? value(measured, q, 1, index) : 0;
      out[turn(r, rows, e.flip[0]) * columns + turn(c, columns, e.flip[1])] = onePart(re, im, part);
    }
    done({ label: pointLabel(data.units, e.slider, x[index]), values: out, rows: rows, columns: columns });
  }
  function mean(region, done) {
    var chosen = [], p;
    for (p = 0; p < m.rows * m.columns; p++) {
      var r = rowOf(p), c = columnOf(p);
      if (r >= region.rows[0] && r <= region.rows[1] && c >= region.columns[0] && c <= region.columns[1]) chosen.push(p);
    }
    if (chosen.length === 0) chosen.push(pixelIndex(Math.round((region.rows[0] + region.rows[1]) / 2), Math.round((region.columns[0] + region.columns[1]) / 2)));
    var used = chosen.filter(k => bit(good, k)), sums = statistics(used), pixels = chosen.length + (chosen.length === 1 ? " pixel" : " pixels");
    // The words of RegionAnswer.cs.
    done({ title: (used.length === 0 ? "no good pixel among " + chosen.length : used.length === chosen.length ? "mean of " + pixels : "mean of " + used.length + " good of " + pixels)
        + (m.every > 1 ? " · every " + ordinal(m.every) + " pixel" : "") + (sums.beyond ? " · without " + sums.beyond + (sums.beyond === 1 ? " point" : " points") + " beyond the embedded range" : ""),
      count: used.length, x: abscissa, parts: sums.mean, deviation: used.length > 1 ? sums.deviation : null, parameters: np ? meanParameters(used) : null });
  }
  // Per point the mean of what is finite and was not left out of the fit, and the standard deviation with n − 1; by Welford 1962, which loses no digits where the spread is small beside the mean.
  function statistics(used) {
    var beyond = 0, count = new Uint32Array(points), make = () => Array.from({ length: parts }, () => new Float64Array(points)), mean = make(), deviation = make();
    used.forEach(p => {
      var v = curve(measured, p * curves + choice);
      for (var i = 0; i < points; i++) {
        if (excluded && bit(excluded, p * points + i) || isNaN(v[0][i]) || parts === 2 && isNaN(v[1][i])) continue;
        if (!isFinite(v[0][i]) || parts === 2 && !isFinite(v[1][i])) { beyond++; continue; }
        count[i]++;
        for (var k = 0; k < parts; k++) { var d = v[k][i] - mean[k][i]; mean[k][i] += d / count[i]; deviation[k][i] += d * (v[k][i] - mean[k][i]); }
      }
    });
    return { beyond: beyond, mean: mean.map(m => Float32Array.from(m, (sum, i) => count[i] ? sum : NaN)), deviation: deviation.map(m => Float32Array.from(m, (sum, i) => count[i] > 1 ? Math.sqrt(sum / (count[i] - 1)) : NaN)) };
  }
  function meanParameters(used) {
    return e.parameters.map((parameter, k) => {
      var list = used.map(parametersOf).filter(pairs => isDetermined(pairs, k)).map(pairs => pairs[k][0]).filter(isFinite);
      return used.length === 1 ? parametersOf(used[0])[k] : parameter[3] ? circularMean(list, fullTurn(parameter[2])) : plainMean(list);
    });
  }
  return {
    name: m.every > 1 ? "every " + ordinal(m.every) + " pixel, embedded" : "embedded", every: m.every, isBounded: true, slider: { count: points, values: x, step: m.pointStep }, pixel: pixel, slice: slice, mean: mean,
    // By its number among all curves of a pixel; returns that of the one that is shown, another where it is not embedded.
    choose: k => {
      var at = m.numbers ? m.numbers.indexOf(k) : k;
      choice = at < 0 ? m.choice : at;
      return m.numbers ? m.numbers[choice] : choice;
    }
  };
}
function ordinal(k) { return k + (Math.floor(k / 10) % 10 === 1 ? "th" : ["th", "st", "nd", "rd"][k % 10] || "th"); }
function plainMean(list) {
  var mean = list.reduce((a, b) => a + b, 0) / list.length;
  return [mean, list.length > 1 ? Math.sqrt(list.reduce((a, b) => a + (b - mean) * (b - mean), 0) / (list.length - 1)) : NaN];
}
// Mean direction and circular standard deviation √(−2 ln R) (Mardia and Jupp 2000, 2.3): ParameterMeans.cs.
function circularMean(list, turn) {
  var s = 0, c = 0, unit = turn / (2 * Math.PI);
  list.forEach(v => { s += Math.sin(v / unit) / list.length; c += Math.cos(v / unit) / list.length; });
  var r = Math.min(1, Math.sqrt(s * s + c * c));
  // Angles that cancel have no mean.
  return r > 0.05 ? [unit * Math.atan2(s, c), list.length > 1 ? unit * Math.sqrt(-2 * Math.log(r)) : NaN] : [NaN, NaN];
}
function fullTurn(unit) { return unit === "°" || unit === "deg" ? 360 : 2 * Math.PI; }
// A parameter without an error beside others that have one was not fixed by the data: FitMaps.IsDetermined.
function isDetermined(pairs, k) { return !isNaN(pairs[k][1]) || pairs.every(pair => isNaN(pair[1])); }
function onePart(re, im, part) {
  return part === "magnitude" ? Math.sqrt(re * re + im * im) : part === "phase" ? isFinite(re) && isFinite(im) ? Math.atan2(im, re) : NaN : part === "imaginary" ? im : re;
}
function pointLabel(units, axis, value) { return axis.quantity + " " + quantity(units, value, axis.unit); }
