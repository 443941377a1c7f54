// A small explorer for live.mjs: a map, a slider, a curve; everything from the kernel. Stands after spm-live.js in one script.
// What the test asks for is in window.__live: the last answers, and how long each took from the event until it was painted.
const root = document.currentScript.parentElement;
const data = JSON.parse(root.dataset.live);
const source = liveSource(root, data);
const SIDE = 300, WIDE = 460;
root.insertAdjacentHTML('beforeend', `<div style="display:flex;gap:16px;background:#fff;color:#000;font:13px system-ui;padding:8px">
  <div><canvas class="live-map" width="${SIDE}" height="${SIDE}" style="width:${SIDE}px;height:${SIDE}px;cursor:crosshair;display:block"></canvas>
  <input class="live-slider" type="range" min="0" max="${data.points - 1}" value="0" style="width:${SIDE}px"><div class="live-label"></div></div>
  <div><svg class="live-curve" width="${WIDE}" height="${SIDE}" style="border:1px solid #888"><path fill="none" stroke="#0072B2"/></svg><div class="live-title"></div><div class="live-state"></div></div></div>`);
const [map, slider, curve] = ['map', 'slider', 'curve'].map(name => root.querySelector(`.live-${name}`));
const live = (window.__live = { source, pixel: null, slice: null, mean: null, answered: [], milliseconds: [] });

/** Notes the time from an event to the first moment after the browser has painted. */
function painted(since) {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => live.milliseconds.push(performance.now() - since);
    port2.postMessage(0);
  });
}

function range(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) if (Number.isFinite(v)) [low, high] = [Math.min(low, v), Math.max(high, v)];
  return high > low ? [low, high] : [low - 1, low + 1];
}

function drawCurve(answer) {
  const [x0, x1] = range(answer.x), [y0, y1] = range(answer.parts[0]);
  let path = '';
  answer.parts[0].forEach((y, i) => { path += `${path ? 'L' : 'M'}${((answer.x[i] - x0) / (x1 - x0) * WIDE).toFixed(1)} ${(SIDE - (y - y0) / (y1 - y0) * SIDE).toFixed(1)}`; });
  curve.querySelector('path').setAttribute('d', path);
  root.querySelector('.live-title').textContent = answer.title;
}

function drawMap(answer) {
  const [low, high] = range(answer.values), image = new ImageData(data.columns, data.rows);
  answer.values.forEach((v, i) => {
    const grey = 255 * (v - low) / (high - low);
    image.data.set([grey, grey, 255 - grey / 2, Number.isFinite(v) ? 255 : 40], 4 * i);
  });
  const small = new OffscreenCanvas(data.columns, data.rows);
  small.getContext('2d').putImageData(image, 0, 0);
  map.getContext('2d').drawImage(small, 0, 0, SIDE, SIDE);
  root.querySelector('.live-label').textContent = answer.label;
}

map.addEventListener('click', event => {
  const box = map.getBoundingClientRect();
  const [row, column] = [Math.floor((event.clientY - box.top) / box.height * data.rows), Math.floor((event.clientX - box.left) / box.width * data.columns)];
  source.pixel(row, column, answer => {
    live.answered.push(performance.now() - event.timeStamp);
    live.pixel = { row, column, ...answer };
    if (answer.error) return;
    drawCurve(answer);
    painted(event.timeStamp);
  });
});
slider.addEventListener('input', event => {
  const index = Number(slider.value);
  source.slice(index, 0, answer => {
    live.answered.push(performance.now() - event.timeStamp);
    live.slice = { index, ...answer };
    if (answer.error) return;
    drawMap(answer);
    painted(event.timeStamp);
  });
});
live.region = (rows, columns) => new Promise(done => source.mean({ rows, columns }, done));
live.alive = () => new Promise(done => source.alive((is, words, ready) => done({ is, words, ready })));
live.alive().then(({ is, words }) => {
  root.querySelector('.live-state').textContent = words;
  if (is) source.slice(0, 0, answer => drawMap(answer));
});
