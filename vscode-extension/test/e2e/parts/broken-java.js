// A server that cannot be started is told once, with the path that was tried and what it printed, and ways out of it.
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { RACE } = require('../scenarios.js');

const HOME = 'pagewalk.java.home';

/** A JDK whose `java` is a script. */
function jdk(window, name, script) {
  const home = path.join(window.server.home, name);
  fs.mkdirSync(path.join(home, 'bin'), { recursive: true });
  fs.writeFileSync(path.join(home, 'bin/java'), '#!/bin/sh\n' + script, { mode: 0o755 });
  return home;
}

const toasts = window => window.page.locator('.notifications-toasts .notification-toast');

/** Presses a button of the message. */
const press = (window, text) => window.page.locator('.notifications-toasts .monaco-button', { hasText: text }).first().click();

/** The message says this, and is the only one; the status item says it too. */
async function told(window, what, home, says) {
  await window.contains('.notifications-toasts', says);
  await window.contains('.notifications-toasts', path.join(home, 'bin/java'));
  await window.status('Pagewalk has no server');
  await window.page.waitForTimeout(1000);
  window.tell(what, await toasts(window).count() === 1, `it is told ${await toasts(window).count()} times`);
}

module.exports = {
  files: { 'race.pw': RACE },
  async run(window) {
    const { page } = window;
    await window.open('race.pw');
    await window.contains('.codelens-decoration', 'final, expected safe');
    const said = await window.status('Pagewalk 0.1.0');
    const good = /(\/\S+)\/bin\/java/.exec(said)[1];
    await window.marks().first().waitFor();
    window.tell('the status item says version and Java', said.includes('openjdk version "2'), said);

    window.server.machine({ [HOME]: '/nowhere' });
    await told(window, 'a path that is no Java, set while a server runs', '/nowhere', 'there is no such file');
    window.tell('the server from before is gone', window.servers().length === 0, window.servers().join());
    window.tell('so is what it has found', await page.locator('.squiggly-error').count() + await window.marks().count() === 0);
    await window.picture('no-server-dark');
    await press(window, 'How to install');
    await page.waitForSelector('.tab.active[aria-label*="README"]');
    window.tell('How to install');

    const old = jdk(window, 'old', 'echo \'openjdk version "17.0.9"\' >&2\n');
    window.server.machine({ [HOME]: old });
    await window.open('race.pw');
    await told(window, 'an old one', old, 'it is Java 17, and 21 or newer is needed');

    const crashing = jdk(window, 'crashing', 'if [ "$1" = -version ]; then echo \'openjdk version "21.0.4"\' >&2; exit; fi\n'
      + 'echo Error occurred during initialization of VM\necho Could not reserve memory\nexit 1\n');
    await window.command('Notifications: Clear All Notifications');
    window.server.machine({ [HOME]: crashing });
    await told(window, 'one that crashes', crashing, 'Could not reserve memory');
    await press(window, 'Open log');
    await window.contains('.part.panel .view-line', 'Could not reserve memory');
    window.tell('Open log');

    const hanging = jdk(window, 'hanging', 'if [ "$1" = -version ]; then echo \'openjdk version "21.0.4"\' >&2; exit; fi\n'
      + 'echo waiting >&2\nexec sleep 1000.5\n');
    window.server.machine({ [HOME]: hanging });
    await told(window, 'one that hangs', hanging, 'has given no answer for 30 seconds. waiting');

    await press(window, 'Choose Java');
    await page.waitForSelector('.quick-input-widget input');
    await page.waitForTimeout(1000);
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(good + '/');
    await page.waitForTimeout(1500);
    await page.locator('.quick-input-widget .monaco-button', { hasText: 'Use this Java' }).click();
    await window.contains('.codelens-decoration', 'final, expected safe');
    await window.status(good + '/bin/java');
    window.tell('Choose Java, and the server comes up');
    const hung = execFileSync('ps', ['-eo', 'args=']).toString().includes('sleep 1000.5');
    window.tell('what hung is gone', !hung);
  },
};
