// The test explorer: lists files that are open or not, runs one expectation and all, shows a failure at both lines,
// forgets results that an edit makes worthless, ends a search that is cancelled, and debugs what has failed.
const { RACE, FIXED } = require('../scenarios.js');

/** Expectations enough to be cancelled in the middle, on machines of any speed. */
const HUGE = `scenario huge(n: int = 0) {
  machine { data_races 0; }
  var y: int;
  thread a[8] { for i in 0..400 { y = y + i + n; } }
${Array.from({ length: 30 }, (_, i) => `  expect safe with n = ${i};`).join('\n')}
}
`;

/** An item of the tree by its label; where a state is given, once it is in it. */
function row(window, label, state = '(') {
  return window.page.locator(`.test-explorer .monaco-list-row[aria-label^="${label} ("][aria-label*="${state}"]`).first();
}

/** Unfolds an item, or folds it. */
const unfold = (window, label) => row(window, label).locator('.monaco-tl-twistie').click();

/** Clicks one of the icons that an item shows under the mouse. */
async function press(window, label, icon) {
  await row(window, label).hover();
  await row(window, label).locator(`.action-label.codicon-testing-${icon}-icon`).click();
}

const is = (window, label, state) => row(window, label, state).waitFor();

module.exports = {
  files: {
    'race.pw': RACE, 'more/fixed.pw': FIXED.replace('scenario race', 'scenario fixed'), 'more/huge.pw': HUGE,
    'ops.pw': 'fn bump(x: int*) { atomic_inc(*x); }\n',
  },
  async run(window) {
    const { page } = window;
    await window.open('race.pw');
    await window.contains('.codelens-decoration', 'final, expected safe');
    await window.command('Testing: Focus on Test Explorer View');
    await row(window, 'race.pw').waitFor();
    await row(window, 'more').waitFor();
    window.tell('files and folders are listed');
    await unfold(window, 'race.pw');
    await unfold(window, 'race');
    await row(window, 'safe').waitFor();
    window.tell('a scenario and its expectation');
    await unfold(window, 'more');
    await unfold(window, 'fixed.pw');
    await row(window, 'fixed').waitFor();
    window.tell('a file that is not open is looked into when it is unfolded');

    await press(window, 'race', 'run');
    await is(window, 'race', 'Failed');
    window.tell('a race fails its expectation');
    for (const text of ['final != safe', 'final: written by `b`', 'final: `a` was here']) {
      await window.contains('.test-error-content-widget', text);
    }
    window.tell('which is told at the expectation and on both lines');
    await window.contains('.test-output-peek-tree', 'expected safe, but found final');
    // Without the output below, which names folders.
    await window.picture('tests-dark', { x: 0, y: 36, width: 1280, height: 468 });

    await press(window, 'fixed', 'run');
    await is(window, 'fixed', 'Passed');
    window.tell('a file that is not open passes');
    await press(window, 'huge.pw', 'run');
    await unfold(window, 'huge.pw');
    await is(window, 'huge', 'Running');
    await unfold(window, 'huge');
    await page.locator('.sidebar .codicon-testing-cancel-icon').first().click();
    await window.gone('.test-explorer .monaco-list-row[aria-label*="(Running)"]');
    await is(window, 'n = 20', 'Skipped');
    await unfold(window, 'huge');
    window.tell('a search that is cancelled ends');

    await page.locator('.view-line', { hasText: 'thread a' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' // twice');
    await is(window, 'race', 'outdated result');
    window.tell('the result of a text that was edited does not count any more');

    await press(window, 'race', 'debug');
    await page.waitForSelector('.debug-toolbar');
    await page.waitForSelector('.debug-top-stack-frame-line');
    window.tell('debugging stands before the first step of the violation');
    await page.locator('.debug-toolbar .codicon-debug-stop').click();
    await page.waitForSelector('.debug-toolbar', { state: 'hidden' });

    await window.command('Test: Start Continuous Run');
    await window.command('Testing: Focus on Test Explorer View');
    await window.write(FIXED);
    await is(window, 'race', 'Passed');
    window.tell('run continuously, a scenario is run again when it has changed');
    await window.picture('tests-fixed-dark');
  },
};
