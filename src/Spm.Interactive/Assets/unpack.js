
// unpacking, the inverse of Packing.cs
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
function doubles(base64) { return new Float64Array(bytes(base64).buffer); }
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
