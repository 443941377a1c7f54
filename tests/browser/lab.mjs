// JupyterLab's page. Acts go through what a person presses; what a cell holds is asked from the application.
import { PATIENCE } from './until.mjs';

export class Lab {
  static path = name => `lab/tree/${encodeURI(name)}`;
  #page;

  constructor(page) {
    this.#page = page;
  }

  /** Waits for the application, the notebook and the kernel's first answer. */
  async ready() {
    await this.#page.waitForFunction(() => window.jupyterapp?.shell.currentWidget?.sessionContext, null, { timeout: PATIENCE });
    await this.#page.evaluate(async () => {
      const { sessionContext, revealed } = window.jupyterapp.shell.currentWidget;
      await revealed;
      await sessionContext.ready;
      await sessionContext.session.kernel.info;
    });
  }

  cells() {
    return this.#page.evaluate(() =>
      window.jupyterapp.shell.currentWidget.content.widgets.map(({ model }) => ({
        type: model.type,
        source: model.sharedModel.getSource(),
        count: model.executionCount ?? null,
        outputs: model.outputs?.toJSON() ?? []
      }))
    );
  }

  cell = n => this.#page.locator('.jp-NotebookPanel:visible .jp-Notebook-cell').nth(n);

  output = n => this.cell(n).locator('.jp-OutputArea-output');

  setSource(n, source) {
    return this.#page.evaluate(([n, source]) => window.jupyterapp.shell.currentWidget.content.widgets[n].model.sharedModel.setSource(source), [n, source]);
  }

  async select(n) {
    await this.cell(n).locator('.jp-InputArea-prompt').click();
  }

  async runAll() {
    await this.#menu('Run', 'runmenu:run-all');
  }

  /** True when no cell waits for its answer and the page has drawn what came. */
  settled() {
    return this.#page.evaluate(async () => {
      const running = window.jupyterapp.shell.currentWidget.content.widgets.some(({ model }) => model.type === 'code' && model.executionState === 'running');
      await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      return !running;
    });
  }

  async interrupt() {
    await this.#button('notebook:interrupt-kernel').click();
  }

  async restart(confirmed) {
    await this.#button('notebook:restart-kernel').click();
    const yes = this.#page.locator('.jp-Dialog .jp-mod-accept');
    await yes.waitFor();
    confirmed();
    await yes.click();
  }

  save() {
    return this.#page.evaluate(() => window.jupyterapp.shell.currentWidget.context.save());
  }

  #button(command) {
    return this.#page.locator(`.jp-NotebookPanel:visible .jp-NotebookPanel-toolbar [data-command="${command}"]`);
  }

  async #menu(menu, command) {
    await this.#page.locator('.lm-MenuBar-item', { hasText: new RegExp(`^${menu}$`) }).click();
    await this.#page.locator(`.lm-Menu-item[data-command="${command}"]`).click();
  }
}
