// A notebook with thirty figures in JupyterLab: how large is its file, how often does it hold the script, how long until a saved one stands there,
// and do its figures answer with no kernel?
//
//     JUPYTER_PATH=PREFIX/share/jupyter node tests/browser/figures.mjs [FOLDER FOR SCREENSHOTS]
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openFrontEnd } from './front-ends.mjs';
import { until } from './until.mjs';

const pictures = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'spm-screenshots-'));
const LARGEST_FILE = 12e6;
const FIGURES = 30;

// Maps that click, images of several channels, spectra, loops, fits: what a morning at the microscope leaves in a notebook.
const measure = ['#!spm connect twin --seed 7', '#!spm scan --size 2um --pixels 128 --channels height,amplitude,phase as image', '#!spm loops --grid 20x20 --size 2um --vmax 8V as beps', '#!spm fit sho beps as sho', '#!spm fit loop sho as loops'];
const shown = ['image', 'beps', 'sho', 'loops', ...['imprint', 'a0', 'a1', 'a2', 'a3', '"coercive bias V+"', '"coercive bias V-"'].map(name => `#!spm map loops --of ${name}`), ...['A', 'f0', 'Q', 'phi'].map(name => `#!spm map sho --of ${name}`)];
const cells = [...measure, ...Array.from({ length: FIGURES }, (_, i) => shown[i % shown.length])];

const figures = page => page.locator('.spm-view-2');
const awake = page => page.locator('.spm-view-2[data-spm-ready]');

test(`${FIGURES} figures: one script, less than ${LARGEST_FILE / 1e6} MB, and all of them answer when the file is opened with no kernel`, async t => {
  const lab = await openFrontEnd('lab');
  t.after(() => lab.close());
  lab.write('figures.ipynb', cells);
  const notebook = await lab.open('figures.ipynb');
  await notebook.runAll();
  await notebook.save();

  const outputs = lab.saved('figures.ipynb').cells.map(cell => cell.outputs);
  const html = outputs.flat().map(output => [output.data?.['text/html'] ?? ''].flat().join(''));
  const made = html.filter(text => text.includes('class="spm-view-2"')).length;
  const scripts = outputs.filter(cell => /window\[KEY\] ?= ?\{ ?drain/.test(JSON.stringify(cell))).length;
  const size = statSync(join(lab.folder, 'figures.ipynb')).size;
  console.log(`${made} outputs with figures, ${(size / 1e6).toFixed(2)} MB, the script in ${scripts} cells`);
  assert.ok(made >= FIGURES, `${made} figures`);
  assert.equal(scripts, 1, 'cells that carry the script');
  assert.ok(size < LARGEST_FILE, `${size} bytes`);

  // Opened as a file by a page that has no session with it; the server is the one that signed it, so scripts run.
  await notebook.page.evaluate(() => window.jupyterapp.serviceManager.sessions.shutdownAll());
  copyFileSync(join(lab.folder, 'figures.ipynb'), join(lab.folder, 'opened.ipynb'));
  const page = notebook.page;
  await page.evaluate(() => window.jupyterapp.commands.execute('application:close-all'));
  await until(async () => (await figures(page).count()) === 0, { what: 'the first notebook to be closed' });
  const took = await page.evaluate(async wanted => {
    const begin = performance.now();
    await window.jupyterapp.commands.execute('docmanager:open', { path: 'opened.ipynb', factory: 'Notebook' });
    for (;;) {
      const all = document.querySelectorAll('.spm-view-2');
      if (all.length >= wanted && [...all].slice(0, 3).every(figure => figure.hasAttribute('data-spm-ready'))) return performance.now() - begin;
      if (performance.now() - begin > 180_000) return NaN;
      await new Promise(requestAnimationFrame);
    }
  }, 1);
  console.log(`opened in ${(took / 1000).toFixed(2)} s`);
  assert.ok(took > 0, 'the figures woke');

  // The page starts a kernel for whatever it opens; from here on there is none.
  await page.evaluate(async () => {
    const { sessionContext } = window.jupyterapp.shell.currentWidget;
    await sessionContext.ready;
    await sessionContext.shutdown();
  });
  for (let n = 0; n < cells.length; n++) {
    const cell = page.locator('.jp-NotebookPanel:visible .jp-Notebook-cell').nth(n);
    await cell.scrollIntoViewIfNeeded();
  }
  await until(async () => (await awake(page).count()) >= made, { what: () => `${made} figures to wake` });
  const map = page.locator('[data-spm-selected]').last();
  await map.scrollIntoViewIfNeeded();
  const before = await map.getAttribute('data-spm-selected');
  const box = await map.locator('[data-spm-map]').first().boundingBox();
  for (const part of [0.3, 0.7]) await page.mouse.click(box.x + part * box.width, box.y + part * box.height);
  await until(async () => (await map.getAttribute('data-spm-selected')) !== before, { what: 'another pixel beside the map' });
  await page.screenshot({ path: join(pictures, 'lab-thirty-figures.png') });
});
