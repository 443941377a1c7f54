// One way to drive two front ends as a person does: JupyterLab (setup.sh builds it) and the classic Notebook 6.
//
//     const lab = await openFrontEnd('lab', { folder: 'notebooks' });
//     const notebook = await lab.open('00-quick-start.ipynb');
//     await notebook.runAll();
//     await notebook.output(11).locator('svg').first().click();
//     await lab.close();
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser, prepared } from './browser.mjs';
import { Classic } from './classic.mjs';
import { Lab } from './lab.mjs';
import { Notebook } from './notebook.mjs';
import { startServer } from './server.mjs';

const pages = { lab: Lab, classic: Classic };

/** Both, for tests that loop over them. */
export const frontEnds = Object.keys(pages);

/**
 * Starts a server and a browser.
 * @param {'lab'|'classic'} kind
 * @param {object} [options]
 * @param {string} [options.folder] notebooks and data; a copy of it is served, so that no save reaches the repository
 * @param {string} [options.jupyterPath] where kernelspecs are, by default the environment's JUPYTER_PATH
 * @param {object} [options.settings] JupyterLab's settings by plugin, such as `{'@jupyterlab/apputils-extension:themes': {theme: 'JupyterLab Dark'}}`
 * @param {object} [options.env] more environment for the server and its kernels
 */
export async function openFrontEnd(kind, { folder, jupyterPath = process.env.JUPYTER_PATH, settings = {}, env = {} } = {}) {
  const { cache, chromium } = prepared();
  const work = mkdtempSync(join(tmpdir(), 'spm-browser-'));
  const undo = [() => rmSync(work, { recursive: true, force: true })];
  const close = async () => {
    while (undo.length) await undo.pop()();
  };
  try {
    const served = join(work, 'notebooks');
    if (folder) cpSync(folder, served, { recursive: true });
    else mkdirSync(served);
    const server = await startServer(kind, { cache, work, folder: served, settings, env: { ...env, ...(jupyterPath && { JUPYTER_PATH: jupyterPath }) } });
    undo.push(() => server.stop());
    const browser = await openBrowser(chromium, join(work, 'profile'));
    undo.push(() => browser.close());
    return new FrontEnd(kind, server, browser, served, close);
  } catch (problem) {
    await close();
    throw problem;
  }
}

class FrontEnd {
  #server;
  #browser;

  constructor(kind, server, browser, folder, close) {
    this.kind = kind;
    /** The folder that is served: a copy. */
    this.folder = folder;
    this.#server = server;
    this.#browser = browser;
    /** Ends browser, kernels and server and removes the copy. */
    this.close = close;
  }

  /** Writes a notebook of code cells into the served folder. */
  write(name, sources, kernel = 'spm') {
    const cells = sources.map((source, n) => ({ cell_type: 'code', id: `cell-${n}`, metadata: {}, source, outputs: [], execution_count: null }));
    const metadata = { kernelspec: { name: kernel, display_name: kernel } };
    writeFileSync(join(this.folder, name), JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }));
  }

  /** A notebook of the served folder as it is on disk. */
  saved(name) {
    return JSON.parse(readFileSync(join(this.folder, name), 'utf8'));
  }

  /** Opens a notebook of the served folder; its kernel has answered when this returns. */
  async open(name) {
    const page = await this.#browser.newPage();
    const notebook = new Notebook(page, new pages[this.kind](page), `${this.#server.url}/${pages[this.kind].path(name)}`);
    await notebook.load();
    return notebook;
  }

  /** What the server and its kernels said: for a test that failed. */
  log() {
    return this.#server.log();
  }
}
