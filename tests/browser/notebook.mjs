// A notebook in a browser page. What differs between the front ends is behind `view` (lab.mjs, classic.mjs).
import { Traffic } from './traffic.mjs';
import { PATIENCE, until } from './until.mjs';

export class Notebook {
  #view;
  #url;

  constructor(page, view, url) {
    /** The page of playwright: keyboard, mouse, locators. */
    this.page = page;
    page.setDefaultTimeout(PATIENCE);
    /** What page and kernel said: `traffic.messages`. */
    this.traffic = new Traffic(page);
    this.#view = view;
    this.#url = url;
  }

  /** Opens the notebook; called by FrontEnd.open. */
  async load() {
    await this.page.goto(this.#url);
    await this.#ready();
  }

  async save() {
    await this.#view.save();
  }

  /** Saves, then loads the page again; the kernel lives on. */
  async reload() {
    await this.save();
    this.traffic.forget();
    await this.page.reload();
    await this.#ready();
  }

  /** All cells: `[{type, source, count, outputs}]`, outputs as in a notebook file with text joined. */
  async cells() {
    return (await this.#view.cells()).map(cell => ({ ...cell, outputs: cell.outputs.map(joined) }));
  }

  /** The outputs of cell `n`, from 0. */
  async outputs(n) {
    return (await this.cells())[n].outputs;
  }

  /** The cell on the page. */
  cell(n) {
    return this.#view.cell(n);
  }

  /** The outputs of cell `n` on the page, one element each and without prompts: a locator, to click and look in. */
  output(n) {
    return this.#view.output(n);
  }

  /** The text of the outputs of cell `n` as a person reads it. */
  async text(n) {
    return (await this.output(n).allInnerTexts()).join('\n').trim();
  }

  /** Replaces the source of cell `n`, without the editor's help with brackets and indents. */
  async setSource(n, source) {
    await this.#view.setSource(n, source);
  }

  /** Starts cell `n` with Ctrl+Enter and returns when the kernel is at it. */
  async startCell(n) {
    const before = this.traffic.requests.length;
    await this.#view.select(n);
    await this.page.keyboard.press('Control+Enter');
    const id = await until(() => this.traffic.requests[before], { what: `cell ${n} to be sent` });
    await until(() => this.traffic.began(id) || this.traffic.reply(id), { what: `the kernel to begin with cell ${n}` });
    return id;
  }

  /** Runs cell `n` and returns its outputs. An error in the cell is an error here, unless `allowErrors`. */
  async runCell(n, { timeout, allowErrors = false } = {}) {
    const id = await this.startCell(n);
    await this.waitForIdle({ timeout });
    if (!allowErrors) this.#mustBeOk(id);
    return this.outputs(n);
  }

  /** Runs all cells from the menu and returns them. The first error in a cell is an error here, unless `allowErrors`. */
  async runAll({ timeout = 600_000, allowErrors = false } = {}) {
    const before = this.traffic.requests.length;
    const expected = (await this.cells()).filter(cell => cell.type === 'code' && cell.source.trim()).length;
    await this.#view.runAll();
    await until(() => this.traffic.requests.length >= before + expected, { what: `${expected} cells to be sent` });
    await this.waitForIdle({ timeout });
    if (!allowErrors) this.traffic.requests.slice(before).forEach(id => this.#mustBeOk(id));
    return this.cells();
  }

  /** Waits until the kernel has answered everything and the page has shown it. */
  async waitForIdle({ timeout = PATIENCE } = {}) {
    await until(async () => this.#quiet() && (await this.#view.settled()) && this.#quiet(), {
      timeout,
      what: () => `the kernel to be idle: it is ${this.traffic.status}, ${this.traffic.pending.length} runs not ended`
    });
  }

  /** Presses the toolbar's stop button. */
  async interrupt() {
    await this.#view.interrupt();
  }

  /** Presses the toolbar's restart button, says yes, and waits for the new kernel. */
  async restart() {
    let before;
    await this.#view.restart(() => {
      this.traffic.forget();
      before = this.traffic.messages.length;
    });
    // The old kernel says «idle» too when it goes; only the new one is asked who it is.
    const greeted = () => this.traffic.messages.slice(before).some(message => message.type === 'kernel_info_reply');
    await until(() => greeted() && this.#quiet(), { what: 'the kernel after its restart' });
    await this.#view.ready();
  }

  /** Writes a PNG of the window, with cell `n` in view where it is given. */
  async screenshot(path, { cell } = {}) {
    if (cell !== undefined) await this.cell(cell).scrollIntoViewIfNeeded();
    await this.page.screenshot({ path });
  }

  async close() {
    await this.page.close();
  }

  async #ready() {
    await this.#view.ready();
    await until(() => this.#quiet(), { what: () => `the kernel: it is ${this.traffic.status}` });
  }

  #quiet() {
    return this.traffic.status === 'idle' && this.traffic.pending.length === 0;
  }

  #mustBeOk(id) {
    const reply = this.traffic.reply(id);
    if (reply?.status !== 'ok') throw new Error(`a cell failed: ${reply?.ename ?? reply?.status} ${reply?.evalue ?? ''}`);
  }
}

/** A text may be a list of lines in a notebook; one front end does so, the other not. */
function joined(output) {
  const text = value => (Array.isArray(value) && value.every(line => typeof line === 'string') ? value.join('') : value);
  const data = output.data && Object.fromEntries(Object.entries(output.data).map(([type, value]) => [type, text(value)]));
  return { ...output, ...(output.text !== undefined && { text: text(output.text) }), ...(data && { data }) };
}
