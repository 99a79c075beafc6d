// One window of VS Code, and what users do with it.
const { execFileSync } = require('node:child_process');
const path = require('node:path');

/** Milliseconds: a slow machine has two cores and other work to do. */
const PATIENCE = Number(process.env.PATIENCE ?? 180_000);

class Window {
  constructor(harness, part, server, page, work) {
    this.harness = harness;
    this.part = part;
    this.server = server;
    this.page = page;
    /** The folder that is open. */
    this.work = work;
    /** Language servers of windows from before, which stay a while. */
    this.earlier = [];
    this.earlier = this.servers();
  }

  tell(...what) {
    this.harness.tell(...what);
  }

  /** A picture of all, or of a part of the window. */
  picture(name, clip) {
    return this.page.screenshot({ path: path.join(this.harness.pictures, name + '.png'), clip });
  }

  /** Waits until an element says something. */
  contains(selector, text) {
    return this.page.waitForFunction(
      ([where, what]) => [...document.querySelectorAll(where)].some(each => each.textContent.replaceAll('\u00a0', ' ').includes(what)),
      [selector, text], { timeout: PATIENCE });
  }

  /** Waits until the lens above a scenario says that it is safe: not that this was expected. */
  safe() {
    return this.page.waitForFunction(() => [...document.querySelectorAll('.codelens-decoration')]
      .some(each => each.textContent.trim().startsWith('safe')), undefined, { timeout: PATIENCE });
  }

  /** Waits until nothing is there. */
  gone(selector) {
    return this.page.waitForFunction(where => document.querySelectorAll(where).length === 0, selector, { timeout: PATIENCE });
  }

  /** Runs a command from the palette; opens that again where something else has taken the focus, which closes it. */
  async command(name) {
    const input = this.page.locator('.quick-input-widget input').first();
    for (let left = 5; ; left--) {
      await this.page.keyboard.press('F1');
      try {
        await input.fill('>' + name, { timeout: PATIENCE / 9 });
        const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
        await row.waitFor({ timeout: PATIENCE / 9 });
        await this.page.waitForTimeout(300);
        await input.press('Enter', { timeout: PATIENCE / 9 });
        return;
      } catch (error) {
        if (left === 0) {
          throw error;
        }
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Opens a file from the explorer, which has to be in sight. */
  async open(name) {
    await this.page.getByRole('treeitem', { name }).first().dblclick();
    await this.page.waitForSelector(`.tab.active[aria-label*="${name}"]`);
  }

  /** Replaces the text of the editor that is open in the first group. */
  async write(text) {
    // By the keyboard: lines go on beneath what is beside the editor.
    await this.command('View: Focus First Editor Group');
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.insertText(text);
  }

  /** A lens with this text in the active editor. */
  lens(text) {
    return this.page.locator('.codelens-decoration a', { hasText: text }).first();
  }

  /** Loads the window again, with settings of the user beyond those of the part: they are read only then. */
  async reload(settings = {}) {
    this.server.settings({ ...this.part.settings, ...settings });
    await this.page.reload();
    await this.page.waitForSelector('.monaco-workbench');
  }

  /** Verdicts beside the lines in sight. */
  marks() {
    return this.page.locator('.glyph-margin-widgets .cgmr[class*="TextEditorDecorationType"]');
  }

  /** The language servers that were started since the window is there; those with this in their command line. */
  servers(mark = '') {
    return execFileSync('ps', ['-eo', 'pid=,args=']).toString().split('\n')
      .filter(line => line.includes(this.server.home + '/') && line.includes('pagewalk.jar lsp') && line.includes(mark))
      .map(line => Number.parseInt(line, 10)).filter(pid => !this.earlier.includes(pid));
  }

  /** What the item in the status bar says of the server, once it says this; a scenario has to be in sight. */
  async status(text) {
    await this.page.locator('[id="status.languageStatus"]').hover();
    await this.contains('.hover-language-status', text);
    const said = await this.page.locator('.hover-language-status').innerText();
    await this.page.mouse.move(640, 300);
    return said;
  }

  async close() {
    await this.page.context().close();
  }
}

module.exports = { Window, PATIENCE };
