// Does a notebook's exported page show every figure? Each output of the notebook that holds a picture must be drawn in its place of the page,
// in a browser without a network, and a map must answer a click with no kernel behind it.
//
//     jupyter nbconvert --to html NOTEBOOK.ipynb
//     node tests/browser/exported.mjs NOTEBOOK.ipynb PAGE.html [FOLDER FOR SCREENSHOTS]
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openBrowser, prepared } from './browser.mjs';
import { PATIENCE, until } from './until.mjs';

const [notebook, exported, pictures = mkdtempSync(join(tmpdir(), 'spm-screenshots-'))] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'spm-exported-'));
const browser = await openBrowser(prepared().chromium, join(work, 'profile'));
after(async () => {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
});

const isPicture = output => Object.keys(output.data ?? {}).some(type => type.startsWith('image/') || type.startsWith('application/vnd.plotly'));
const wanted = JSON.parse(readFileSync(notebook, 'utf8')).cells.flatMap((cell, n) =>
  (cell.outputs ?? []).flatMap((output, k) => (isPicture(output) ? [`cell ${n} output ${k}`] : []))
);

/** In the page: the outputs in which a picture of some size is drawn, an image that has loaded or an SVG with shapes in it. */
function drawn() {
  const large = element => {
    const { width, height } = element.getBoundingClientRect();
    return width > 100 && height > 100 && getComputedStyle(element).visibility === 'visible';
  };
  const shapes = svg => [...svg.querySelectorAll('path, line, rect, circle, image, text')].filter(shape => shape.getBoundingClientRect().width + shape.getBoundingClientRect().height > 0);
  const isDrawn = picture => large(picture) && (picture.tagName === 'IMG' ? picture.complete && picture.naturalWidth > 0 : picture.tagName === 'CANVAS' || shapes(picture).length > 10);
  return [...document.querySelectorAll('.jp-Cell')].flatMap((cell, n) =>
    [...cell.querySelectorAll('.jp-OutputArea-child')].flatMap((output, k) => ([...output.querySelectorAll('img, svg, canvas')].some(isDrawn) ? [`cell ${n} output ${k}`] : []))
  );
}

const page = await browser.newPage();
page.setDefaultTimeout(PATIENCE);
await page.goto(pathToFileURL(resolve(exported)).href, { waitUntil: 'domcontentloaded' });

test(`all figures of ${basename(notebook)} are in its page`, async () => {
  assert.notEqual(wanted.length, 0, 'the notebook has no picture: was it run?');
  let seen = [];
  const missing = () => wanted.filter(place => !seen.includes(place));
  await until(async () => (seen = await page.evaluate(drawn)) && missing().length === 0, { what: () => `figures in ${missing().join(', ')}` });
  console.log(`${wanted.length} figures: ${wanted.join(', ')}`);
  for (const [i, place] of wanted.entries()) {
    const [n, k] = place.match(/\d+/g).map(Number);
    const output = page.locator('.jp-Cell').nth(n).locator('.jp-OutputArea-child').nth(k);
    await output.screenshot({ path: join(pictures, `exported-${i + 1}-cell-${n}.png`) });
  }
});

test('a click in the map shows the loop of another pixel', async () => {
  const view = page.locator('[data-spm-selected]').first();
  const before = await view.getAttribute('data-spm-selected');
  const map = view.locator('[data-spm-map]').first();
  await map.scrollIntoViewIfNeeded();
  const box = await map.boundingBox();
  for (const part of [0.3, 0.7]) await page.mouse.click(box.x + part * box.width, box.y + part * box.height);
  await until(async () => (await view.getAttribute('data-spm-selected')) !== before, { what: 'another pixel' });
});

test('slider, pin and region answer in the page', async () => {
  // The first explorer of a fit: one of plain data has no parameters to compare.
  const view = page.locator('[data-spm-selected]').filter({ has: page.locator('td[data-spm-parameter]') }).first();
  const state = () => view.evaluate(root => root.spmState());
  const slider = view.locator('input[type=range]');
  const last = await slider.getAttribute('max');
  await slider.fill(last);
  const moved = await state();
  assert.equal(moved.index, Number(last));
  assert.ok(moved.map.label.length > 0 && moved.map.values.length === moved.map.rows * moved.map.columns, 'the map shows no slice');

  await view.locator('[data-spm-map]').first().scrollIntoViewIfNeeded();
  const map = await view.locator('[data-spm-map]').first().boundingBox();
  await page.mouse.click(map.x + 0.3 * map.width, map.y + 0.3 * map.height);
  await page.keyboard.press('p');
  await page.mouse.dblclick(map.x + 0.8 * map.width, map.y + 0.6 * map.height);
  const pinned = await state();
  assert.equal(pinned.pins.length, 2);
  pinned.difference.forEach(([value], k) => assert.equal(value, pinned.pins[0].answer.parameters[k][0] - pinned.pins[1].answer.parameters[k][0]));

  await page.keyboard.down('Shift');
  await page.mouse.move(map.x + 0.2 * map.width, map.y + 0.2 * map.height);
  await page.mouse.down();
  await page.mouse.move(map.x + 0.7 * map.width, map.y + 0.7 * map.height, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const { region } = await state();
  assert.ok(region.answer.count > 0, 'no good pixel in the region');
  await view.screenshot({ path: join(pictures, 'exported-explorer.png') });
  await page.keyboard.press('Escape');
  assert.equal((await state()).region, null);
});
