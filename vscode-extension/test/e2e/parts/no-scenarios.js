// A folder without scenarios: nothing runs, nothing is wrong, and there is a way to begin.
const fs = require('node:fs');
const path = require('node:path');

module.exports = {
  files: { 'notes.txt': 'nothing yet\n' },
  async run(window) {
    const { page } = window;
    await page.waitForSelector('.explorer-folders-view');
    await window.command('Testing: Focus on Test Explorer View');
    await page.locator('.sidebar .welcome-view .monaco-button', { hasText: 'Write a First Race' }).first().waitFor();
    await window.picture('no-scenarios-dark');
    window.tell('the test explorer says how to begin');
    await window.command('View: Show Explorer');
    await window.open('notes.txt');
    await page.waitForTimeout(2000);
    window.tell('no server runs', window.servers().length === 0, window.servers().join());
    window.tell('and nothing is said', await page.locator('.notifications-toasts .notification-toast').count() === 0);
    await window.command('Pagewalk: Write a First Race');
    await window.contains('.codelens-decoration', 'use_after_free');
    window.tell('a first race is written, and found', fs.existsSync(path.join(window.work, 'first-race.pw')));
    await window.command('Testing: Focus on Test Explorer View');
    await page.locator('.test-explorer .monaco-list-row[aria-label^="first-race.pw ("]').first().waitFor();
    window.tell('and listed');
  },
};
