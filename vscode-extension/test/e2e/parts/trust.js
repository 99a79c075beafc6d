// A folder that is not trusted: nothing is checked, and a library outside of it is refused; trust changes both.
const { RACE } = require('../scenarios.js');

module.exports = {
  trust: true,
  files: { 'race.pw': RACE, '.vscode/settings.json': '{ "pagewalk.library": "/nowhere/library" }' },
  async run(window) {
    const { page } = window;
    await window.contains('.statusbar', 'Restricted Mode');
    await window.open('race.pw');
    await window.contains('.codelens-decoration', 'not checked');
    await window.picture('untrusted-dark');
    window.tell('nothing is checked', await page.locator('.squiggly-error').count() === 0);
    await window.lens('check').click();
    await window.contains('.notifications-toasts', 'Nothing is checked until the folder is trusted');
    window.tell('nor when that is asked for');
    await page.locator('.notifications-toasts .monaco-button', { hasText: 'Manage trust' }).first().click();
    await page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).first().click();
    window.tell('the folder is trusted');
    await window.contains('.notifications-toasts', '/nowhere/library');
    window.tell('only now its settings are read: the library that they name is not there');
  },
};
