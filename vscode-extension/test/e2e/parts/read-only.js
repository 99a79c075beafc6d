// A folder on a disk that cannot be written to: everything works but writing, and what cannot be written is said.
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { RACE } = require('../scenarios.js');

const canWrite = folder => {
  try {
    fs.writeFileSync(path.join(folder, 'probe'), '');
    fs.rmSync(path.join(folder, 'probe'));
    return true;
  } catch {
    return false;
  }
};

module.exports = {
  files: { 'race.pw': RACE },

  /** Whoever may mount does: permissions stop nobody who may do everything. */
  prepare(folder) {
    fs.chmodSync(folder, 0o555);
    fs.chmodSync(path.join(folder, 'race.pw'), 0o444);
    if (canWrite(folder)) {
      execFileSync('mount', ['--bind', folder, folder]);
      execFileSync('mount', ['-o', 'remount,ro,bind', folder]);
    }
  },

  restore(folder) {
    // The server of the window, which stays a while, still stands in it.
    spawnSync('umount', ['--lazy', folder], { stdio: 'ignore' });
    fs.chmodSync(folder, 0o755);
  },

  async run(window) {
    const { page } = window;
    if (canWrite(window.work)) throw new Error('the folder can be written to');
    const isQuiet = async () => await page.locator('.notifications-toasts .notification-toast').count() === 0;
    await window.open('race.pw');
    await page.locator('.squiggly-error').nth(2).waitFor();
    await window.contains('.codelens-decoration', 'final, expected safe');
    window.tell('it is checked', await isQuiet());

    const view = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await window.lens('interleaving').click();
    await view.locator('.lanes svg .step').nth(3).waitFor();
    window.tell('the trace view');

    await window.lens('step').click();
    await page.waitForSelector('.debug-toolbar');
    await page.waitForSelector('.debug-top-stack-frame-line');
    await view.locator('output', { hasText: '0 of 4' }).waitFor();
    await page.locator('.debug-toolbar .codicon-debug-step-into').click();
    await view.locator('output', { hasText: '1 of 4' }).waitFor();
    await page.locator('.debug-toolbar .codicon-debug-step-back').click();
    await view.locator('output', { hasText: '0 of 4' }).waitFor();
    window.tell('the violation is stepped through', await isQuiet());
    await page.locator('.debug-toolbar .codicon-debug-stop').click();
    await page.waitForSelector('.debug-toolbar', { state: 'hidden' });

    await window.command('Pagewalk: Write a First Race');
    await window.contains('.codelens-decoration', 'use_after_free');
    window.tell('a first race is written elsewhere', !fs.existsSync(path.join(window.work, 'first-race.pw')));
    window.tell('nothing was written here', fs.readdirSync(window.work).join() === 'race.pw', fs.readdirSync(window.work).join());
  },
};
