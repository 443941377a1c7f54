/** Milliseconds for one act of a page: JupyterLab is 15 MB of scripts, and a machine that builds at the same time needs a minute for them. */
export const PATIENCE = 180_000;

/**
 * Waits until `condition` gives something true, and returns it.
 * @param {() => any} condition may be async
 * @param {object} [options]
 * @param {number} [options.timeout] milliseconds
 * @param {string | (() => string)} [options.what] what is waited for, for the error message
 */
export async function until(condition, { timeout = PATIENCE, what = String(condition) } = {}) {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited ${timeout / 1000} s for ${typeof what === 'function' ? what() : what}`);
    await new Promise(resolve => setTimeout(resolve, 30));
  }
}
