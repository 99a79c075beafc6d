// Looking at an interleaving and its states, and stepping through it forwards and back, the picture with the debugger.
const { RACE, FIXED, STALE } = require('../scenarios.js');

module.exports = {
  files: { 'race.pw': RACE, 'stale.pw': STALE },
  async run(window) {
    await looking(window);
    await window.command('View: Close All Editor Groups');
    await stepping(window);
    await following(window);
    await stopping(window);
    await growing(window);
    await returning(window);
  },
};

const frame = window => window.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');

/** The trace view by itself: slider, keys, lanes and graph, and the line of a step. */
async function looking(window) {
  const { page } = window;
  await window.open('stale.pw');
  await window.lens('interleaving').click();
  const view = frame(window);
  await view.locator('.lanes svg .step').nth(3).waitFor();
  window.tell('the trace view');
  await view.locator('.state [data-node="folio#1"]').waitFor();
  window.tell('page tables, folios and TLBs beside the lanes', await view.locator('.state [data-node^="table#"]').count() >= 2);
  const steps = Number(await view.locator('.slider').getAttribute('max'));
  const shown = () => view.locator('.state [data-from]:not(.off)').evaluateAll(all => all.map(each => each.textContent).join('|'));
  const end = await shown();
  await page.keyboard.press('Control+b');
  await page.waitForTimeout(1000);
  await window.picture('trace-dark');
  await page.keyboard.press('Control+b');
  await view.locator('.slider').focus();
  await page.keyboard.press('Home');
  await view.locator('output', { hasText: `0 of ${steps}` }).waitFor();
  const start = await shown();
  window.tell('the graph moves with the slider', start !== end, start.slice(0, 200));
  for (let i = 1; i < steps; i++) await page.keyboard.press('ArrowRight');
  await view.locator('output', { hasText: `${steps - 1} of ${steps}` }).waitFor();
  window.tell('the lanes do', await view.locator('.lanes svg .future').count() === 1);
  await page.keyboard.press('End');
  await view.locator('output', { hasText: `${steps} of ${steps}` }).waitFor();
  window.tell('and both are back at the end', await shown() === end);
  await fitting(window, view);
}

/** What is there for the column of an editor, for keys and for readers of the screen. */
async function fitting(window, view) {
  const { page } = window;
  const across = () => view.locator('.lanes, .state').evaluateAll(all => all.map(each => each.scrollWidth - each.clientWidth));
  window.tell('nothing has to be scrolled sideways', (await across()).every(each => each <= 0), String(await across()));
  const nodes = () => view.locator('.state .node').count();
  const touched = await nodes();
  await page.keyboard.press('e');
  await view.locator('.all[aria-pressed="true"]').waitFor();
  const all = await nodes();
  window.tell('a key shows everything', touched < all, `${touched}, ${all}`);
  window.tell('which fits, too', (await across()).every(each => each <= 0), String(await across()));
  await window.picture('trace-everything');
  await page.keyboard.press('e');
  await view.locator('.all[aria-pressed="false"]').waitFor();
  window.tell('the slider says what the step does',
    /^step \d+, CPU \d/.test(await view.locator('.slider').getAttribute('aria-valuetext')));
  window.tell('one step can be reached with Tab', await view.locator('.lanes .step[tabindex="0"]').count() === 1);
  await view.locator('.legend summary').click();
  await window.picture('trace-legend');
  await view.locator('.legend summary').click();
}

/** From a race into the debugger. */
async function stepping(window) {
  const { page } = window;
  await window.open('race.pw');
  await page.locator('.squiggly-error').first().waitFor();
  await page.locator('.view-line', { hasText: 'thread b' }).locator('span', { hasText: 'count = seen' }).first().click();
  await page.keyboard.press('Control+.');
  await window.contains('.action-widget', 'Step through this race');
  await page.locator('.action-widget .monaco-list-row', { hasText: 'Step through this race' }).first().click();
  await page.waitForSelector('.debug-toolbar');
  await page.waitForSelector('.debug-top-stack-frame-line');
  window.tell('the action that steps through the race; the debugger stands before the first step');
}

/** The picture follows the debugger, and the debugger the slider. */
async function following(window) {
  const { page } = window;
  const view = frame(window);
  const at = step => view.locator('output', { hasText: `${step} of 4` }).waitFor();
  await at(0);
  window.tell('the picture has come with it');
  await page.locator('.debug-toolbar .codicon-debug-step-into').click();
  await at(1);
  await window.picture('debug-dark');
  await page.locator('.debug-toolbar .codicon-debug-step-back').click();
  await at(0);
  window.tell('it follows a step, and back');
  const top = page.locator('.debug-top-stack-frame-line');
  const before = await top.count();
  await view.locator('.slider').focus();
  await page.keyboard.press('End');
  await at(4);
  await window.contains('.debug-call-stack, .exception-widget, .monaco-workbench', 'step 4');
  window.tell('the slider moves the debugger', before > 0);
  await page.keyboard.press('Home');
  await at(0);
}

/** A data breakpoint from the variables. */
async function stopping(window) {
  const { page } = window;
  const view = frame(window);
  await page.keyboard.press('Control+Shift+D');
  await page.locator('.debug-variables .monaco-list-row', { hasText: 'Shared' }).first().click();
  const word = page.locator('.debug-variables .monaco-list-row', { hasText: 'count' }).last();
  await word.click({ button: 'right' });
  const item = page.locator('.context-view .action-label', { hasText: 'Break on Value Change' }).first();
  await item.waitFor();
  await page.waitForTimeout(600);   // a menu takes no click that comes as it opens
  await item.click();
  await item.waitFor({ state: 'hidden' });
  await page.locator('.debug-toolbar .codicon-debug-continue, .debug-toolbar .codicon-debug-reverse-continue').first().click();
  await view.locator('output', { hasText: '3 of 4' }).waitFor();
  window.tell('a data breakpoint stops where the value changes');
  await page.locator('.debug-toolbar .codicon-debug-stop').click();
  await page.waitForSelector('.debug-toolbar', { state: 'hidden' });
  window.tell('the debugger ends');
}

/** F5 on the scenario under the cursor: nothing to follow in one that is safe, so that the picture grows with the steps. */
async function growing(window) {
  const { page } = window;
  await window.write(FIXED);
  await window.safe();
  const bar = page.locator('.debug-toolbar');
  for (let i = 0; i < 10 && !await bar.isVisible(); i++) {
    // Nothing is started while the session before it is still being cleared away.
    await page.waitForTimeout(1000);
    await page.locator('.view-line', { hasText: 'thread a' }).first().click();
    await page.keyboard.press('F5');
    await bar.waitFor({ timeout: 8000 }).catch(() => {});
  }
  await bar.waitFor();
  const at = step => frame(window).locator('output', { hasText: `${step} of ${step}` }).waitFor();
  await at(0);
  await page.locator('.debug-toolbar .codicon-debug-step-into').click();
  await at(1);
  window.tell('F5 debugs the scenario under the cursor; without a violation to follow the picture grows');
  await page.locator('.debug-toolbar .codicon-debug-stop').click();
  await page.waitForSelector('.debug-toolbar', { state: 'hidden' });
}

/** The view comes back with the window, in other colours. */
async function returning(window) {
  const { page } = window;
  await page.keyboard.press('Control+Shift+E');
  await window.open('stale.pw');
  await window.lens('interleaving').click();
  await frame(window).locator('#title', { hasText: 'stale_tlb' }).waitFor();
  await window.command('View: Hide Panel');
  await page.keyboard.press('Control+b');
  for (const [theme, look, picture] of [['Default High Contrast', '.hc-black', 'trace-contrast'],
    ['Default High Contrast Light', '.hc-light', 'trace-contrast-light'], ['Light Modern', '.vs', 'trace-light']]) {
    // What is open is written down every few seconds.
    await page.waitForTimeout(15_000);
    await window.reload({ 'workbench.colorTheme': theme });
    await page.waitForSelector('.monaco-workbench' + look);
    await frame(window).locator('#title', { hasText: 'stale_tlb' }).waitFor();
    await frame(window).locator('.lanes svg .step').first().waitFor();
    await window.picture(picture);
  }
  window.tell('it comes back when the window is loaded again');
}
