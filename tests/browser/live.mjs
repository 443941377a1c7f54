// An explorer on data that stay on the disk: 100 × 100 × 10,000 samples, 800 MB, asked over the hidden widgets. JupyterLab.
//
//     JUPYTER_PATH=PREFIX/share/jupyter node tests/browser/live.mjs [FOLDER FOR SCREENSHOTS [FILE FOR A TABLE OF TIMES]]
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openFrontEnd } from './front-ends.mjs';
import { until } from './until.mjs';

const pictures = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'spm-screenshots-'));
const table = process.argv[3];
const [ROWS, COLUMNS, POINTS] = [100, 100, 10_000];
const here = path => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The sample that the first cell writes: a loop's branch whose place and height differ from pixel to pixel, with a pattern that only full resolution shows. */
const bias = i => -8 + (16 * i) / (POINTS - 1);
const sample = (row, column, i) => 4e-11 * (1 + 0.3 * Math.sin(row / 9)) * Math.tanh((bias(i) - 3 * Math.cos(column / 20)) / 1.5) + 1e-13 * (((i * 7 + row * 13 + column * 29) % 101) - 50);

const sources = [
  `sealed class Branches : SampleStore
{
    public override long Length => ${ROWS}L * ${COLUMNS} * ${POINTS};
    public override bool IsComplex => false;
    public override void Read(long first, Span<System.Numerics.Complex> destination) => throw new NotSupportedException();
    public override void Read(long first, Span<double> destination)
    {
        for (var k = 0; k < destination.Length; k++)
        {
            var (pixel, i) = Math.DivRem(first + k, ${POINTS}L);
            var (row, column) = Math.DivRem(pixel, ${COLUMNS}L);
            destination[k] = 4e-11 * (1 + 0.3 * Math.Sin(row / 9.0)) * Math.Tanh((-8 + 16.0 * i / ${POINTS - 1} - 3 * Math.Cos(column / 20.0)) / 1.5) + 1e-13 * ((i * 7 + row * 13 + column * 29) % 101 - 50);
        }
    }
}
var y = new Dimension("Y", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 2e-6, ${ROWS}));
var x = new Dimension("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 2e-6, ${COLUMNS}));
var v = new Dimension("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, Dimension.Linear(-8, 8, ${POINTS}));
spm.Save(new Dataset("branches", "Piezoresponse", "m", [y, x, v], new Branches()), "branches.h5");
new FileInfo("branches.h5").Length`,
  'var data = spm.Open("branches.h5"); data.Samples.GetType().Name',
  `var id = spm.Live!.Of(data).Show();
var payload = $$"""{"live": "{{id}}", "rows": ${ROWS}, "columns": ${COLUMNS}, "points": ${POINTS}}""";
Html($"<div data-live='{payload}'><script>(function () {{ {File.ReadAllText("live.js")} }})()</script></div>")`,
  'while (true) { }',
  'Console.WriteLine("still here")',
  '#!spm map data'
];

const asked = (notebook, body, argument) => notebook.page.evaluate(body, argument);
const close = (a, b, what) => assert.ok(Math.abs(a - b) <= 1e-17, `${what}: ${a} is not ${b}`);

/** Clicks a pixel of the map and returns the answer that belongs to it. */
async function click(notebook, row, column) {
  const canvas = notebook.page.locator('.live-map');
  const box = await canvas.boundingBox();
  await asked(notebook, () => (window.__live.pixel = null));
  await canvas.click({ position: { x: ((column + 0.5) / COLUMNS) * box.width, y: ((row + 0.5) / ROWS) * box.height } });
  const answer = await until(() => asked(notebook, () => window.__live.pixel && { ...window.__live.pixel, x: [...(window.__live.pixel.x ?? [])], y: [...(window.__live.pixel.parts?.[0] ?? [])] }), { what: `pixel ${row}, ${column}` });
  assert.deepEqual([answer.row, answer.column], [row, column]);
  return answer;
}

/** Presses on the slider at a part of its length and returns the slice. */
async function slide(notebook, part) {
  const slider = notebook.page.locator('.live-slider');
  const box = await slider.boundingBox();
  await asked(notebook, () => (window.__live.slice = null));
  await slider.click({ position: { x: Math.max(1, part * box.width), y: box.height / 2 } });
  return until(() => asked(notebook, () => window.__live.slice && { ...window.__live.slice, values: [...(window.__live.slice.values ?? [])] }), { what: `a slice at ${part}` });
}

function checkCurve({ row, column, x, y, title }) {
  assert.match(title, new RegExp(`^pixel \\(${column}, ${row}\\) · 10,000 points, drawn: least and greatest of each 10$`));
  assert.ok(x.length > 1000 && x.length <= 2000, `${x.length} points`);
  x.forEach((value, k) => close(y[k], sample(row, column, Math.round(((value + 8) / 16) * (POINTS - 1))), `${title} at ${value} V`));
}

function checkSlice({ index, label, values }) {
  const means = /mean of (\d+) points/.exec(label);
  assert.ok(!label.includes('reading'), label);
  const step = means ? Number(means[1]) : 1;
  const first = index - (index % step);
  for (let n = 0; n < ROWS * COLUMNS; n += 37) {
    let mean = 0;
    for (let i = first; i < first + step; i++) mean += sample(Math.floor(n / COLUMNS), n % COLUMNS, i) / step;
    close(values[n], mean, `${label}, pixel ${n}`);
  }
}

/** The explorer that `map` shows of these data: it takes the kernel's curves, whole, and what it draws are the file's numbers. */
async function explore(notebook) {
  await notebook.runCell(5);
  const figure = notebook.output(5).locator('.spm-view-2');
  const state = () => figure.evaluate(root => root.spmState());
  await until(async () => (await figure.locator('[data-spm-source]').innerText()).includes('from the kernel'), { what: 'the explorer to have found the kernel' });
  const map = figure.locator('[data-spm-map]').first();
  await map.scrollIntoViewIfNeeded();
  const box = await map.boundingBox();
  for (const [row, column] of [[97, 3], [20, 61]]) {
    await notebook.page.mouse.click(box.x + ((column + 0.5) / COLUMNS) * box.width, box.y + ((ROWS - row - 0.5) / ROWS) * box.height);
    // What the pointer passes after the click is asked for too, and must not take its place.
    await notebook.page.mouse.move(box.x + 0.5 * box.width, box.y + 0.5 * box.height, { steps: 5 });
    const { answer } = await until(async () => { const s = (await state()).selected; return s.answer && s.row === row && s.column === column && s.answer.title.includes('10,000 points') && s; }, { what: `the curve of pixel (${column}, ${row}) from the kernel` });
    checkCurve({ row, column, x: answer.x, y: answer.parts[0], title: answer.title });
  }
  const slider = figure.locator('input[type=range]');
  await slider.evaluate(input => { input.value = 7500; input.dispatchEvent(new Event('input', { bubbles: true })); });
  const { values } = (await until(async () => { const s = await state(); return s.index === 7500 && /Bias 4\.00/.test(s.map.label) && s; }, { what: 'the slice at 7500' })).map;
  for (let n = 0; n < values.length; n += 997) assert.ok(Math.abs(values[n] - sample(Math.floor(n / COLUMNS), n % COLUMNS, 7500)) < 1e-11, `slice, pixel ${n}`);
  await notebook.screenshot(join(pictures, 'lab-live-explorer.png'), { cell: 5 });
}

/** Asks until the kernel answers: a page's first widget waits for JupyterLab's widget modules. */
async function connected(notebook, what) {
  let words;
  await until(async () => {
    const greeting = await asked(notebook, () => window.__live.alive());
    words = greeting.words;
    return greeting.is;
  }, { what: () => `${what}: ${words}` });
}

const until100 = notebook => until(async () => (await asked(notebook, () => window.__live.alive())).words === 'from the kernel', { what: 'the pass over the file' });

/** Times of `act` as the page measured them, in milliseconds: until the answer was there, and until it was painted. */
async function times(notebook, count, act) {
  await asked(notebook, () => (window.__live.milliseconds.length = window.__live.answered.length = 0));
  for (let k = 0; k < count; k++) {
    await act(k);
    await until(() => asked(notebook, n => window.__live.milliseconds.length > n, k), { what: 'the picture' });
  }
  return asked(notebook, () => ({ painted: window.__live.milliseconds, answered: window.__live.answered }));
}

test('an explorer of 800 MB on the disk: clicks, slider, regions, while a cell runs, after a reload, after a restart', async t => {
  const lab = await openFrontEnd('lab');
  t.after(() => lab.close());
  lab.write('live.ipynb', sources);
  writeFileSync(join(lab.folder, 'live.js'), `${here('../../src/Spm.Interactive/Assets/spm-live.js')}\n${here('live/page.js')}`);
  const notebook = await lab.open('live.ipynb');
  await notebook.runCell(0, { timeout: 300_000 });
  assert.match((await notebook.runCell(1))[0].data['text/plain'], /Hdf5SampleStore/);
  await notebook.runCell(2);
  await connected(notebook, 'the first connection');

  // While the file is still read, a curve is there at once.
  const places = [[0, 0], [99, 99], [42, 17]];
  const early = await times(notebook, places.length, async k => checkCurve(await click(notebook, ...places[k])));
  await until100(notebook);
  for (const part of [0.1, 0.33, 0.98]) checkSlice(await slide(notebook, part));
  await notebook.screenshot(join(pictures, 'lab-live.png'), { cell: 2 });
  const [hidden] = await notebook.output(2).filter({ has: notebook.page.locator('[class*=spm-live-]') }).all();
  assert.ok(((await hidden.boundingBox())?.height ?? 0) < 12, 'nothing is seen of the bridge');

  for (const [rows, columns] of [[[3, 7], [10, 12]], [[0, 99], [0, 99]]]) {
    const mean = await asked(notebook, async ([rows, columns]) => {
      const { title, count, x, parts, deviation } = await window.__live.region(rows, columns);
      return { title, count, x: [...x], y: [...parts[0]], deviation: [...deviation[0]] };
    }, [rows, columns]);
    assert.equal(mean.count, (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1));
    const step = /means of (\d+) points/.exec(mean.title);
    for (let k = 3; k < mean.x.length; k += 211) {
      const width = step ? Number(step[1]) : 1;
      const first = step ? k * width : Math.round(((mean.x[k] + 8) / 16) * (POINTS - 1));
      let [sum, n] = [0, 0];
      for (let r = rows[0]; r <= rows[1]; r++) for (let c = columns[0]; c <= columns[1]; c++) for (let i = first; i < Math.min(first + width, POINTS); i++, n++) sum += sample(r, c, i);
      close(mean.y[k], sum / n, `${mean.title}, point ${k}`);
      assert.ok(mean.deviation[k] >= 0);
    }
  }

  // A cell that never awaits does not hold up the figure.
  await notebook.startCell(3);
  checkCurve(await click(notebook, 12, 34));
  checkSlice(await slide(notebook, 0.5));
  await notebook.interrupt();
  await notebook.waitForIdle();

  // The newest of what comes too fast is answered, and what was asked before it of the same kind is forgotten.
  const burst = await asked(notebook, () => new Promise(done => {
    const seen = [];
    for (let n = 0; n < 60; n++) window.__live.source.pixel(n, n, answer => { seen.push(answer.title); if (answer.title.startsWith('pixel (59, 59)')) done(seen); });
    window.__live.source.slice(5000, 0, answer => seen.push(answer.label));
  }));
  assert.ok(burst.length < 10, `${burst.length} answers`);

  const measured = { 'click to curve, while the file is read': early };
  measured['click to curve'] = await times(notebook, 20, k => click(notebook, (k * 37) % ROWS, (k * 53) % COLUMNS));
  measured['slider to map'] = await times(notebook, 20, k => slide(notebook, 0.05 + k * 0.046));
  report(t, measured);

  await explore(notebook);

  await notebook.save();
  const saved = lab.saved('live.ipynb');
  saved.cells.pop(); // the explorer carries its script and thinned curves
  assert.ok(JSON.stringify(saved).length < 60_000, 'no answer is saved');
  await notebook.reload();
  await until(() => asked(notebook, () => window.__live), { what: 'the figure after the reload' });
  await connected(notebook, 'the connection after the reload');
  checkCurve(await click(notebook, 77, 5));

  await notebook.restart();
  const gone = await asked(notebook, () => window.__live.alive());
  assert.equal(gone.is, false);
  assert.match(gone.words, /run (this|its) cell again/i);
  await notebook.reload();
  await until(() => asked(notebook, () => window.__live), { what: 'the figure after the restart' });
  assert.match((await asked(notebook, () => window.__live.alive())).words, /run the cell again/);
  await until(async () => notebook.page.getByText('Error displaying widget').evaluateAll(all => all.length > 0 && all.every(line => line.getBoundingClientRect().height === 0)), { what: 'the end of what is left of the bridge' });
  await notebook.screenshot(join(pictures, 'lab-live-restarted.png'), { cell: 2 });
});

function report(t, measured) {
  const median = list => (list[Math.floor((list.length - 1) / 2)] + list[Math.floor(list.length / 2)]) / 2;
  const sorted = list => [...list].sort((a, b) => a - b);
  const rows = Object.entries(measured).map(([what, { painted, answered }]) =>
    `| ${what} | ${painted.length} | ${median(sorted(answered)).toFixed(0)} | ${median(sorted(painted)).toFixed(0)} | ${Math.max(...painted).toFixed(0)} |`);
  const load = loadavg()[0];
  rows.forEach(row => t.diagnostic(row));
  if (!table) return;
  writeFileSync(table, `# The explorer on data on the disk

From the event in the page until the browser has painted what came: JupyterLab 4.6 in headless Chromium, kernel, Jupyter server and browser on one machine with
${cpus().length} cores (${cpus()[0].model.trim()}), at a load average of ${load.toFixed(0)}. The file holds ${ROWS} × ${COLUMNS} × ${POINTS.toLocaleString('en')} float64, 800 MB, written a minute before, so it is in the system's cache.
Measured by \`JUPYTER_PATH=PREFIX/share/jupyter node tests/browser/live.mjs PICTURES benchmarks/results/live.md\`; the aim is 150 ms.

| what | times | answer in the page, median ms | painted, median ms | painted, worst ms |
|---|---|---|---|---|
${rows.join('\n')}
`);
}
