// Another version is installed over the one that runs, newer and older: the window then has its server alone, and keeps
// settings and pictures.
const { RACE } = require('../scenarios.js');

const OLDER = '0.0.9';

/** Loads the window again, which then has the server of this version and no other. */
async function reload(window, version) {
  const before = window.servers();
  await window.page.reload();
  await window.page.waitForSelector('.monaco-workbench');
  await window.contains('.codelens-decoration', 'final, expected safe');
  for (let i = 0; i < 200 && window.servers().some(each => before.includes(each)); i++) await window.page.waitForTimeout(100);
  const now = window.servers(`pagewalk-${version}`);
  window.tell(`the server of ${version} runs, and no other`,
    now.length === 1 && !before.includes(now[0]) && window.servers().length === 1, `${now} of ${window.servers()}`);
}

module.exports = {
  files: { 'race.pw': RACE },
  version: OLDER,
  async run(window) {
    const { page, harness } = window;
    const title = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('#title', { hasText: 'race' });
    await window.open('race.pw');
    await window.lens('interleaving').click();
    await title.waitFor();
    await window.marks().first().waitFor();
    window.tell('the older version', window.servers(`pagewalk-${OLDER}`).length === 1);
    window.server.settings({ 'pagewalk.gutter': false });

    await page.waitForTimeout(15_000);   // what is open is written down every few seconds
    harness.install(window.server.home, harness.vsix);
    await reload(window, '0.1.0');
    await title.waitFor();
    window.tell('the picture has come back');
    window.tell('the settings are kept', await window.marks().count() === 0);

    harness.install(window.server.home, harness.packaged(OLDER), '--force');
    await reload(window, OLDER);
    await title.waitFor();
    window.tell('and again, an older one over a newer one');
  },
};
