// Looking at an interleaving, and stepping through it forwards and back.
const { RACE } = require('../scenarios.js');

module.exports = {
  files: { 'race.pw': RACE },
  async run(window) {
    const { page } = window;
    await window.open('race.pw');
    await window.lens('interleaving').click();
    const view = page.frameLocator('iframe.webview').frameLocator('#active-frame');
    await view.locator('svg .step').nth(3).waitFor();
    window.tell('the trace view');
    await view.locator('#step').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await view.locator('output', { hasText: '2 of 4' }).waitFor();
    window.tell('its slider is moved', await view.locator('svg .future').count() >= 2);
    await window.picture('trace-dark');
    await window.command('View: Close All Editor Groups');
    await window.open('race.pw');

    await window.lens('step').click();
    await page.waitForSelector('.debug-toolbar');
    await page.waitForSelector('.debug-top-stack-frame-line');
    window.tell('the debugger stands before the first step');
    await page.keyboard.press('Control+Shift+D');
    const column = () => page.locator('.debug-top-stack-frame-column').first().boundingBox({ timeout: 2000 });
    const moved = async (from, name) => {
      for (let i = 0; i < 300; i++) {
        const at = await column().catch(() => null);
        if (at && (at.x !== from.x || at.y !== from.y)) return at;
        await page.waitForTimeout(100);
      }
      throw new Error(name + ' moved nothing');
    };
    await window.contains('.debug-call-stack', 'a');
    const before = await column();
    await page.locator('.debug-toolbar .codicon-debug-step-into').click();
    const after = await moved(before, 'step in');
    window.tell('a step');
    await window.picture('debug-dark');
    await page.locator('.debug-toolbar .codicon-debug-step-back').click();
    const back = await moved(after, 'step back');
    window.tell('and back', back.x === before.x && back.y === before.y, JSON.stringify([before, after, back]));
    await page.locator('.debug-toolbar .codicon-debug-stop').click();
    await page.waitForSelector('.debug-toolbar', { state: 'hidden' });
    window.tell('the debugger ends');
  },
};
