// The same view in light and in both high contrasts.
const { RACE } = require('../scenarios.js');

module.exports = {
  files: { 'race.pw': RACE },
  async run(window) {
    for (const [name, look, picture] of [
      ['Light Modern', '.vs', 'race-light'],
      ['Default High Contrast', '.hc-black', 'race-contrast-dark'],
      ['Default High Contrast Light', '.hc-light', 'race-contrast-light'],
    ]) {
      await window.reload({ 'workbench.colorTheme': name });
      await window.page.waitForSelector('.monaco-workbench' + look);
      await window.open('race.pw');
      await window.contains('.codelens-decoration', 'final, expected safe');
      await window.picture(picture);
      window.tell(name);
    }
  },
};
