// What a person does with the kernel, in both front ends: the quick start from top to bottom, a click in its map, and in JupyterLab a slider made in C#.
//
//     JUPYTER_PATH=PREFIX/share/jupyter node tests/browser/kernel.mjs [FOLDER FOR SCREENSHOTS]
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { frontEnds, openFrontEnd } from './front-ends.mjs';
import { drag } from './slider.mjs';
import { until } from './until.mjs';

const notebooks = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'notebooks');
const pictures = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'spm-screenshots-'));

for (const kind of frontEnds)
  test(`${kind}: the quick start runs, and a click in its map changes the loop beside it`, async t => {
    const frontEnd = await openFrontEnd(kind, { folder: notebooks });
    t.after(() => frontEnd.close());
    const notebook = await frontEnd.open('00-quick-start.ipynb');
    const cells = await notebook.runAll();
    const withMap = cells.findIndex(c => c.source.startsWith('#!spm map loops'));
    const output = notebook.output(withMap).first();
    // A figure that sleeps hears no click; awake, it says which pixel's curve it shows.
    const view = output.locator('[data-spm-selected]').first();
    const map = view.locator('[data-spm-map]').first();
    await map.scrollIntoViewIfNeeded();
    const pixel = () => view.getAttribute('data-spm-selected');
    // The parameter table beside the map says which pixel is meant, in numbers.
    const shown = async () => `${await output.innerText()} ${await output.locator('svg').first().innerHTML()}`;
    const [before, selected] = [await shown(), await pixel()];
    // Of three places at most one is the pixel that is shown already.
    for (const part of [0.35, 0.6, 0.75]) {
      const box = await map.boundingBox();
      await notebook.page.mouse.click(box.x + part * box.width, box.y + part * box.height);
      if ((await pixel()) !== selected) break;
    }
    await until(async () => (await pixel()) !== selected && (await shown()) !== before, { what: 'another pixel beside the map' });
    await notebook.screenshot(join(pictures, `${kind}-quick-start-map.png`), { cell: withMap });
  });

test('lab: a slider made in C# is drawn, moved by the mouse and by code, and its handler runs', async t => {
  const lab = await openFrontEnd('lab');
  t.after(() => lab.close());
  lab.write('slider.ipynb', [
    'var slider = new IntSlider { Min = 0, Max = 100, Value = 7, Description = "pixels" };\nvar seen = new List<int>();\nslider.Changed += change => seen.Add(change.New);\nslider',
    'slider.Value = 30;', 'slider.Value', 'seen.Count > 0',
  ]);
  const notebook = await lab.open('slider.ipynb');
  await notebook.runCell(0);
  const handle = notebook.page.locator('.noUi-handle');
  await handle.waitFor();
  await notebook.runCell(1);
  await until(async () => (await notebook.page.locator('.widget-readout').innerText()) === '30', { what: 'the value set by code' });
  await drag(notebook.page, handle, notebook.page.locator('.noUi-base'), 0.6);
  await until(async () => { const [o] = await notebook.runCell(2); return Math.abs(Number(o.data['text/plain']) - 60) <= 3; }, { what: 'the value set by the mouse' });
  const [handled] = await notebook.runCell(3);
  assert.equal(handled.data['text/plain'], 'true');
  await notebook.screenshot(join(pictures, 'lab-slider.png'));
});
