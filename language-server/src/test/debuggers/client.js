// The test client of VS Code's debugger: every capability that the adapter claims, once.
const { DebugClient } = require(process.argv[2] + '/node_modules/@vscode/debugadapter-testsupport');
const path = require('path');
const fs = require('fs');
const scenarios = process.argv[3];

let failed = false;
const tried = new Set();
function tell(name, ok, detail, ...capabilities) {
  failed = failed || !ok;
  capabilities.forEach(each => tried.add(each));
  console.log((ok ? 'ok ' : 'FAILED ') + name + (ok ? '' : ': ' + JSON.stringify(detail)));
}

(async () => {
  const file = path.join(scenarios, 'basics/munmap-without-flush.pw');
  const dc = new DebugClient('pagewalk', 'dap', 'pagewalk');
  dc.defaultTimeout = 60000;
  const output = [];
  dc.on('output', event => output.push(event.body.output));
  await dc.start();
  const capabilities = (await dc.initializeRequest(
    { adapterID: 'pagewalk', pathFormat: 'path', linesStartAt1: true, columnsStartAt1: true })).body;
  tell('initialize', capabilities.supportsStepBack, capabilities);
  const stop = async (command, args) => {
    const stopped = dc.waitForEvent('stopped');
    const begun = Date.now();
    await dc.send(command, args);
    const body = (await stopped).body;
    body.milliseconds = Date.now() - begun;
    return body;
  };
  const refused = promise => promise.then(() => '', failure => failure.message);
  const type = async (expression, context = 'repl') => (await dc.evaluateRequest({ expression, context })).body;
  const frames = async thread => (await dc.stackTraceRequest({ threadId: thread })).body.stackFrames;
  const view = async (thread, name) => {
    const scopes = (await dc.scopesRequest({ frameId: (await frames(thread))[0].id })).body.scopes;
    const reference = scopes.find(scope => scope.name === name).variablesReference;
    return (await dc.variablesRequest({ variablesReference: reference })).body.variables;
  };

  const initialized = dc.waitForEvent('initialized');
  await dc.launchRequest({ file, scenario: 'store_after_munmap', variant: 1 });
  await initialized;
  tell('launch', true);
  const entry = await stop('configurationDone', {});
  tell('configurationDone, stop on entry', entry.reason === 'entry' && entry.allThreadsStopped, entry,
    'supportsConfigurationDoneRequest');
  const threads = (await dc.threadsRequest()).body.threads.map(thread => thread.name);
  tell('threads, interrupts too', threads.includes('unmapper (CPU 0)') && threads.includes('irq cpu1'), threads);

  let at = await stop('next', { threadId: 1, granularity: 'instruction', singleThread: true });
  tell('next by an instruction', at.reason === 'step' && at.threadId === 1, at,
    'supportsSteppingGranularity', 'supportsSingleThreadExecutionRequests');
  const held = await view(1, 'Held locks');
  tell('what the last step changed is marked', held.some(each => each.value === 'held by unmapper   (was free)'), held);
  at = await stop('stepBack', { threadId: 2 });
  tell('stepBack looks at who made the step', at.threadId === 1, at, 'supportsStepBack');
  at = await stop('stepIn', { threadId: 1 });
  tell('stepIn into a call is no step', (await type('at')).result.startsWith('step 0'), at);
  tell('frames', (await frames(1)).map(frame => frame.name).join() === 'munmap,unmapper', await frames(1));
  at = await stop('stepIn', { threadId: 1, granularity: 'line' });
  at = await stop('stepOut', { threadId: 1 });
  tell('stepOut', at.reason === 'step' || at.reason === 'breakpoint', at);
  const part = (await dc.stackTraceRequest({ threadId: 1, startFrame: 0, levels: 1 })).body;
  tell('a part of the frames', part.stackFrames.length === 1 && part.totalFrames >= 1, part,
    'supportsDelayedStackTraceLoading');
  at = await stop('reverseContinue', { threadId: 1 });
  tell('reverseContinue to the start', at.reason === 'entry', at);

  const find = dc.waitForEvent('stopped');
  const found = await type('find stale_translation');
  tell('find', found.result.startsWith('stale_translation: '), found);
  at = (await find).body;
  tell('a violation is an exception', at.reason === 'exception', at);
  const info = (await dc.exceptionInfoRequest({ threadId: at.threadId })).body;
  tell('exceptionInfo', info.exceptionId.startsWith('stale_translation') && info.details.stackTrace.includes('.pw:'), info,
    'supportsExceptionInfoRequest');
  const witness = path.join(process.cwd(), 'found.witness');
  tell('save', (await type('save ' + witness)).result.startsWith('saved'), '');
  const back = dc.waitForEvent('stopped');
  await type('back 1');
  const thread = (await back).body.threadId;
  const targets = (await dc.send('stepInTargets', { frameId: (await frames(thread))[0].id })).body.targets;
  tell('stepInTargets are the choices', targets.length === 2 && targets[1].label.includes('translation 1'), targets,
    'supportsStepInTargetsRequest');
  at = await stop('stepIn', { threadId: thread, targetId: targets[1].id });
  tell('stepIn takes one', at.reason === 'exception', at);
  for (const name of ['Address space', 'Folios', 'TLBs', 'Choices', 'Held locks', 'Devices']) {
    const lines = await view(thread, name);
    tell('scope ' + name, Array.isArray(lines), lines);
  }
  const space = (await view(thread, 'Address space'))[0];
  const tables = (await dc.variablesRequest({ variablesReference: space.variablesReference })).body.variables
    .find(each => each.name === 'page tables');
  tell('page tables', tables.value.startsWith('table #'), tables);

  await stop('reverseContinue', { threadId: 1 });
  tell('hover', (await type('folio#1.refcount', 'hover')).result.match(/^[0-9]+$/), '', 'supportsEvaluateForHovers');
  tell('watch', (await type('A.end - A.start', 'watch')).result === '4096', await type('A.end - A.start', 'watch'));
  tell('clipboard', (await type('A.vma.start', 'clipboard')).result === '0x2000', await type('A.vma.start', 'clipboard'),
    'supportsClipboardContext');
  tell('setVariable is refused with the reason', (await refused(dc.setVariableRequest(
    { variablesReference: 1, name: 'x', value: '1' }))).includes('nothing can be set'), '', 'supportsSetVariable');
  tell('setExpression too', (await refused(dc.send('setExpression', { expression: 'x', value: '1' })))
    .includes('nothing can be set'), '', 'supportsSetExpression');
  const words = (await dc.completionsRequest({ text: 'find sta', column: 9 })).body.targets.map(each => each.label);
  tell('completions', words.includes('stale_translation') && words.includes('stale_read'), words,
    'supportsCompletionsRequest');
  const sources = (await dc.send('loadedSources', {})).body.sources;
  tell('loadedSources', sources.some(each => each.name === 'mmap.pw'), sources, 'supportsLoadedSourcesRequest');

  const mmap = sources.find(each => each.name === 'mmap.pw').path;
  const text = fs.readFileSync(mmap, 'utf8').split('\n');
  const line = text.findIndex(each => each.includes('find_vma(mm, addr)')) + 1;
  const lines = (await dc.send('breakpointLocations', { source: { path: mmap }, line, endLine: line + 5 })).body.breakpoints;
  tell('breakpointLocations', lines.some(each => each.line === line), lines, 'supportsBreakpointLocationsRequest');
  let set = (await dc.setBreakpointsRequest({ source: { path: mmap }, breakpoints: [{ line, condition: 'len == 4096',
    hitCondition: '1' }] })).body.breakpoints;
  tell('setBreakpoints in the library', set[0].verified && set[0].line === line, set,
    'supportsConditionalBreakpoints', 'supportsHitConditionalBreakpoints');
  at = await stop('continue', { threadId: 1 });
  tell('continue to a breakpoint', at.reason === 'breakpoint' && at.hitBreakpointIds[0] === set[0].id, at);
  const top = (await frames(at.threadId))[0];
  tell('its place', top.line === line && top.source.path === mmap, top);
  at = await stop('restartFrame', { frameId: top.id });
  tell('restartFrame travels to where the function began', at.reason === 'goto', at, 'supportsRestartFrame');
  await stop('continue', { threadId: 1 });
  set = (await dc.setBreakpointsRequest({ source: { path: mmap }, breakpoints: [{ line, logMessage: 'at {addr}' }] })).body;
  await stop('reverseContinue', { threadId: 1 });
  const functions = (await dc.setFunctionBreakpointsRequest({ breakpoints: [{ name: 'tlb_finish_mmu' }, { name: 'none' }] }))
    .body.breakpoints;
  tell('setFunctionBreakpoints', functions[0].verified && !functions[1].verified, functions);
  at = await stop('continue', { threadId: 1 });
  tell('continue into a function', at.reason === 'function breakpoint', at, 'supportsFunctionBreakpoints');
  tell('a log point', output.some(each => each === 'at 0x2000\n'), output, 'supportsLogPoints');
  await dc.setFunctionBreakpointsRequest({ breakpoints: [] });
  const goals = (await dc.send('gotoTargets', { source: { path: mmap }, line })).body.targets;
  tell('gotoTargets', goals.length === 1, goals);
  at = await stop('goto', { threadId: 1, targetId: goals[0].id });
  tell('goto travels to where a line last ran', at.reason === 'goto' && (await frames(1))[0].line === line, at,
    'supportsGotoTargetsRequest');
  await dc.setBreakpointsRequest({ source: { path: mmap }, breakpoints: [] });
  await stop('reverseContinue', { threadId: 1 });
  const word = (await dc.send('dataBreakpointInfo', { name: 'folio#1.refcount' })).body;
  tell('dataBreakpointInfo', word.dataId === 'folio#1.refcount' && word.accessTypes.length === 3, word);
  await dc.send('setDataBreakpoints', { breakpoints: [{ dataId: word.dataId, accessType: 'write' }] });
  at = await stop('continue', { threadId: 1 });
  tell('a data breakpoint', at.reason === 'data breakpoint' && at.description.endsWith('wrote folio#1.refcount'), at,
    'supportsDataBreakpoints');
  at = await stop('reverseContinue', { threadId: 1 });
  tell('a data breakpoint backwards', at.description.endsWith('is about to write folio#1.refcount'), at);
  await dc.send('setDataBreakpoints', { breakpoints: [] });
  const oracles = (await dc.send('setExceptionBreakpoints', { filters: ['stale_translation'] })).body.breakpoints;
  tell('setExceptionBreakpoints', oracles[0].verified, oracles, 'exceptionBreakpointFilters');
  at = await stop('pause', { threadId: 2 });
  tell('pause while all are stopped', at.reason === 'pause' && at.threadId === 2, at);
  await dc.send('cancel', {});
  tell('cancel of nothing', true, '', 'supportsCancelRequest');
  tell('an unknown thread', (await refused(dc.nextRequest({ threadId: 99 }))).includes('no thread 99'), '');

  at = await stop('restart', {});
  tell('restart', at.reason === 'entry', at, 'supportsRestartRequest');
  const terminated = dc.waitForEvent('terminated');
  await dc.terminateRequest({});
  await terminated;
  tell('terminate', true, '', 'supportsTerminateRequest');
  await dc.stop();

  const replay = new DebugClient('pagewalk', 'dap', 'pagewalk');
  replay.defaultTimeout = 60000;
  await replay.start();
  await replay.initializeRequest({ adapterID: 'pagewalk', pathFormat: 'path' });
  const end = replay.waitForEvent('stopped');
  await replay.launchRequest({ witness, stopOnEntry: false });
  await replay.configurationDoneRequest();
  tell('a witness runs to its violation', (await end).body.reason === 'exception', (await end).body);
  await replay.stop();

  const claimed = Object.keys(capabilities).filter(name => capabilities[name]);
  const untried = claimed.filter(name => !tried.has(name));
  tell('every capability that is claimed was tried', untried.length === 0, untried);
  process.exit(failed ? 1 : 0);
})().catch(failure => { console.log('FAILED ' + failure.stack); process.exit(1); });
