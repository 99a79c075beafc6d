// Where VS Code begins and ends; everything else is in `client` and `views`.
import * as vscode from 'vscode';
import { Server } from './client/server.js';
import { debugging, step } from './client/debugging.js';
import { following } from './client/following.js';
import { SHOW, STEP, TRACE, type Trace } from './protocol/trace.js';
import { TraceView } from './views/traceView.js';
import { askForTrust } from './views/askForTrust.js';
import { firstRace } from './views/firstRace.js';
import { Gutter } from './views/gutter.js';
import { statusItem } from './views/statusItem.js';
import { TestExplorer } from './views/testExplorer.js';
import { trouble } from './views/trouble.js';

/** What searches: nothing is searched in a folder that is not trusted. */
const REFUSED = ['pagewalk.check', 'pagewalk.outcomes', STEP];

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Pagewalk');
  const traces = new TraceView();
  const started: Server = new Server(context, log, (command, args) => taken(started, traces, command, args));
  server = started;
  const gutter = new Gutter(context);
  context.subscriptions.push(
    log, started, gutter, traces, debugging(context, started), following(traces), firstRace(context, started),
    statusItem(started.onHealth), trouble(context, started.onHealth),
    started.onStatus(status => gutter.show(status)),
    started.onHealth(health => health.state === 'failed' && gutter.clear()),
    vscode.commands.registerCommand('pagewalk.openLog', () => log.show()),
    vscode.commands.registerCommand('pagewalk.restart', () => started.restart()),
    vscode.commands.registerCommand('pagewalk.chooseJava', () => chooseJava(started)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => started.trusted()),
    vscode.workspace.onDidChangeConfiguration(async change => {
      if (change.affectsConfiguration('pagewalk.java') || change.affectsConfiguration('pagewalk.library')) {
        await started.restart();
      } else if (change.affectsConfiguration('pagewalk')) {
        await started.configure();
      }
    }),
  );
  // Commands wait for this function, and need not wait for the server.
  void started.start();
  context.subscriptions.push(new TestExplorer(started));
}

/** What lenses and actions ask for and VS Code can do better than show a text. */
function taken(from: Server, traces: TraceView, command: string, args: unknown[]): Promise<unknown> | undefined {
  const [uri, scenario, variant] = args;
  if (typeof uri !== 'string' || typeof scenario !== 'string') {
    return undefined;
  }
  if (!vscode.workspace.isTrusted && REFUSED.includes(command)) {
    void askForTrust();
    return Promise.resolve(null);
  }
  switch (command) {
    case STEP:
      return step(from, uri, scenario, Number(variant ?? 0));
    case SHOW:
      return from.execute<Trace | null>(TRACE, args).then(trace => trace
        ? traces.show(trace)
        : void vscode.window.showInformationMessage(`${scenario}: there is no violation to be shown`));
    default:
      return undefined;
  }
}

async function chooseJava(server: Server): Promise<void> {
  const picked = await vscode.window.showOpenDialog({
    title: 'The folder of a Java, 21 or newer', canSelectFolders: true, canSelectFiles: false, openLabel: 'Use this Java',
  });
  if (!picked?.[0]) {
    return;
  }
  const settings = vscode.workspace.getConfiguration('pagewalk');
  if (settings.get('java.home') === picked[0].fsPath) {
    // It may have been mended; as a setting it is no news.
    await server.restart();
  } else {
    await settings.update('java.home', picked[0].fsPath, vscode.ConfigurationTarget.Global);
  }
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
