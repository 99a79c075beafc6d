// The protocol library of VS Code as a client that does what one well-behaved document does not show: several folders,
// an edited library, a socket with a token, and every way of behaving badly.
const { spawn } = require('child_process');
const fs = require('fs');
const net = require('net');
const path = require('path');
const lsp = require(process.argv[2] + '/node_modules/vscode-languageserver-protocol/node');
const { pathToFileURL } = require('url');

let failed = false;
function tell(name, ok, detail) {
  failed = failed || !ok;
  console.log((ok ? 'ok ' : 'FAILED ') + name + (ok ? '' : ': ' + JSON.stringify(detail)));
}
const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
async function wait(name, condition, rounds = 1200) {
  let last;
  for (let i = 0; i < rounds; i++) {
    try { last = await condition(); if (last) { tell(name, true); return last; } } catch (e) { last = String(e); }
    await sleep(50);
  }
  tell(name, false, last);
}
const uriOf = name => pathToFileURL(path.resolve(name)).href;
const ended = server => new Promise(resolve => server.on('exit', code => resolve(code)));

const FIRST = { textDocument: { publishDiagnostics: { relatedInformation: true } }, window: { workDoneProgress: true } };

// A client over two streams, with what the server has said so far.
function client(input, output) {
  const c = lsp.createProtocolConnection(new lsp.StreamMessageReader(input), new lsp.StreamMessageWriter(output));
  const it = { c, pushed: new Map(), progress: [], log: [] };
  c.onNotification('textDocument/publishDiagnostics', p => it.pushed.set(p.uri, p));
  c.onNotification('$/progress', p => it.progress.push(p));
  c.onNotification('window/logMessage', p => it.log.push(p.message));
  c.onRequest('window/workDoneProgress/create', () => null);
  c.onRequest('client/registerCapability', () => null);
  c.onClose(() => {});
  c.onError(() => {});
  c.listen();
  it.start = async (folders, options = {}) => {
    const init = await c.sendRequest('initialize', {
      processId: process.pid, rootUri: null, initializationOptions: options, capabilities: FIRST,
      workspaceFolders: folders.map(name => ({ uri: uriOf(name), name })),
    });
    await c.sendNotification('initialized', {});
    return init;
  };
  it.open = (uri, text, version = 1) =>
    c.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'pagewalk', version, text } });
  it.change = (uri, text, version) =>
    c.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  it.ask = (method, uri, extra) => c.sendRequest('textDocument/' + method, { textDocument: { uri }, ...extra });
  it.marks = uri => (it.pushed.get(uri) || { diagnostics: [] }).diagnostics;
  it.leave = async () => { await c.sendRequest('shutdown'); await c.sendNotification('exit'); };
  return it;
}
function launch(...args) {
  const server = spawn('pagewalk', ['lsp', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  server.stderr.on('data', text => { server.said = (server.said || '') + text; });
  return server;
}

const RACE = fs.readFileSync('race.pw', 'utf8');
const HUGE = 'scenario huge { machine { data_races 0; } var y: int; thread a[8] { for i in 0..400 { y = y + i; } } expect safe; }\n';

async function folders() {
  fs.mkdirSync('one'); fs.mkdirSync('two');
  fs.writeFileSync('one/first.pw', RACE.replace('scenario race', 'scenario in_one'));
  fs.writeFileSync('two/second.pw', RACE.replace('scenario race', 'scenario in_two'));
  const server = launch(), it = client(server.stdout, server.stdin);
  await it.start(['one']);
  const names = async () => (await it.c.sendRequest('workspace/symbol', { query: 'in_' })).map(s => s.name).filter(n => /^in_(one|two)$/.test(n)).sort().join();
  tell('symbols of the folder', await names() === 'in_one', await names());
  await it.c.sendNotification('workspace/didChangeWorkspaceFolders',
    { event: { added: [{ uri: uriOf('two'), name: 'two' }], removed: [] } });
  tell('a second folder', await names() === 'in_one,in_two', await names());
  await it.c.sendNotification('workspace/didChangeWorkspaceFolders',
    { event: { added: [], removed: [{ uri: uriOf('one'), name: 'one' }] } });
  tell('a folder that is gone', await names() === 'in_two', await names());
  const uri = uriOf('two/second.pw');
  await it.open(uri, RACE);
  await wait('a race to delete', () => it.marks(uri).length >= 3);
  fs.unlinkSync('two/second.pw');
  await it.c.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 3 }] });
  await it.c.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await wait('nothing stays on a deleted file', () => it.marks(uri).length === 0);
  await it.leave();
  tell('goodbye', await ended(server) === 0);
}

async function library() {
  fs.cpSync(path.join(__dirname, '../../../../runtime-mm/src/main/resources/mm'), 'library', { recursive: true });
  fs.appendFileSync('library/index.txt', '\ncounter.pw\n');
  const bad = 'fn bump(x: int*) { *x = *x + 1; }\n', good = 'fn bump(x: int*) { atomic_inc(*x); }\n';
  fs.writeFileSync('library/counter.pw', bad);
  const server = launch('--library', 'library'), it = client(server.stdout, server.stdin);
  await it.start(['.']);
  const uri = uriOf('uses.pw'), counter = uriOf('library/counter.pw');
  await it.open(uri, 'scenario s { machine { data_races 0; } var n: int; thread a[2] { bump(&n); } final n == 2; expect safe; }\n');
  await wait('a race in the library', () => it.marks(uri).some(d => d.code === 'final'));
  await it.open(counter, bad);
  await it.change(counter, good, 2);
  await wait('an edit of the library judges anew', () => it.marks(uri).length === 0);
  await it.change(counter, bad, 3);
  await wait('and back', () => it.marks(uri).some(d => d.code === 'final'));
  await it.leave();
  await ended(server);
}

async function socket() {
  const server = launch('--port', '0');
  await wait('a port and a token on stderr', () => /port \d+.*token \w{32}/.test(server.said || ''));
  const [, port, token] = /port (\d+).*token (\w+)/.exec(server.said);
  const stream = net.connect(Number(port), '127.0.0.1');
  const it = client(stream, stream);
  let refusal = '';
  await it.start([], { token: 'guessed' }).catch(e => refusal = e.message);
  tell('a wrong token is refused', refusal.includes('token'), refusal);
  const early = await it.ask('hover', uriOf('race.pw'), { position: { line: 0, character: 9 } }).catch(() => 'refused');
  tell('nothing is told without a token', early === 'refused' || early === null, early);
  const init = await it.start([], { token });
  tell('the token opens', init.serverInfo.name === 'pagewalk', init);
  stream.destroy();
  tell('the server ends with its client', [0, 1].includes(await ended(server)));
}

async function killed() {
  const script = `const { spawn } = require('child_process');
    const server = spawn('pagewalk', ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: process.pid, capabilities: {} } });
    server.stdin.write('Content-Length: ' + body.length + '\\r\\n\\r\\n' + body);
    server.stdout.once('data', () => console.log(server.pid));`;
  const middle = spawn('node', ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = Number(await new Promise(resolve => middle.stdout.once('data', text => resolve(String(text)))));
  const lives = () => { try { process.kill(pid, 0); return true; } catch (e) { return false; } };
  tell('the server lives with its client', lives(), pid);
  middle.kill('SIGKILL');
  await wait('the server of a killed client ends', () => !lives(), 400);
}

async function hostile() {
  const server = launch(), it = client(server.stdout, server.stdin);
  await it.start(['.']);
  const uri = uriOf('race.pw'), other = uriOf('other.pw');
  await it.open(uri, RACE);
  await wait('a race', () => it.marks(uri).length >= 3);

  // Everything is cancelled, some of it before it was asked.
  const position = { line: 5, character: 21 };
  const asked = [];
  for (let i = 0; i < 300; i++) {
    const source = new lsp.CancellationTokenSource();
    const method = ['hover', 'definition', 'completion', 'documentSymbol', 'codeLens'][i % 5];
    asked.push(it.c.sendRequest('textDocument/' + method, { textDocument: { uri }, position }, source.token)
      .then(() => 'answered', e => e.code === -32800 ? 'cancelled' : String(e)));
    source.cancel();
  }
  const answers = new Set(await Promise.all(asked));
  tell('everything cancelled', [...answers].every(each => ['answered', 'cancelled'].includes(each)), [...answers]);
  await it.c.sendNotification('$/cancelRequest', { id: 123456 });
  tell('and still there', (await it.ask('hover', uri, { position })) !== undefined);

  // Messages that make no sense.
  await it.c.sendNotification('nonsense', {});
  await it.c.sendNotification('$/nonsense', {});
  const unknown = await it.c.sendRequest('nonsense', {}).then(() => 'answered', e => e.code);
  tell('an unknown method is refused', unknown === -32601, unknown);
  const crash = await it.c.sendRequest('textDocument/hover', { textDocument: null, position: null })
    .then(() => 'answered', e => e.message);
  tell('a request that breaks down fails alone', crash !== 'answered'
    && (await it.ask('documentSymbol', uri, {})).length === 1, crash);
  const twice = await it.start([]).then(() => 'answered', e => e.message);
  tell('initialize twice', twice.includes('already'), twice);
  await it.open(uri, RACE, 1);
  await it.open(uri, RACE, 7);
  await it.change(uri, 'older', 3);
  await it.change(uri, RACE, 7);
  await it.c.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf('never.pw') } });
  await it.change(uriOf('never.pw'), 'x', 2);
  await wait('out of order and twice', async () => (await it.ask('documentSymbol', uri, {}))[0].name === 'race');

  // A scenario that explodes, beside one that does not.
  await it.open(other, HUGE);
  await wait('progress of a long check', () => it.progress.some(p => p.value.kind === 'begin'));
  const before = Date.now();
  await it.ask('hover', uri, { position });
  tell('answers beside a long check', Date.now() - before < 2000, Date.now() - before);
  await it.change(uri, RACE.replaceAll('count = count + 1;', 'atomic_inc(count);'), 8);
  await wait('another file is judged meanwhile', () => it.marks(uri).length === 0);
  await it.change(other, 'scenario s { thread a { } }\n', 2);
  await wait('an edit ends the long check', () => it.progress.some(p => p.value.kind === 'end'), 200);

  // Broken text while typing, deep text, binary text.
  const deep = 'scenario d { var x: int; thread a { x = ' + '('.repeat(20000) + '1' + ')'.repeat(20000) + '; } }\n';
  for (const [version, text] of [[3, deep], [4, '\u0000\u0001\ufeff{{{{"'], [5, RACE.slice(0, 70)], [6, '']]) {
    await it.change(other, text, version);
    await it.ask('completion', other, { position: { line: 0, character: 30 } }).catch(() => null);
  }
  await wait('an empty file has no mistakes', () => it.marks(other).length === 0);
  tell('still there at the end', (await it.ask('documentSymbol', uri, {})).length === 1);
  await it.leave();
  tell('and says goodbye', await ended(server) === 0);
}

(async () => {
  for (const part of [folders, library, socket, killed, hostile]) {
    await part();
  }
  process.exit(failed ? 1 : 0);
})().catch(e => { console.log('FAILED ' + e.stack); process.exit(1); });
