// Writing: a race is underlined on both lines, with its verdict above and the other places beside; it is fixed by hand,
// and a missing lock by an action.
const { RACE, FIXED, RULE } = require('../scenarios.js');

module.exports = {
  files: { 'race.pw': RACE, 'rule.pw': RULE },
  async run(window) {
    const { page } = window;
    await page.waitForSelector('.explorer-folders-view');
    window.tell('the workbench');
    const opened = Date.now();
    await window.open('race.pw');
    await page.waitForSelector('.squiggly-error');
    window.tell(`a squiggle, ${Date.now() - opened} ms after the file was opened`);
    await page.waitForFunction(() => document.querySelectorAll('.squiggly-error').length >= 3);
    window.tell('on both lines and at the expectation');
    await window.contains('.codelens-decoration', 'final, expected safe');
    window.tell('the lens with the verdict');
    await page.waitForSelector('.glyph-margin-widgets .cgmr, .margin-view-overlays .cgmr');
    window.tell('the marks beside the lines');
    await page.keyboard.press('Control+Shift+M');
    await window.contains('.markers-panel-container', 'does not hold at the end');
    await window.contains('.markers-panel-container', '`b`');
    window.tell('the problem with the other place');
    await window.picture('race-dark');

    await window.write(FIXED);
    await window.safe();
    await window.gone('.squiggly-error');
    window.tell('the race is fixed');
    await window.picture('safe-dark');
    await page.locator('.view-line span', { hasText: /^atomic_inc$/ }).first().hover();
    await window.contains('.monaco-hover', 'atomic_inc');
    window.tell('hover');

    await window.open('rule.pw');
    await window.contains('.codelens-decoration', 'lock_rule(field), expected safe');
    await page.locator('.view-line', { hasText: 'a.uses = 1' }).click();
    await page.keyboard.press('Control+.');
    await window.contains('.action-widget', 'Take the missing lock');
    window.tell('the action that takes the missing lock');
    await window.picture('action-dark');
    await page.locator('.action-widget .monaco-list-row', { hasText: 'Take the missing lock' }).first().click();
    await window.contains('.view-line', 'lock a.lock(w) {');
    await window.safe();
    window.tell('the lock is taken, and the rule kept');
  },
};
