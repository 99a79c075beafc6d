// The first minutes, as the walkthrough leads through them: a race is written, found, looked at, stepped through and
// fixed, each by the button of its step. Makes the pictures of the walkthrough, in dark and in light.

/** The editors and what is below them; and as much of them as one scenario takes. */
const EDITORS = { x: 48, y: 36, width: 1232, height: 730 };
const SCENARIO = { ...EDITORS, width: 790 };

const frame = window => window.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');

const at = (window, step) => frame(window).locator('output', { hasText: `${step} of 9` }).waitFor();

/** A picture of the walkthrough, without what shows under the mouse. */
async function picture(window, name, clip = EDITORS) {
  await window.page.mouse.move(640, 795);
  await window.page.waitForTimeout(500);
  await window.picture(name, clip);
}

/** Presses the button of a step. */
async function press(window, step, button) {
  const { page } = window;
  const way = page.locator(`.getting-started-step[data-step-id$="#${step}"]`);
  await way.waitFor();
  if (await way.getAttribute('aria-expanded') !== 'true') {
    // With the mouse itself: a step says of itself that it is disabled, and takes clicks all the same.
    await way.scrollIntoViewIfNeeded();
    const box = await way.boundingBox();
    await page.mouse.click(box.x + 100, box.y + 20);
    await page.waitForTimeout(700);   // it takes the focus once it is unfolded
  }
  await way.locator('.monaco-button', { hasText: button }).click();
}

/** Waits for the check mark of a step. */
async function done(window, step) {
  await window.page.locator(`.getting-started-step .codicon.complete[data-done-step-id$="#${step}"]`).waitFor();
  window.tell(`the check mark of "${step}"`);
}

/** The race is found, and told on the lines of all who take part. */
async function found(window) {
  await window.contains('.codelens-decoration', 'use_after_free(object), expected safe');
  await window.page.waitForFunction(() => document.querySelectorAll('.squiggly-error').length >= 3);
}

async function problems(window) {
  await window.contains('.markers-panel-container', 'object #1.refs is used after it was freed');
  await window.contains('.markers-panel-container', '`owner`');
}

/** Continues to the step that is wrong, and goes one back. */
async function stepping(window) {
  const { page } = window;
  await page.waitForSelector('.debug-toolbar');
  await page.waitForSelector('.debug-top-stack-frame-line');
  await page.keyboard.press('F5');
  await at(window, 9);
  await page.locator('.debug-toolbar .codicon-debug-step-back').click();
  await at(window, 8);
}

async function looking(window) {
  await frame(window).locator('.lanes svg .step').nth(3).waitFor();
  window.tell('its interleaving');
}

async function stop(window) {
  await window.page.keyboard.press('Shift+F5');
  await window.page.waitForSelector('.debug-toolbar', { state: 'hidden' });
}

async function safe(window) {
  await window.safe();
  await window.gone('.squiggly-error');
}

module.exports = {
  files: {},
  settings: {
    'editor.minimap.enabled': false,
    'workbench.preferredDarkColorTheme': 'Dark Modern', 'workbench.preferredLightColorTheme': 'Light Modern',
  },
  async run(window) {
    const { page } = window;
    await page.waitForSelector('.explorer-folders-view');
    await window.command('Welcome: Open Walkthrough...');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'A first race with Pagewalk' }).first().waitFor();
    await page.keyboard.type('A first race');
    await page.waitForTimeout(500);
    await page.keyboard.press('Enter');
    await window.contains('.getting-started-step', 'Write it down');
    const begun = Date.now();
    const after = () => `${((Date.now() - begun) / 1000).toFixed(1)} s after the walkthrough was opened`;
    window.tell('the walkthrough');
    await window.picture('walkthrough-dark');

    await press(window, 'write', 'Write a First Race');
    await page.waitForSelector('.squiggly-error');
    await found(window);
    window.tell(`the race is found ${after()}`);
    await done(window, 'write');
    await page.keyboard.press('Control+b');

    await press(window, 'found', 'Show the Problems');
    await problems(window);
    window.tell('its places are among the problems');
    await done(window, 'found');
    await window.picture('walkthrough-found-dark');
    await page.keyboard.press('Control+j');

    await press(window, 'look', 'Show the Interleaving');
    await looking(window);
    await done(window, 'look');

    await press(window, 'step', 'Step Through the Race');
    await stepping(window);
    window.tell(`F5 goes to the step that is wrong; ${after()} it is stepped through`);
    await done(window, 'step');
    await window.picture('walkthrough-step-dark');
    await stop(window);
    await window.command('View: Hide Panel');

    await press(window, 'fix', 'Write the Fix');
    await safe(window);
    window.tell(`the fix is judged safe ${after()}`);
    await done(window, 'fix');
    await window.picture('walkthrough-done-dark');

    await page.locator('.tab', { hasText: 'first-race.pw' }).first().click();
    await window.command('View: Close Editors in Other Groups');
    await pictures(window, 'dark');
    await window.command('Preferences: Toggle between Light/Dark Themes');
    await page.waitForSelector('.monaco-workbench.vs');
    await pictures(window, 'light');
  },
};

/** The pictures of the walkthrough, in the colours of the window; begins and ends with the fix. */
async function pictures(window, look) {
  const { page } = window;
  const top = async key => {
    await page.locator('.view-line', { hasText: 'thread lookup' }).first().click();
    await page.keyboard.press(key);
    await page.keyboard.press('Control+Home');
  };
  await top('Escape');
  await safe(window);
  await picture(window, 'fix-' + look, SCENARIO);
  await top('Control+z');
  await found(window);
  await picture(window, 'write-' + look, SCENARIO);
  await page.keyboard.press('Control+Shift+M');
  await problems(window);
  await picture(window, 'found-' + look);
  await window.command('View: Hide Panel');
  await window.lens('interleaving').click();
  await looking(window);
  await picture(window, 'look-' + look);
  await window.lens('step').click();
  await stepping(window);
  await window.command('Notifications: Clear All Notifications');
  await picture(window, 'step-' + look);
  await stop(window);
  await window.command('View: Close Editors in Other Groups');
  await top('Control+Shift+z');
  await safe(window);
  window.tell(`the pictures of the walkthrough in ${look}`);
}
