// Makes the figures of Spm.Interactive interactive. Plain script, no network, no module loader, one global.
// The static SVG is drawn in C# (SvgRenderer.cs); what is redrawn here follows the same geometry, which travels as JSON.
// One file of more than 400 lines because it travels as one script; the sections stand on their own.
(function () {
"use strict";
var KEY = "__spmView1";
if (window[KEY]) { window[KEY].drain(); return; }
var COLOURS = { sequential: bytes("@sequential@"), cyclic: bytes("@cyclic@") };
var INK = "#222222", GRID = "#E4E4E4", BLUE = "#0072B2", VERMILLION = "#D55E00", GREY = "#767676";
var MISSING = 1023, HIGHEST = 1022;

// ---- unpacking, the inverse of Packing.cs
function bytes(base64) {
  var text = atob(base64), out = new Uint8Array(text.length);
  for (var i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
  return out;
}
function floats(base64, kept) {
  var from = bytes(base64), n = from.length / kept, to = new Uint8Array(4 * n);
  for (var i = 0; i < n; i++) for (var k = 0; k < kept; k++) to[4 * i + 4 - kept + k] = from[kept * i + k];
  return new Float32Array(to.buffer);
}
function levels(base64) {
  var from = bytes(base64), out = new Uint16Array(from.length / 5 * 4);
  for (var i = 0; i < from.length; i += 5) {
    var k = i / 5 * 4;
    out[k] = from[i] | (from[i + 1] & 3) << 8; out[k + 1] = from[i + 1] >> 2 | (from[i + 2] & 15) << 6;
    out[k + 2] = from[i + 2] >> 4 | (from[i + 3] & 63) << 4; out[k + 3] = from[i + 3] >> 6 | from[i + 4] << 2;
  }
  return out;
}
function bit(flags, i) { return (flags[i >> 3] >> (i & 7)) & 1; }

// ---- words and numbers
function escape(text) {
  return String(text).replace(/[&<>"']/g, function (c) { return { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" }[c]; });
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

// ---- axes, as Axis.cs and NiceTicks.cs
function shownUnit(units, axis) {
  var size = Math.max(Math.abs(axis.min), Math.abs(axis.max)), s = spelling(units, axis.unit, size);
  if ((units[axis.unit] || []).length > 1 || (size >= 1e-3 && size < 1e5) || size === 0) return s;
  var exponent = 3 * Math.floor(Math.log10(size) / 3);
  var raised = String(exponent).replace(/./g, function (c) { return c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c]; });
  return ["10" + raised + (axis.unit ? " " + axis.unit : ""), Math.pow(10, exponent)];
}
function label(units, axis) {
  var unit = shownUnit(units, axis)[0];
  return unit ? axis.quantity ? axis.quantity + " (" + unit + ")" : unit : axis.quantity;
}
function ticks(units, axis, wanted) {
  if (axis.cyclic) {
    var half = (axis.max - axis.min) / 2, words = axis.unit === "°" || axis.unit === "deg" ? ["−180", "−90", "0", "90", "180"] : ["−π", "−π/2", "0", "π/2", "π"];
    return words.map(function (word, i) { return { value: (i - 2) * half / 2, label: word }; });
  }
  var factor = shownUnit(units, axis)[1], low = axis.min / factor, high = axis.max / factor, raw = (high - low) / Math.max(wanted, 1);
  var decade = Math.pow(10, Math.floor(Math.log10(raw))), step = 10 * decade;
  [5, 2, 1].forEach(function (m) { if (m * decade >= raw * (1 - 1e-9)) step = m * decade; });
  var decimals = Math.min(Math.max(-Math.floor(Math.log10(step) + 1e-9), 0), 15), out = [];
  for (var i = Math.ceil(low / step - 1e-9); i <= Math.floor(high / step + 1e-9); i++)
    out.push({ value: i * step * factor, label: (i * step).toFixed(decimals).replace(/^-(?=0*\.?0*$)/, "").replace("-", "−") });
  return out;
}
function over(axis, lists) {
  var low = Infinity, high = -Infinity;
  lists.forEach(function (list) { list.forEach(function (v) { if (isFinite(v)) { low = Math.min(low, v); high = Math.max(high, v); } }); });
  var out = { quantity: axis.quantity, unit: axis.unit, cyclic: axis.cyclic, min: 0, max: 1 };
  if (low > high) return out;
  var size = Math.max(Math.abs(low), Math.abs(high)), pad = high - low > 1e-9 * size ? 0.05 * (high - low) : size > 0 ? 0.1 * size : 1;
  out.min = low - pad; out.max = high + pad;
  return out;
}
function fraction(axis, value) { return (value - axis.min) / (axis.max - axis.min); }

// ---- drawing a curve panel, as SvgRenderer.cs
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
  return "M" + n(x - r) + " " + n(y) + "a" + r + " " + r + " 0 1 0 " + 2 * r + " 0a" + r + " " + r + " 0 1 0 " + -2 * r + " 0z";
}
function drawCurves(units, panel, title, series) {
  var b = panel.box, slot = panel.slot, out = "", clip = "";
  var px = function (v) { return b[0] + b[2] * fraction(panel.x, v); }, py = function (v) { return b[1] + b[3] - b[3] * fraction(panel.y, v); };
  if (title) out += text(b[0] + b[2] / 2, slot[1] + 18, title, { "font-size": 13, "font-weight": "600", "text-anchor": "middle" });
  var xt = ticks(units, panel.x, Math.max(1, Math.floor(b[2] / 64))), yt = ticks(units, panel.y, Math.max(1, Math.floor(b[3] / 38)));
  xt.forEach(function (t) { out += el("line", { x1: px(t.value), x2: px(t.value), y1: b[1], y2: b[1] + b[3], stroke: GRID }); });
  yt.forEach(function (t) { out += el("line", { x1: b[0], x2: b[0] + b[2], y1: py(t.value), y2: py(t.value), stroke: GRID }); });
  var at = b[0], key = slot[1] + 16 + (title ? 20 : 0);
  series.forEach(function (s) {
    var d = "", pen = "M", last = NaN;
    for (var i = 0; i < s.x.length; i++) {
      if (!isFinite(s.x[i]) || !isFinite(s.y[i])) { pen = "M"; continue; }
      var x = px(s.x[i]) - b[0], y = py(s.y[i]) - b[1];
      if (s.kind !== "line") { d += mark(s.kind, x, y, b[3]); continue; }
      if (panel.y.cyclic && Math.abs(s.y[i] - last) > Math.PI) pen = "M";
      d += pen + n(x) + " " + n(Math.max(-1e4, Math.min(1e4, y))); pen = "L"; last = s.y[i];
    }
    var style = s.kind === "dot" ? { fill: s.colour, stroke: s.colour, "stroke-width": 0.6 } : { fill: "none", stroke: s.colour, "stroke-width": s.kind === "line" ? 1.8 : 1.4 };
    if (s.dashed) style["stroke-dasharray"] = "5 4";
    if (d) clip += el("path", Object.assign({ d: d }, style));
    if (s.kind === "line") out += el("line", Object.assign({ x1: at, x2: at + 18, y1: key, y2: key }, style));
    else out += el("path", Object.assign({ d: mark(s.kind, at + 9, key, Infinity) }, style));
    out += text(at + 24, key + 4, s.label);
    at += 40 + 6.6 * s.label.length;
  });
  out += el("svg", { x: b[0], y: b[1], width: b[2], height: b[3], overflow: "hidden" }, clip);
  out += el("rect", { x: b[0], y: b[1], width: b[2], height: b[3], fill: "none", stroke: INK });
  var widest = 0;
  xt.forEach(function (t) { out += el("line", { x1: px(t.value), x2: px(t.value), y1: b[1] + b[3], y2: b[1] + b[3] + 4, stroke: INK }) + text(px(t.value), b[1] + b[3] + 16, t.label, { "text-anchor": "middle" }); });
  yt.forEach(function (t) {
    out += el("line", { x1: b[0] - 4, x2: b[0], y1: py(t.value), y2: py(t.value), stroke: INK }) + text(b[0] - 7, py(t.value) + 4, t.label, { "text-anchor": "end" });
    widest = Math.max(widest, 6.6 * t.label.length);
  });
  out += text(b[0] + b[2] / 2, b[1] + b[3] + 33, label(units, panel.x), { "font-size": 12, "text-anchor": "middle" });
  return out + upright(Math.max(slot[0] + 12, b[0] - 17 - widest), b[1] + b[3] / 2, label(units, panel.y));
}

// ---- maps
function dataUri(width, height, paint) {
  var canvas = document.createElement("canvas");
  canvas.width = width; canvas.height = height;
  var context = canvas.getContext("2d"), picture = context.createImageData(width, height);
  for (var i = 0; i < width * height; i++) paint(picture.data, 4 * i, i);
  context.putImageData(picture, 0, 0);
  return canvas.toDataURL("image/png");
}
function colourOf(axis, value, data, at) {
  var table = axis.cyclic ? COLOURS.cyclic : COLOURS.sequential, i = 3 * Math.max(0, Math.min(255, Math.floor(256 * fraction(axis, value))));
  data[at] = table[i]; data[at + 1] = table[i + 1]; data[at + 2] = table[i + 2]; data[at + 3] = 255;
}
function unpackMap(raster) {
  return { columns: raster.columns, rows: raster.rows, values: floats(raster.values, 3), reason: bytes(raster.reason), reasons: raster.reasons };
}
function mapUri(map, axis) {
  return dataUri(map.columns, map.rows, function (data, at, i) { if (!map.reasons[map.reason[i]]) colourOf(axis, map.values[i], data, at); });
}
function describe(units, map, axis, i) {
  var reason = map.reasons[map.reason[i]];
  return axis.quantity + ": " + (reason ? "bad pixel (" + reason + ")" : quantity(units, map.values[i], axis.unit));
}

// ---- pointer and tip
function toFigure(svg, width, event) {
  var r = svg.getBoundingClientRect(), scale = width / r.width;
  return [(event.clientX - r.left) * scale, (event.clientY - r.top) * scale];
}
function tip(stage) {
  var div = document.createElement("div");
  div.setAttribute("data-spm-tip", "1");
  div.style.cssText = "position:absolute;display:none;pointer-events:none;background:#222;color:#fff;font:12px/1.4 system-ui,sans-serif;padding:3px 7px;border-radius:4px;white-space:pre;z-index:5";
  stage.appendChild(div);
  return function (event, words) {
    if (!words) { div.style.display = "none"; return; }
    var r = stage.getBoundingClientRect(), x = event.clientX - r.left, y = event.clientY - r.top;
    div.textContent = words; div.style.display = "block";
    div.style.left = Math.max(0, x + 14 + div.offsetWidth > r.width ? x - 14 - div.offsetWidth : x + 14) + "px";
    div.style.top = Math.max(0, y - 10 - div.offsetHeight < 0 ? y + 16 : y - 10 - div.offsetHeight) + "px";
  };
}
function hover(root, data, maps, read) {
  var stage = root.querySelector("[data-spm-stage]"), svg = stage.querySelector("svg"), show = tip(stage);
  svg.addEventListener("pointerleave", function (event) { show(event, ""); });
  svg.addEventListener("pointermove", function (event) {
    var p = toFigure(svg, data.width, event), words = "";
    data.panels.forEach(function (panel, k) {
      var b = panel.box, u = (p[0] - b[0]) / b[2], v = (p[1] - b[1]) / b[3];
      if (u < 0 || u >= 1 || v < 0 || v >= 1) return;
      words = panel.map ? read(k, u, v) : nearest(data.units, panel, p);
    });
    show(event, words);
  });
  return svg;
}
function nearest(units, panel, p) {
  var b = panel.box, best = 30 * 30, words = "";
  panel.series.forEach(function (s) {
    for (var i = 0; i < s.xs.length; i++) {
      var dx = b[0] + b[2] * fraction(panel.x, s.xs[i]) - p[0], dy = b[1] + b[3] - b[3] * fraction(panel.y, s.ys[i]) - p[1], d = dx * dx + dy * dy;
      if (d < best) { best = d; words = s.label + (s.label ? "\n" : "") + quantity(units, s.xs[i], panel.x.unit) + ", " + quantity(units, s.ys[i], panel.y.unit); }
    }
  });
  return words;
}
function position(data, panel, u, v) {
  return place(data.units, panel.x, u) + ", " + place(data.units, panel.y, 1 - v);
}
function place(units, axis, part) {
  // To the place of a thousandth of the axis: next to 0 a pointer would read as 2e-5 am.
  var grain = Math.pow(10, Math.floor(Math.log10(axis.max - axis.min)) - 3), value = Math.round((axis.min + part * (axis.max - axis.min)) / grain) * grain;
  return axis.quantity + " " + quantity(units, value, axis.unit);
}
function pixelAt(map, u, v) { return Math.floor(v * map.rows) * map.columns + Math.floor(u * map.columns); }
function prepare(data) {
  return data.panels.map(function (panel) {
    panel.series.forEach(function (s) { s.xs = floats(s.x, 4); s.ys = floats(s.y, 4); });
    return panel.map && panel.map.values ? unpackMap(panel.map) : null;
  });
}
function figure(root, data) {
  var maps = prepare(data);
  hover(root, data, maps, function (k, u, v) {
    var panel = data.panels[k];
    return describe(data.units, maps[k], panel.colours, pixelAt(maps[k], u, v)) + "\n" + position(data, panel, u, v);
  });
}

// ---- a map linked with the curve of its pixel
function linked(root, data) {
  var link = data.linked, units = Object.assign({}, data.units, link.units), np = link.parameters.length, parts = link.complex ? 2 : 1;
  data.units = units;
  var x = floats(link.x, 4), values = floats(link.values, 3), errors = floats(link.errors, 2), r2 = floats(link.rSquared, 3), good = bytes(link.good), textOf = bytes(link.text);
  var low = floats(link.low, 4), high = floats(link.high, 4), measured = levels(link.measured), fitted = levels(link.fitted), excluded = link.excluded ? bytes(link.excluded) : null;
  prepare(data);
  var sets = link.reasonSets.map(function (set) { return { reasons: set.reasons, reason: bytes(set.reason) }; });
  var maps = link.maps.map(function (m) {
    var own = { columns: link.mapColumns, rows: link.mapRows, reason: sets[m.reasonSet].reason, reasons: sets[m.reasonSet].reasons };
    own.values = m.values ? floats(m.values, 3) : new Float32Array(link.columns * link.rows);
    if (!m.values) for (var i = 0; i < own.values.length; i++) own.values[i] = values[i * np + m.parameter];
    return own;
  });
  var shown = 0, row = link.selected[0], column = link.selected[1], panel = data.panels[0];
  var svg = hover(root, data, maps, function (k, u, v) {
    return describe(units, maps[shown], link.maps[shown].colours, pixelAt(maps[shown], u, v)) + "\n" + position(data, panel, u, v);
  });
  var groups = svg.querySelectorAll("[data-spm-panel]"), image = groups[0].querySelector("[data-spm-map]");
  image.parentNode.querySelectorAll("path").forEach(function (old) { old.remove(); });
  var marker = document.createElementNS("http://www.w3.org/2000/svg", "path");
  marker.setAttribute("fill", "none"); marker.setAttribute("stroke", "#FFFFFF"); marker.setAttribute("stroke-width", "1.6"); marker.setAttribute("paint-order", "stroke");
  var under = marker.cloneNode(); under.setAttribute("stroke", "#000000"); under.setAttribute("stroke-width", "3.4");
  image.parentNode.appendChild(under); image.parentNode.appendChild(marker);

  function value(list, p, c, i) {
    var at = p * parts + c, level = list[at * link.points + i];
    if (level === MISSING) return NaN;
    // The two ends stand for everything beyond them; an arrow is drawn there.
    return list === measured && level === 0 ? -Infinity : list === measured && level === HIGHEST ? Infinity : low[at] + (high[at] - low[at]) * level / HIGHEST;
  }
  function select(r, c) {
    row = Math.max(0, Math.min(link.rows - 1, r)); column = Math.max(0, Math.min(link.columns - 1, c));
    var p = row * link.columns + column, isGood = bit(good, p);
    var title = "pixel (" + link.columnNumber[column] + ", " + link.rowNumber[row] + ") · R² " + (isNaN(r2[p]) ? "NaN" : r2[p].toFixed(3)) + " · " + link.texts[textOf[p]];
    for (var part = 0; part < parts; part++) drawPart(p, part, isGood, part ? "" : title);
    drawTable(p);
    root.setAttribute("data-spm-selected", link.columnNumber[column] + "," + link.rowNumber[row]);
    placeMarker();
  }
  function drawPart(p, part, isGood, title) {
    var kept = { x: [], y: [] }, left = { x: [], y: [] }, fit = { x: [], y: [] };
    for (var i = 0; i < link.points; i++) {
      var y = component(measured, p, part, i), f = component(fitted, p, part, i), to = excluded && bit(excluded, p * link.points + i) ? left : kept;
      to.x.push(x[i]); to.y.push(y); fit.x.push(x[i]); fit.y.push(f);
    }
    var target = data.panels[1 + part];
    if (!target.y.cyclic) target.y = over(target.y, [kept.y].concat(isGood ? [fit.y] : []));
    var big = 1e30, clip = function (v) { return v === Infinity ? big : v === -Infinity ? -big : v; };
    left.y = left.y.map(clip); kept.y = kept.y.map(clip);
    var series = [{ kind: "dot", label: link.labels[0], colour: BLUE, x: kept.x, y: kept.y }];
    if (left.x.length) series.push({ kind: "cross", label: link.labels[1], colour: GREY, x: left.x, y: left.y });
    series.push({ kind: "line", label: link.labels[isGood ? 2 : 3], colour: VERMILLION, dashed: !isGood, x: fit.x, y: fit.y });
    groups[1 + part].innerHTML = drawCurves(units, target, title, series);
    target.series = series.map(function (s) { return { label: s.label, xs: s.x, ys: s.y }; });
  }
  function component(list, p, part, i) {
    if (!link.complex) return value(list, p, 0, i);
    var re = value(list, p, 0, i), im = value(list, p, 1, i);
    return part ? isFinite(re) && isFinite(im) ? Math.atan2(im, re) : NaN : Math.sqrt(re * re + im * im);
  }
  function drawTable(p) {
    root.querySelectorAll("[data-spm-parameter]").forEach(function (cell) {
      var k = Number(cell.getAttribute("data-spm-parameter"));
      cell.textContent = uncertain(units, values[p * np + k], errors[p * np + k], link.parameters[k][2]);
    });
  }
  function placeMarker() {
    var map = maps[shown], w = panel.box[2] / map.columns, h = panel.box[3] / map.rows, s = link.step;
    var d = "M" + n(column * s * w) + " " + n(row * s * h) + "h" + n(Math.min(s, map.columns - column * s) * w) + "v" + n(Math.min(s, map.rows - row * s) * h) + "H" + n(column * s * w) + "z";
    marker.setAttribute("d", d); under.setAttribute("d", d);
  }
  function showMap(k) {
    shown = k;
    var axis = link.maps[k].colours, map = maps[k], bar = panel.bar, group = groups[0].querySelector("[data-spm-bar]");
    image.setAttribute("href", mapUri(map, axis));
    groups[0].querySelector("text").textContent = link.maps[k].name;
    var out = el("image", { x: bar[0], y: bar[1], width: bar[2], height: bar[3], preserveAspectRatio: "none", href: dataUri(1, 256, function (d, at, i) { colourOf(axis, axis.min + (255.5 - i) / 256 * (axis.max - axis.min), d, at); }) });
    out += el("rect", { x: bar[0], y: bar[1], width: bar[2], height: bar[3], fill: "none", stroke: INK });
    var widest = 0;
    ticks(units, axis, Math.max(1, Math.floor(bar[3] / 38))).forEach(function (t) {
      var y = bar[1] + bar[3] - bar[3] * fraction(axis, t.value);
      out += el("line", { x1: bar[0] + bar[2], x2: bar[0] + bar[2] + 3, y1: y, y2: y, stroke: INK }) + text(bar[0] + bar[2] + 6, y + 4, t.label);
      widest = Math.max(widest, 6.6 * t.label.length);
    });
    var legend = groups[0].querySelector("[data-spm-bad]");
    if (legend) {
      var at = legend.getAttribute("data-spm-bad").split(" "), lx = Number(at[0]), ly = Number(at[1]), lines = "";
      link.maps[k].bad.forEach(function (line, i) {
        if (i === 0) lines += el("rect", { x: lx, y: ly, width: 16, height: 11, fill: "url(#" + at[2] + ")", stroke: "#8C8C8C" });
        lines += text(lx + 22, ly + 10 + 17 * i, line);
      });
      legend.innerHTML = lines;
    }
    group.innerHTML = out + upright(bar[0] + bar[2] + 22 + widest, bar[1] + bar[3] / 2, label(units, axis));
  }
  svg.style.cursor = "crosshair";
  svg.addEventListener("click", function (event) {
    var q = toFigure(svg, data.width, event), b = panel.box, u = (q[0] - b[0]) / b[2], v = (q[1] - b[1]) / b[3];
    if (u < 0 || u >= 1 || v < 0 || v >= 1) return;
    select(Math.floor(Math.floor(v * maps[shown].rows) / link.step), Math.floor(Math.floor(u * maps[shown].columns) / link.step));
    stage.focus({ preventScroll: true });
  });
  var stage = root.querySelector("[data-spm-stage]");
  stage.tabIndex = 0; stage.style.outlineOffset = "2px";
  stage.addEventListener("keydown", function (event) {
    var move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!move) return;
    // The notebook would take the arrow for itself and go to another cell.
    event.preventDefault(); event.stopPropagation();
    select(row + move[0], column + move[1]);
  });
  if (maps.length > 1) {
    var box = document.createElement("label"), list = document.createElement("select");
    box.style.cssText = "display:block;margin:2px 0 6px;font:13px system-ui,sans-serif"; box.textContent = "Map of ";
    link.maps.forEach(function (m, k) { var option = document.createElement("option"); option.value = k; option.textContent = m.name; list.appendChild(option); });
    list.style.cssText = "font:inherit"; list.addEventListener("change", function () { showMap(Number(list.value)); placeMarker(); });
    box.appendChild(list); stage.parentNode.insertBefore(box, stage);
  }
  select(row, column);
}

//@spm-live.js
// ---- a table whose columns sort
function table(root) {
  root.querySelectorAll("th").forEach(function (head, k) {
    head.style.cursor = "pointer"; head.tabIndex = 0;
    var sort = function () {
      var body = root.querySelector("tbody"), down = head.getAttribute("aria-sort") === "ascending";
      root.querySelectorAll("th").forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      var keyed = Array.prototype.map.call(body.rows, function (r) { var cell = r.cells[k], v = cell.getAttribute("data-v"); return { row: r, key: v === null ? cell.textContent : Number(v) }; });
      keyed.sort(function (a, b) {
        var c = typeof a.key === "number" && typeof b.key === "number" ? (isNaN(a.key) ? 1 : 0) - (isNaN(b.key) ? 1 : 0) || (down ? b.key - a.key : a.key - b.key)
          : String(a.key).localeCompare(String(b.key)) * (down ? -1 : 1);
        return c;
      });
      keyed.forEach(function (k) { body.appendChild(k.row); });
    };
    head.addEventListener("click", sort);
    head.addEventListener("keydown", function (event) { if (event.key === "Enter") sort(); });
  });
}

// ---- a Plotly chart: drawn as soon as plotly.js is there, else the static picture stays
function plotly(root, data, tries) {
  if (!window.Plotly) {
    if ((tries || 0) < 100) setTimeout(function () { plotly(root, data, (tries || 0) + 1); }, 100);
    return;
  }
  var target = root.querySelector("[data-spm-plot]"), picture = root.querySelector("svg");
  target.style.display = "block";
  window.Plotly.newPlot(target, data.figure.data, data.figure.layout, Object.assign({ responsive: true }, data.figure.config)).then(function () { picture.style.display = "none"; });
}

// ---- waking figures: at once, and again shortly after, since some front ends run a script before its output is in the page
function unfold(picture) {
  if (!picture) return;
  var holder = document.createElement("div");
  holder.innerHTML = new TextDecoder().decode(bytes(picture.src.split(",")[1]));
  picture.parentNode.replaceChild(holder.firstElementChild, picture);
}
function wake(root) {
  root.querySelectorAll(".spm-figure:not([data-spm-ready])").forEach(function (container) {
    var holder = container.querySelector("script[type=\"application/json\"]");
    if (!holder) return;
    container.setAttribute("data-spm-ready", "1");
    unfold(container.querySelector("img[data-spm-picture]"));
    var data = JSON.parse(holder.textContent);
    ({ figure: figure, linked: linked, table: table, plotly: plotly })[data.kind](container, data);
  });
}
function drain() {
  var roots = [document];
  (window.__spmPending || []).forEach(function (root) { if (root && root.querySelectorAll && roots.indexOf(root) < 0) roots.push(root); });
  window.__spmPending = [];
  [0, 100, 1000].forEach(function (delay) { setTimeout(function () { roots.forEach(wake); }, delay); });
}
window[KEY] = { drain: drain };
drain();
})();
