// The protocol library of VS Code as a client: everything that the server says it can do, once.
const { spawn } = require('child_process');
const fs = require('fs');
const lsp = require(process.argv[2] + '/node_modules/vscode-languageserver-protocol/node');
const { pathToFileURL } = require('url');

let failed = false;
function tell(name, ok, detail) {
  failed = failed || !ok;
  console.log((ok ? 'ok ' : 'FAILED ') + name + (ok ? '' : ': ' + JSON.stringify(detail)));
}
const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
async function wait(name, condition) {
  let last;
  for (let i = 0; i < 1200; i++) {
    try { last = await condition(); if (last) { tell(name, true); return last; } } catch (e) { last = String(e); }
    await sleep(50);
  }
  tell(name, false, last);
}

(async () => {
  const server = spawn('pagewalk', ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const c = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(server.stdout), new lsp.StreamMessageWriter(server.stdin));
  const pushed = [], progress = [], statuses = [];
  let refreshes = 0, lensRefreshes = 0;
  const shown = [];
  c.onNotification('textDocument/publishDiagnostics', p => pushed.push(p));
  c.onNotification('pagewalk/status', p => statuses.push(p));
  c.onNotification('$/progress', p => progress.push(p));
  c.onRequest('workspace/diagnostic/refresh', () => { refreshes++; return null; });
  c.onRequest('workspace/codeLens/refresh', () => { lensRefreshes++; return null; });
  c.onRequest('window/workDoneProgress/create', () => null);
  c.onRequest('client/registerCapability', p => { tell('watches files', p.registrations.length === 1, p); return null; });
  c.onRequest('window/showDocument', p => { shown.push(p); return { success: true }; });
  c.listen();

  const folder = pathToFileURL(process.cwd()).href;
  const init = await c.sendRequest('initialize', {
    processId: process.pid, rootUri: folder, workspaceFolders: [{ uri: folder, name: 'test' }],
    initializationOptions: { status: true },
    capabilities: {
      general: { positionEncodings: ['utf-16'] },
      window: { workDoneProgress: true, showDocument: { support: true } },
      workspace: {
        workspaceFolders: true, diagnostics: { refreshSupport: true }, codeLens: { refreshSupport: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
      },
      textDocument: {
        diagnostic: { relatedDocumentSupport: true }, publishDiagnostics: { relatedInformation: true },
        definition: { linkSupport: true }, completion: { completionItem: { snippetSupport: true } },
      },
    },
  });
  tell('initialize', init.serverInfo.name === 'pagewalk' && init.capabilities.positionEncoding === 'utf-16', init);
  await c.sendNotification('initialized', {});

  const uri = pathToFileURL(process.cwd() + '/race.pw').href;
  let text = fs.readFileSync('race.pw', 'utf8'), version = 1;
  const document = { uri };
  await c.sendNotification('textDocument/didOpen',
    { textDocument: { uri, languageId: 'pagewalk', version, text } });
  const change = async next => {
    text = next;
    await c.sendNotification('textDocument/didChange',
      { textDocument: { uri, version: ++version }, contentChanges: [{ text }] });
  };
  const at = (needle, delta = 1) => {
    const before = text.slice(0, text.indexOf(needle) + delta);
    return { line: before.split('\n').length - 1, character: before.length - before.lastIndexOf('\n') - 1 };
  };
  const ask = (method, extra) => c.sendRequest('textDocument/' + method, { textDocument: document, ...extra });
  const diagnostics = async () => (await ask('diagnostic', {})).items;

  const race = await wait('pull: race on both lines', async () => {
    const lines = (await diagnostics()).map(d => d.range.start.line);
    return [5, 6, 8].every(line => lines.includes(line)) && diagnostics();
  });
  tell('related places', race.every(d => d.relatedInformation.length > 0), race);
  tell('codes', race.every(d => d.code === 'final' && d.source === 'pagewalk'), race);
  tell('no push beside pull', pushed.length === 0, pushed);
  await wait('refresh after a check', () => refreshes > 0 && lensRefreshes > 0);
  await wait('status', () => statuses.some(s => s.lines.some(l => l.status === 'violated')));

  const lenses = await ask('codeLens', {});
  tell('lenses', lenses[0].command.title.startsWith('final, expected safe'), lenses);
  const show = lenses.find(l => l.command.title === 'interleaving').command;
  const text1 = await c.sendRequest('workspace/executeCommand', { command: show.command, arguments: show.arguments });
  tell('interleaving', text1.text.includes('CPU 0 (a)') && shown.length === 1, text1);
  const step = lenses.find(l => l.command.title === 'step').command;
  const text0 = await c.sendRequest('workspace/executeCommand', { command: step.command, arguments: step.arguments });
  tell('step', text0.text.includes('CPU 0 (a)') && step.arguments.length === 3, text0);
  const outcomes = lenses.find(l => l.command.title === 'outcomes').command;
  const text2 = await c.sendRequest('workspace/executeCommand',
    { command: outcomes.command, arguments: outcomes.arguments });
  tell('outcomes', text2.text.includes('outcome'), text2);
  const actions = await ask('codeAction',
    { range: { start: at('expect'), end: at('expect') }, context: { diagnostics: [] } });
  tell('action: write the expectation', actions.some(a => a.title.startsWith('Expect `final`')), actions);

  await change(text.replaceAll('count = count + 1;', 'atomic_inc(count);'));
  await wait('fixed', async () => (await diagnostics()).length === 0);
  await wait('safe', async () => (await ask('codeLens', {}))[0].command.title.startsWith('safe'));

  await change(text.replace('thread a in P { atomic_inc(count); }', 'thread a in P { let n = 1; munmap(P.mm, A.start, A.size); }'));
  const hover = await ask('hover', { position: at('munmap') });
  tell('hover', hover.contents.value.includes('*source:* mm/mmap.c'), hover);
  const scenario = await wait('hover of a scenario', async () =>
    (await ask('hover', { position: at('race') })).contents.value.includes('states'));
  const definition = await ask('definition', { position: at('munmap') });
  tell('definition', definition[0].targetUri.endsWith('mmap.pw'), definition);
  const type = await ask('typeDefinition', { position: at('P.mm', 3) });
  tell('type definition', type[0].targetUri.endsWith('.pw'), type);
  const references = await ask('references', { position: at('count'), context: { includeDeclaration: true } });
  tell('references', references.length === 3, references);
  tell('highlight', (await ask('documentHighlight', { position: at('count') })).length === 3);
  const completion = await ask('completion', { position: at('P.mm', 2) });
  tell('completion', completion.length === 1 && completion[0].label === 'mm', completion);
  const snippets = await ask('completion', { position: at('let n', 0) });
  const proposed = await c.sendRequest('completionItem/resolve', snippets.find(p => p.label === 'munmap'));
  tell('completion resolve', proposed.documentation.value.includes('mm/mmap.c'), proposed);
  const help = await ask('signatureHelp', { position: at('A.start') });
  tell('signature help', help.activeParameter === 1, help);
  const prepared = await ask('prepareRename', { position: at('count') });
  tell('prepare rename', prepared.end.character - prepared.start.character === 5, prepared);
  const renamed = await ask('rename', { position: at('count'), newName: 'total' });
  tell('rename', renamed.changes[uri].length === 3, renamed);
  let refusal = '';
  await ask('rename', { position: at('count'), newName: 'if' }).catch(e => refusal = e.message);
  tell('rename refuses', refusal.includes('cannot be a name'), refusal);
  const [item] = await ask('prepareCallHierarchy', { position: at('munmap') });
  const incoming = await c.sendRequest('callHierarchy/incomingCalls', { item });
  tell('callers', incoming.some(call => call.from.name === 'a'), incoming);
  const outgoing = await c.sendRequest('callHierarchy/outgoingCalls', { item });
  tell('callees', outgoing.some(call => call.to.name === 'mmap_write_lock'), outgoing);
  const symbols = await ask('documentSymbol', {});
  tell('document symbols', symbols[0].name === 'race' && symbols[0].children.length >= 4, symbols);
  const found = await c.sendRequest('workspace/symbol', { query: 'munmap' });
  tell('workspace symbols', found.some(s => s.name === 'munmap'), found);
  tell('semantic tokens', (await ask('semanticTokens/full', {})).data.length % 5 === 0);
  const whole = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
  tell('semantic tokens of a range', (await ask('semanticTokens/range', { range: whole })).data.length > 50);
  tell('folding', (await ask('foldingRange', {})).length === 1);
  const selected = await ask('selectionRange', { positions: [at('munmap')] });
  tell('selection ranges', selected[0].parent.parent, selected);
  tell('inlay hints', (await ask('inlayHint', { range: whole })).some(h => h.label === ': int'));
  const options = { tabSize: 2, insertSpaces: true };
  await change(text.replace('  var count: int;', '     var   count :int;'));
  tell('formatting', (await ask('formatting', { options })).length > 0);
  tell('range formatting', (await ask('rangeFormatting', { options, range: whole })).length > 0);
  tell('formatting on type', (await ask('onTypeFormatting',
    { options, ch: ';', position: at('count :int;', 11) })).length > 0);
  await change(text.replace('munmap(', 'munmab('));
  const mistake = (await wait('mistake', async () => (await diagnostics()).filter(d => d.code === 'PW0202')[0]));
  const fixes = await ask('codeAction', { range: mistake.range, context: { diagnostics: [mistake] } });
  tell('fix', fixes.some(f => f.edit && f.edit.changes[uri][0].newText === 'munmap'), fixes);
  await c.sendNotification('textDocument/didClose', { textDocument: document });

  const judged = async (name, source, verdict) => {
    const fresh = pathToFileURL(process.cwd() + '/' + name).href;
    await c.sendNotification('textDocument/didOpen',
      { textDocument: { uri: fresh, languageId: 'pagewalk', version: 1, text: source } });
    const request = (method, extra) => c.sendRequest('textDocument/' + method, { textDocument: { uri: fresh }, ...extra });
    await wait(name + ' judged', async () => (await request('codeLens', {}))[0].command.title.includes(verdict));
    return {
      actions: position => request('codeAction', { range: { start: position, end: position }, context: { diagnostics: [] } }),
      apply: async (action, next) => {
        const [edit] = action.edit.changes[fresh];
        const lines = source.split('\n');
        const offset = place => lines.slice(0, place.line).join('\n').length + (place.line ? 1 : 0) + place.character;
        source = source.slice(0, offset(edit.range.start)) + edit.newText + source.slice(offset(edit.range.end));
        await c.sendNotification('textDocument/didChange',
          { textDocument: { uri: fresh, version: 2 }, contentChanges: [{ text: source }] });
        await wait(name + ' after the action', async () => (await request('codeLens', {}))[0].command.title.includes(next));
        return source;
      },
    };
  };
  const rule = await judged('rule.pw', `struct area { lock: rwsem; uses: int  write needs this.lock(w); }
scenario s {
  var a: area?;
  setup { a = alloc(area); }
  thread t { a.uses = 1; }
  expect safe;
}
`, 'lock_rule(field), expected safe');
  const take = (await rule.actions({ line: 4, character: 15 })).find(a => a.title.startsWith('Take the missing lock'));
  tell('action: take the missing lock', take, await rule.actions({ line: 4, character: 15 }));
  tell('what it writes', (await rule.apply(take, 'safe')).includes('lock a.lock(w) {'));
  const twin = await judged('twin.pw', `patch my_fix since "6.6";
scenario s {
  var x: int;
  fn bump() { when my_fix { atomic_inc(x); } else { x = x + 1; } }
  thread t[2] { bump(); }
  final x == 2;
  expect final kernel "6.6" without my_fix;
}
`, 'final');
  const add = (await twin.actions({ line: 6, character: 4 })).find(a => a.title.startsWith('Add the fixed twin'));
  tell('action: add the fixed twin', add, await twin.actions({ line: 6, character: 4 }));
  tell('the twin is safe', (await twin.apply(add, 'all 2 expectations met')).includes('expect safe kernel "6.6";'));
  await c.sendRequest('shutdown');
  await c.sendNotification('exit');
  const status = await new Promise(resolve => server.on('exit', resolve));
  tell('exit', status === 0, status);
  process.exit(failed ? 1 : 0);
})().catch(e => { console.log('FAILED ' + e.stack); process.exit(1); });
