// What all parts of the drive share: code-server processes, a browser, and what users do with their hands and eyes.
//
// A part is a module with `run(window)` and, if it wants, `files` (name to text, in its folder), `settings` of the user,
// `machine` for those that belong to the machine (such as the Java), `prepare(folder)` for what else the folder needs
// and `restore(folder)` to undo that, `trust: true` for a VS Code that asks whether the folder is trusted, and
// `version` for one of its own that begins with this version of the extension. Each part has a folder and a window of
// its own; one that fails leaves a picture `failed-PART` and does not keep the others from being run.
const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { Window, PATIENCE } = require('./window.js');

const SETTINGS = {
  'workbench.startupEditor': 'none', 'telemetry.telemetryLevel': 'off', 'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false, 'chat.disableAIFeatures': true, 'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Dark Modern',
};

class Harness {
  #begun = Date.now();
  #name = '';
  #servers = new Map();
  failed = false;

  constructor({ codeServer, vsix, playwright, folder, pictures }) {
    this.node = path.join(codeServer, `node24/node_modules/node/node_modules/node-linux-${process.arch}/bin/node`);
    this.entry = path.join(codeServer, 'cs/node_modules/code-server/out/node/entry.js');
    this.vsix = vsix;
    this.folder = folder;
    this.pictures = pictures;
    this.chromium = require(path.join(playwright, 'node_modules/playwright-core')).chromium;
    fs.mkdirSync(pictures, { recursive: true });
  }

  /** One line for each thing that was seen, or was not. */
  tell(what, ok = true, detail = '') {
    this.failed = this.failed || !ok;
    const seconds = ((Date.now() - this.#begun) / 1000).toFixed(1);
    console.log(`${ok ? 'ok' : 'FAILED'} ${this.#name}${what} (${seconds} s)${ok ? '' : ': ' + detail}`);
  }

  async begin() {
    this.browser = await this.chromium.launch({
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true,
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
    });
  }

  /** Runs one part in a window of its own. */
  async part(name, part) {
    this.#name = name + ': ';
    const work = path.join(this.folder, name);
    fs.mkdirSync(work, { recursive: true });
    for (const [file, text] of Object.entries(part.files ?? {})) {
      fs.mkdirSync(path.dirname(path.join(work, file)), { recursive: true });
      fs.writeFileSync(path.join(work, file), text);
    }
    let window;
    try {
      part.prepare?.(work);
      const server = await this.server(part);
      window = await this.window(part, server, work);
      await part.run(window);
    } catch (error) {
      this.tell('to its end', false, String(error.stack).slice(0, 1200));
      await window?.picture('failed-' + name).catch(() => {});   // of a browser that is gone there is none
    } finally {
      await window?.close().catch(() => {});
      part.restore?.(work);
    }
  }

  /** A browser window on a folder. */
  async window(part, server, work, viewport = { width: 1280, height: 800 }) {
    const context = await this.browser.newContext({ viewport });
    // Nothing but the local server is asked for anything.
    await context.route(url => url.hostname !== '127.0.0.1' && !url.hostname.endsWith('localhost'), route => route.abort());
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${server.address}/?folder=${work}`, { waitUntil: 'domcontentloaded' });
    await page.waitForSelector('.monaco-workbench', { timeout: PATIENCE });
    return new Window(this, part, server, page, work);
  }

  /** A running code-server with the extension in it, and the settings of the part; parts share one. */
  async server({ settings = {}, machine = {}, trust = false, version }) {
    const name = version ? 'server-' + version : trust ? 'server-trust' : 'server';
    if (!this.#servers.has(name)) {
      this.#servers.set(name, await this.#start(path.join(this.folder, name), trust, version ? this.packaged(version) : this.vsix));
    }
    const server = this.#servers.get(name);
    server.settings(settings);
    server.machine(machine);
    return server;
  }

  /** The extension under another version. */
  packaged(version) {
    const extension = path.join(__dirname, '../..');
    execFileSync('node', ['scripts/package.mjs', '--jar', 'server/pagewalk.jar', '--out', this.folder, '--release', version],
      { cwd: extension, stdio: ['ignore', 'ignore', 'inherit'] });
    return path.join(this.folder, `pagewalk-${version}.vsix`);
  }

  /** Installs an extension into the folders of a server; gives the milliseconds that it took. */
  install(home, vsix, ...options) {
    const start = Date.now();
    execFileSync(this.node, [this.entry, ...this.#folders(home), '--install-extension', vsix, ...options],
      { env: { ...process.env, HOME: home }, stdio: ['ignore', 'ignore', 'inherit'] });
    return Date.now() - start;
  }

  #folders(home) {
    return ['--user-data-dir', path.join(home, 'user'), '--extensions-dir', path.join(home, 'extensions')];
  }

  async #start(home, trust, vsix) {
    fs.mkdirSync(path.join(home, 'user/User'), { recursive: true });
    fs.mkdirSync(path.join(home, 'extensions'));
    const settings = changes => fs.writeFileSync(path.join(home, 'user/User/settings.json'),
      JSON.stringify({ ...SETTINGS, 'security.workspace.trust.enabled': trust, ...changes }));
    settings({});
    fs.mkdirSync(path.join(home, 'user/Machine'));
    const machine = changes => fs.writeFileSync(path.join(home, 'user/Machine/settings.json'), JSON.stringify(changes));
    machine({});
    this.tell(`install the extension: ${this.install(home, vsix)} ms`);
    const port = await freePort();
    const log = fs.openSync(path.join(home, 'code-server.log'), 'w');
    const process_ = spawn(this.node, [this.entry, '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none',
      '--disable-telemetry', '--disable-update-check', ...(trust ? [] : ['--disable-workspace-trust']),
      ...this.#folders(home)], { env: { ...process.env, HOME: home }, stdio: ['ignore', log, log], detached: true });
    const address = `http://127.0.0.1:${port}`;
    for (let i = 0; i < 300; i++) {
      if (await fetch(`${address}/healthz`).then(answer => answer.ok, () => false)) break;
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    return { address, home, settings, machine, process: process_ };
  }

  async end() {
    await this.browser?.close();
    for (const server of this.#servers.values()) {
      // With the extension hosts, which would wait for their windows to come back.
      try {
        process.kill(-server.process.pid, 'SIGTERM');
      } catch {
        // It is gone already.
      }
    }
  }
}

function freePort() {
  return new Promise(resolve => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const found = server.address().port;
      server.close(() => resolve(found));
    });
  });
}

module.exports = { Harness };
