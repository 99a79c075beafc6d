// Drives the real VS Code: installs the extension, and does what users do, one part of it after the other.
// Usage: drive.js CODE_SERVER VSIX PLAYWRIGHT FOLDER PICTURES [PART...]
//   CODE_SERVER  folder made by language-server/src/test/editors/install-vscode
//   PLAYWRIGHT   a folder in whose node_modules playwright-core is
//   FOLDER       an empty folder to work in
//   PICTURES     where screenshots go
//   PART         files of parts/ without .js; all of them if none is named
const fs = require('node:fs');
const path = require('node:path');
const { Harness } = require('./harness.js');

const [codeServer, vsix, playwright, folder, pictures] = process.argv.slice(2, 7).map(each => path.resolve(each));
const parts = path.join(__dirname, 'parts');
const all = fs.readdirSync(parts).filter(name => name.endsWith('.js')).map(name => path.basename(name, '.js')).sort();
const wanted = process.argv.slice(7);

(async () => {
  const harness = new Harness({ codeServer, vsix, playwright, folder, pictures });
  try {
    await harness.begin();
    for (const name of wanted.length ? wanted : all) {
      await harness.part(name, require(path.join(parts, name + '.js')));
    }
  } finally {
    await harness.end();
  }
  process.exit(harness.failed ? 1 : 0);
})().catch(error => { console.log('FAILED ' + error.stack); process.exit(1); });
