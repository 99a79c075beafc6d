// A server that cannot be started is told once, with the path that was tried and what it printed, and ways out of it.
const fs = require('node:fs');
const path = require('node:path');
const { RACE } = require('../scenarios.js');

/** A folder with a `java` that is a script. */
function java(window, name, script) {
  const home = path.join(window.server.home, name);
  fs.mkdirSync(path.join(home, 'bin'), { recursive: true });
  fs.writeFileSync(path.join(home, 'bin/java'), '#!/bin/sh\n' + script, { mode: 0o755 });
  return home;
}

const button = (window, text) => window.page.locator('.notifications-toasts .monaco-button', { hasText: text }).first();

module.exports = {
  files: { 'race.pw': RACE },
  async run(window) {
    const { page } = window;
    const crashing = java(window, 'crashing',
      'if [ "$1" = -version ]; then echo \'openjdk version "21.0.4"\' >&2; else echo "Could not reserve memory" >&2; exit 1; fi\n');
    for (const [name, home, says] of [
      ['a path that is no Java', '/nowhere', '/nowhere/bin/java: '],
      ['an old Java', java(window, 'old', 'echo \'openjdk version "17.0.9"\' >&2\n'), 'it is Java 17, and 21 or newer is needed'],
      ['a Java that crashes', crashing, 'Could not reserve memory'],
    ]) {
      await window.reload({ 'pagewalk.java.home': home });
      await window.open('race.pw');
      await window.contains('.notifications-toasts', says);
      await window.contains('.notifications-toasts', path.join(home, 'bin/java'));
      await page.waitForTimeout(1500);
      window.tell(name, await page.locator('.notifications-toasts .notification-toast').count() === 1, 'it is told more than once');
    }
    await window.picture('no-server-dark');
    await button(window, 'How to install').click();
    await page.waitForSelector('.tab.active[aria-label*="README"]');
    window.tell('How to install');

    await window.command('Pagewalk: Restart the Server');
    await button(window, 'Open log').click();
    await window.contains('.output .view-line, .pane-body .view-line', 'Could not reserve memory');
    window.tell('Open log');

    await window.command('Pagewalk: Restart the Server');
    await button(window, 'Choose Java').click();
    await page.waitForSelector('.quick-input-widget input');
    await page.waitForTimeout(1000);
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(process.env.JAVA_HOME + '/');
    await page.waitForTimeout(1500);
    await page.locator('.quick-input-widget .monaco-button', { hasText: 'Use this Java' }).click();
    await window.open('race.pw');
    await window.contains('.codelens-decoration', 'final, expected safe');
    window.tell('Choose Java');
  },
};
