// The first minutes: the walkthrough begins with a race, which is found, looked at, stepped through and fixed. Makes the
// pictures of the walkthrough.
const fs = require('node:fs');
const path = require('node:path');

const RACE = fs.readFileSync(path.join(__dirname, '../../../media/walkthrough/first-race.pw'), 'utf8');
const FIX = /The kernel writes: (.*)/.exec(RACE)[1];

/** The editors and what is below them. */
const EDITORS = { x: 352, y: 36, width: 928, height: 730 };

async function race(window, look) {
  const { page } = window;
  await window.contains('.codelens-decoration', 'use_after_free(object), expected safe');
  await page.waitForSelector('.squiggly-error');
  await page.waitForTimeout(500);
  await window.picture('write-' + look, EDITORS);
  await page.keyboard.press('Control+Shift+M');
  await window.contains('.markers-panel-container', 'object #1.refs is used after it was freed');
  await window.picture('found-' + look, EDITORS);
  await page.keyboard.press('Control+j');
  window.tell(`the race is found, in ${look}`);

  await window.lens('interleaving').click();
  const view = page.frameLocator('iframe.webview').frameLocator('#active-frame');
  await view.locator('svg .step').nth(3).waitFor();
  await page.waitForTimeout(500);
  await window.picture('look-' + look, EDITORS);
  await page.keyboard.press('Control+F4');
  window.tell('its interleaving');
}

async function stepping(window, look) {
  const { page } = window;
  await window.lens('step').click();
  await page.waitForSelector('.debug-toolbar');
  await page.waitForSelector('.debug-top-stack-frame-line');
  for (let i = 0; i < 4; i++) {
    await page.locator('.debug-toolbar .codicon-debug-step-into').click();
    await page.waitForTimeout(1500);
  }
  await window.picture('step-' + look);
  await page.locator('.debug-toolbar .codicon-debug-stop').click();
  await page.waitForSelector('.debug-toolbar', { state: 'hidden' });
  window.tell('it is stepped through');
}

async function fix(window, look) {
  const { page } = window;
  await window.write(RACE.replace('if (o != null) atomic_inc(o.refs);', FIX));
  await window.contains('.codelens-decoration', 'safe ·');
  await window.gone('.squiggly-error');
  await window.picture('fix-' + look, EDITORS);
  await page.keyboard.press('Control+s');
  window.tell('it is fixed');
}

module.exports = {
  files: {},
  async run(window) {
    const { page } = window;
    await window.command('Welcome: Open Walkthrough...');
    await page.waitForTimeout(1500);
    await page.keyboard.type('A first race with Pagewalk');
    await page.waitForTimeout(1500);
    await page.keyboard.press('Enter');
    await window.contains('.getting-started-step', 'Write it down');
    await window.picture('walkthrough-dark');
    window.tell('the walkthrough');
    await page.locator('.getting-started-step .monaco-button', { hasText: 'Write a First Race' }).first().click();
    await page.waitForSelector('.tab.active[aria-label*="first-race.pw"]');
    window.tell('a race to begin with');
    await race(window, 'dark');
    await page.keyboard.press('Control+1');
    await stepping(window, 'dark');
    await fix(window, 'dark');
    await page.locator('.tab', { hasText: 'Welcome' }).first().click();
    await page.waitForFunction(() => document.querySelectorAll('.getting-started-step .codicon.complete').length >= 5);
    window.tell('the walkthrough is through');
    await window.picture('walkthrough-done-dark');
  },
};
