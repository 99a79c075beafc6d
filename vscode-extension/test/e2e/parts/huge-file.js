// Files far larger than anything written by hand: what is not done is said, and the editor goes on.
const fs = require('node:fs');
const path = require('node:path');
const { RACE } = require('../scenarios.js');

/** Megabytes of memory that the language server of the window has. */
function memory(window) {
  return window.servers().map(pid => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024)[0];
}

module.exports = {
  files: {
    'race.pw': RACE,
    'huge.pw': RACE.replace('var count', `${'  // as long as most comments are, about eighty characters, and many of them\n'.repeat(70_000)}  var count`),
    'long.pw': Array.from({ length: 400 }, (_, i) => '// a line\n'.repeat(40)
      + RACE.replace('race {', `race${i} {`).replace('safe;', 'final;')).join('\n'),
  },
  prepare(folder) {
    fs.writeFileSync(path.join(folder, 'rubbish.pw'), Buffer.alloc(200 << 20, 'scenario \u0001 { ] /* %% \n'));
  },
  async run(window) {
    const { page } = window;
    await window.open('huge.pw');
    await page.keyboard.press('Control+Shift+M');
    await window.contains('.markers-panel-container', 'the file is too large: more than 4 MB');
    await window.contains('.markers-panel-container', 'PW0112');
    await window.picture('huge-dark');
    window.tell('5 MB: what is wrong, and what to do');

    await window.open('long.pw');
    await page.locator('.view-line', { hasText: 'a line' }).first().click();
    await page.keyboard.press('Control+End');
    await window.contains('.codelens-decoration', 'final ·');
    window.tell('20,000 lines and 400 scenarios: the first verdict');
    const begun = Date.now();
    await page.locator('.view-line', { hasText: 'thread a' }).first().click();
    await page.keyboard.press('End');
    await page.keyboard.type(' // typed while they are checked');
    await window.contains('.view-line', 'typed while they are checked');
    window.tell(`what is typed appears, ${Date.now() - begun} ms`);

    await window.open('rubbish.pw');
    await window.contains('.editor-instance, .monaco-editor-pane-placeholder', 'it is very large');
    window.tell('200 MB of rubbish are not even shown unasked');
    await window.command('Testing: Focus on Test Explorer View');
    const rubbish = page.locator('.test-explorer .monaco-list-row[aria-label^="rubbish.pw ("]').first();
    await rubbish.locator('.monaco-tl-twistie').click();
    await window.contains('.test-explorer', 'is larger than 4 MB and was not read');
    await window.picture('rubbish-dark');
    window.tell('the test explorer says that it is not looked into');

    await page.keyboard.press('Control+Shift+E');
    await window.open('race.pw');
    await window.contains('.codelens-decoration', 'final, expected safe');
    window.tell('other files are checked as ever');
    window.tell(`the server has ${Math.round(memory(window))} MB`, memory(window) < 1_500);
  },
};
