// What lives on of a widget: when the page is loaded again, and when a saved notebook is opened in a new session. JupyterLab.
//
//     JUPYTER_PATH=PREFIX/share/jupyter node tests/browser/widgets.mjs [FOLDER FOR SCREENSHOTS]
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openFrontEnd } from './front-ends.mjs';
import { drag } from './slider.mjs';
import { until } from './until.mjs';

const pictures = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'spm-screenshots-'));
const sources = [
  'var slider = new IntSlider { Min = 0, Max = 100, Value = 7, Description = "pixels" };\nvar seen = new List<int>();\nslider.Changed += change => seen.Add(change.New);\nslider',
  'Interact((int n) => { Console.WriteLine($"square {n * n}"); }, new { n = (0, 20, 1, 3) });',
  'slider.Value',
  'seen.Last()'
];

const handle = (notebook, n) => notebook.output(n).locator('.noUi-handle');
const readout = async (notebook, n) => Number(await notebook.output(n).locator('.widget-readout').innerText());

/** Drags the slider of cell `n` and returns the value that it shows then. */
async function move(notebook, n, part) {
  await drag(notebook.page, handle(notebook, n), notebook.output(n).locator('.noUi-base'), part);
  await notebook.waitForIdle();
  return readout(notebook, n);
}

/** The second slider and what its function has written: always of one moment. */
async function squared(notebook) {
  await until(async () => (await notebook.text(1)).includes(`square ${(await readout(notebook, 1)) ** 2}`), { what: 'the square of what the slider shows' });
  return readout(notebook, 1);
}

test('a page that is loaded again shows the widgets as they were, and they still drive C#', async t => {
  const lab = await openFrontEnd('lab');
  t.after(() => lab.close());
  lab.write('widgets.ipynb', sources);
  const notebook = await lab.open('widgets.ipynb');
  for (const n of [0, 1]) {
    await notebook.runCell(n);
    await handle(notebook, n).waitFor();
  }
  const pixels = await move(notebook, 0, 0.6);
  await until(async () => (await notebook.runCell(2))[0].data['text/plain'] === String(pixels), { what: `${pixels} in the kernel` });
  await move(notebook, 1, 0.5);
  const n = await squared(notebook);
  assert.ok(Math.abs(pixels - 60) <= 3 && Math.abs(n - 10) <= 1, `${pixels}, ${n}`);

  await notebook.reload();
  for (const k of [0, 1]) await handle(notebook, k).waitFor();
  assert.equal(await readout(notebook, 0), pixels);
  assert.equal(await squared(notebook), n);
  assert.equal(lab.saved('widgets.ipynb').metadata.widgets, undefined, 'the state came from the kernel, not from the file');
  await notebook.screenshot(join(pictures, 'lab-widgets-reloaded.png'));

  const later = await move(notebook, 0, 0.2);
  assert.notEqual(later, pixels);
  // The page sends the last value when the kernel is done with the one before it, perhaps after the cell.
  for (const cell of [2, 3]) await until(async () => (await notebook.runCell(cell))[0].data['text/plain'] === String(later), { what: `${later} in the kernel` });
  await move(notebook, 1, 0.8);
  assert.ok((await squared(notebook)) > n);
});

test('a saved notebook with the state of its widgets shows them with a new kernel, where they drive nothing', async t => {
  const lab = await openFrontEnd('lab', { settings: { '@jupyter-widgets/jupyterlab-manager:plugin': { saveState: true } } });
  t.after(() => lab.close());
  lab.write('widgets.ipynb', sources);
  const notebook = await lab.open('widgets.ipynb');
  for (const n of [0, 1]) {
    await notebook.runCell(n);
    await handle(notebook, n).waitFor();
  }
  const pixels = await move(notebook, 0, 0.6);
  const n = await squared(notebook);
  await notebook.save();
  const models = Object.values(lab.saved('widgets.ipynb').metadata.widgets['application/vnd.jupyter.widget-state+json'].state);
  assert.ok(models.some(model => model.model_name === 'IntSliderModel' && model.state.value === pixels));
  // Not saved again after the restart: what was saved then did not hold this value. The same server, which has signed
  // what it saved, so the notebook is trusted; one that is not shows text in place of widgets.
  await notebook.restart();
  await notebook.load();

  for (const k of [0, 1]) await handle(notebook, k).waitFor();
  assert.equal(await readout(notebook, 0), pixels);
  assert.equal(await squared(notebook), n);
  await notebook.screenshot(join(pictures, 'lab-widgets-saved.png'));
  const before = notebook.traffic.messages.length;
  assert.notEqual(await move(notebook, 0, 0.1), pixels);
  assert.ok(!notebook.traffic.messages.slice(before).some(message => message.sent && message.type === 'comm_msg'), 'no kernel knows it, so nothing is sent');
});
