// The page of the classic Notebook 6. Acts go through what a person presses; what a cell holds is asked from its own objects.
import { PATIENCE } from './until.mjs';

export class Classic {
  static path = name => `notebooks/${encodeURI(name)}`;
  #page;

  constructor(page) {
    this.#page = page;
  }

  /** Waits for the notebook and the kernel's first answer. */
  async ready() {
    await this.#page.waitForFunction(
      () => {
        const { notebook } = window.Jupyter ?? {};
        return notebook?._fully_loaded && notebook.kernel?.is_connected() && notebook.kernel.info_reply.protocol_version;
      },
      null,
      { timeout: PATIENCE }
    );
  }

  cells() {
    return this.#page.evaluate(() =>
      window.Jupyter.notebook.get_cells().map(cell => ({
        type: cell.cell_type,
        source: cell.get_text(),
        count: Number(cell.input_prompt_number) || null,
        outputs: cell.output_area?.toJSON() ?? []
      }))
    );
  }

  cell = n => this.#page.locator('#notebook-container > .cell').nth(n);

  output = n => this.cell(n).locator('.output_subarea');

  setSource(n, source) {
    return this.#page.evaluate(([n, source]) => window.Jupyter.notebook.get_cell(n).set_text(source), [n, source]);
  }

  async select(n) {
    await this.cell(n).locator('.input_prompt').click();
  }

  async runAll() {
    await this.#page.locator('#menubar a.dropdown-toggle', { hasText: /^Cell$/ }).click();
    await this.#page.locator('#run_all_cells').click();
  }

  /** True when no cell waits for its answer and the page has drawn what came. */
  settled() {
    return this.#page.evaluate(async () => {
      const running = window.Jupyter.notebook.get_cells().some(cell => cell.input_prompt_number === '*');
      await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      return !running;
    });
  }

  async interrupt() {
    await this.#button('jupyter-notebook:interrupt-kernel').click();
  }

  async restart(confirmed) {
    await this.#button('jupyter-notebook:confirm-restart-kernel').click();
    const yes = this.#page.locator('.modal-dialog .btn-danger');
    await yes.waitFor();
    confirmed();
    await yes.click();
  }

  save() {
    return this.#page.evaluate(() => window.Jupyter.notebook.save_notebook());
  }

  #button(action) {
    return this.#page.locator(`#maintoolbar button[data-jupyter-action="${action}"]`);
  }
}
