// Is what the kernel shows legible in JupyterLab's dark theme? Tables, tracebacks, progress bars and the words around figures must differ
// from what is behind them by a contrast of 3 (WCAG 2.2, 1.4.3 for large text; ordinary text nearly always has 4.5 and more), and figures
// stand on a white card of their own.
//
//     JUPYTER_PATH=PREFIX/share/jupyter node tests/browser/dark.mjs [FOLDER FOR SCREENSHOTS]
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openFrontEnd } from './front-ends.mjs';
import { until } from './until.mjs';

const pictures = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'spm-screenshots-'));
const dark = { '@jupyterlab/apputils-extension:themes': { theme: 'JupyterLab Dark' } };
const LEAST = 3;

const shown = {
  'a progress bar that ended': 'using (var p = Progress("fitting", 50)) for (int i = 0; i <= 50; i++) { p.Report(i); Thread.Sleep(15); }',
  'a progress bar that was stopped': 'using (var p = Progress("measuring", 100)) for (int i = 0; i < 60; i++) { p.Report(i); Thread.Sleep(15); }',
  'a traceback': 'double Third(int[] v) => v[3];\nThird([1, 2])',
  'a message of the compiler': 'int x = "a".Lenght;',
  'a message about a command': '#!spm connect twin --sample ptoo',
  'a dictionary': 'new Dictionary<string, double> { ["bias"] = 1.5, ["phase"] = -0.2 }',
  'a table': 'Enumerable.Range(0, 4).Select(i => new { Index = i, Square = i * i, Name = $"row {i}" })',
  'a matrix': 'Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2 }, { 3, 4 } })',
  'streams': 'Console.Error.WriteLine("a warning"); Console.WriteLine("plain");',
  'variables': '#!who',
  'the microscope': '#!spm connect twin --sample pto --seed 7',
  'an image': '#!spm scan --size 2um --pixels 32 --channels height,amplitude as image',
  'loops': '#!spm loops --grid 4x4 --size 2um --vmax 8V as beps',
  'a fit of spectra': '#!spm fit sho beps as sho',
  'a fit of loops': '#!spm fit loop sho as loops',
  'a map to click': '#!spm map loops'
};

/** In the page: the texts of an output with the contrast to what is behind them, as WCAG computes it. */
function contrasts(output) {
  const parse = colour => {
    const [r, g, b, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return { rgb: [r, g, b], alpha };
  };
  const over = (top, bottom) => top.rgb.map((v, i) => v * top.alpha + bottom[i] * (1 - top.alpha));
  const luminance = rgb => rgb.map(v => v / 255).map(v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ancestors = element => (element ? [...ancestors(element.parentElement), element] : []);
  const behind = element => ancestors(element).reduce((under, e) => over(parse(getComputedStyle(e).backgroundColor), under), [255, 255, 255]);
  const walker = document.createTreeWalker(output, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const { width, height } = element.getBoundingClientRect();
    // The words of a figure stand on its card, which is a shape and not a background: looked at below. WCAG excepts controls that cannot be used.
    if (!node.textContent.trim() || !width || !height || element.closest('svg, script, style, :disabled')) continue;
    const paper = behind(element);
    const ink = parse(getComputedStyle(element).color);
    ink.alpha *= ancestors(element).reduce((product, e) => product * Number(getComputedStyle(e).opacity), 1);
    const [low, high] = [luminance(paper), luminance(over(ink, paper))].sort((a, b) => a - b);
    found.push({ text: node.textContent.trim().slice(0, 40), contrast: (high + 0.05) / (low + 0.05) });
  }
  return found;
}

/** In the page: the fill of the first shape of each figure, its card. */
const cards = output => [...output.querySelectorAll('.spm-view-2 svg')].filter(svg => !svg.parentElement.closest('svg')).map(svg => getComputedStyle(svg.firstElementChild).fill);

test('in the dark theme everything can be read', async t => {
  const lab = await openFrontEnd('lab', { settings: dark });
  t.after(() => lab.close());
  lab.write('dark.ipynb', Object.values(shown));
  const notebook = await lab.open('dark.ipynb');
  await until(() => notebook.page.evaluate(() => document.body.dataset.jpThemeLight === 'false'), { what: 'the dark theme' });
  await notebook.page.setViewportSize({ width: 1280, height: 1400 });
  for (const [n, name] of Object.keys(shown).entries())
    await t.test(name, async () => {
      await notebook.runCell(n, { allowErrors: true });
      // JupyterLab draws what came, and a figure wakes, some time after the kernel has sent it.
      const wanted = (await notebook.outputs(n)).length;
      await until(async () => (await notebook.output(n).count()) >= wanted && (await notebook.cell(n).locator('.spm-view-2:not([data-spm-ready])').count()) === 0, { what: `${wanted} outputs` });
      const { texts, figures } = await until(async () => {
        const outputs = await notebook.output(n).all();
        const texts = (await Promise.all(outputs.map(output => output.evaluate(contrasts)))).flat();
        const figures = (await Promise.all(outputs.map(output => output.evaluate(cards)))).flat();
        return texts.length + figures.length > 0 && { texts, figures };
      }, { what: 'something to be shown' });
      await notebook.screenshot(join(pictures, `dark-${String(n).padStart(2, '0')}.png`), { cell: n });
      const pale = texts.filter(({ contrast }) => contrast < LEAST).map(({ text, contrast }) => `«${text}» ${contrast.toFixed(1)}`);
      assert.deepEqual(pale, []);
      assert.ok(figures.every(fill => fill === 'rgb(255, 255, 255)'), figures.join());
      if (texts.length) console.log(`${name}: least contrast ${Math.min(...texts.map(({ contrast }) => contrast)).toFixed(1)}${figures.length ? `, ${figures.length} figures on white` : ''}`);
    });
});
