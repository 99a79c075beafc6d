// A folder without scenarios: nothing runs, nothing is wrong, and there is a way to begin.
const fs = require('node:fs');
const path = require('node:path');

module.exports = {
  files: { 'notes.txt': 'nothing yet\n', 'ops.pw': 'fn bump(x: int*) { atomic_inc(*x); }\n' },
  async run(window) {
    const { page } = window;
    const isQuiet = async () => await page.locator('.notifications-toasts .notification-toast').count() === 0;
    await window.open('notes.txt');
    await page.waitForTimeout(2000);
    window.tell('no server runs where it is not needed', window.servers().length === 0 && await isQuiet(), window.servers().join());
    await window.open('ops.pw');
    await window.status('Pagewalk 0.1.0');
    await window.command('Testing: Focus on Test Explorer View');
    const begin = page.locator('.sidebar .welcome-view .monaco-button', { hasText: 'Write a First Race' }).first();
    await begin.waitFor();
    await window.picture('no-scenarios-dark');
    window.tell('the test explorer says how to begin', await isQuiet());
    await begin.click();
    await window.contains('.codelens-decoration', 'use_after_free');
    window.tell('a first race is written, and found', fs.existsSync(path.join(window.work, 'first-race.pw')));
    await page.locator('.test-explorer .monaco-list-row[aria-label^="first-race.pw ("]').first().waitFor();
    window.tell('and listed');
  },
};
