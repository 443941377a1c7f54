// Is the aid itself sound? `1+1` in both front ends, and a slider in JupyterLab that moves in both directions.
//
//     JUPYTER_PATH=PREFIX/share/jupyter node tests/browser/smoke.mjs [FOLDER FOR SCREENSHOTS]
//
// PREFIX is where `spm install --prefix PREFIX` wrote the kernelspec.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { frontEnds, openFrontEnd } from './front-ends.mjs';
import { drag, sliderInPython } from './slider.mjs';
import { until } from './until.mjs';

const pictures = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'spm-screenshots-'));
console.log(`screenshots: ${pictures}`);

for (const kind of frontEnds) {
  test(`${kind} with the kernel spm`, async t => {
    const frontEnd = await openFrontEnd(kind);
    t.after(() => frontEnd.close());
    frontEnd.write('smoke.ipynb', ['1+1', 'throw new Exception("on purpose");', 'int kept = 41;', 'while (true) { }', 'kept + 1']);
    const notebook = await frontEnd.open('smoke.ipynb');
    const picture = (name, options) => notebook.screenshot(join(pictures, `${kind}-${name}.png`), options);

    await t.test('1+1 is 2', async () => {
      const [sum] = await notebook.runCell(0);
      assert.equal(sum.output_type, 'execute_result');
      assert.equal(sum.data['text/plain'], '2');
      await until(async () => (await notebook.text(0)) === '2', { what: 'the page to show 2' });
      await picture('sum');
    });

    await t.test('an error in a cell is an error of runCell, unless it is wanted', async () => {
      await assert.rejects(notebook.runCell(1), /on purpose/);
      const [error] = await notebook.runCell(1, { allowErrors: true });
      assert.equal(error.output_type, 'error');
    });

    await t.test('an interrupt ends a loop and keeps a variable', async () => {
      await notebook.runCell(2);
      await notebook.startCell(3);
      await notebook.interrupt();
      await notebook.waitForIdle();
      assert.equal((await notebook.outputs(3))[0].output_type, 'error');
      await notebook.runCell(4);
      await until(async () => (await notebook.text(4)) === '42', { what: 'the page to show 42' });
      await picture('interrupted');
    });

    await t.test('a reload keeps the kernel, a restart does not', async () => {
      await notebook.reload();
      await notebook.runCell(4);
      await notebook.restart();
      await assert.rejects(notebook.runCell(4), /kept/);
    });

    await t.test('all cells run from the menu', async () => {
      for (const n of [1, 3]) await notebook.setSource(n, '');
      const all = await notebook.runAll();
      assert.equal(all[4].outputs[0].data['text/plain'], '42');
      await picture('restarted', { cell: 4 });
    });
  });
}

test('the lab draws a slider, protocol 2.1, and both ends can move it', async t => {
  const lab = await openFrontEnd('lab');
  t.after(() => lab.close());
  const move = 'comm.send({"method": "update", "state": {"value": 30}, "buffer_paths": []})';
  lab.write('slider.ipynb', [sliderInPython, move, 'moved'], 'python3');
  const notebook = await lab.open('slider.ipynb');

  await notebook.runCell(0);
  const slider = notebook.output(0).locator('.widget-slider');
  const readout = slider.locator('.widget-readout');
  await slider.waitFor();
  await until(async () => (await readout.innerText()) === '7', { what: 'the slider to show 7' });

  await notebook.runCell(1); // the kernel moves it
  await until(async () => (await readout.innerText()) === '30', { what: 'the slider to show 30' });
  await drag(notebook.page, slider.locator('.noUi-handle'), slider.locator('.noUi-base'), 0.6); // the person moves it
  const shown = await readout.innerText();
  assert.ok(Math.abs(shown - 60) <= 2, shown);
  // The page sends the last value when the kernel is done with the one before it, perhaps after the cell.
  await until(async () => new RegExp(`\\b${shown}]$`).test((await notebook.runCell(2))[0].data['text/plain']), { what: `${shown} in the kernel` });
  await notebook.screenshot(join(pictures, 'slider.png'));
});
