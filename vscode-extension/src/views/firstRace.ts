// The first minutes: a race to begin with, what the buttons of the walkthrough do with it, and how far the user has come.
import * as vscode from 'vscode';
import type { Server } from '../client/server.js';
import type { Status } from '../protocol/status.js';
import { SHOW, STEP } from '../protocol/trace.js';
import { changed } from './textChange.js';

const NAME = 'first-race.pw';
const FIXED = 'first-race-fixed.pw';

/** Milliseconds that a button waits for a verdict: a first start takes seconds. */
const PATIENCE = 30_000;

/** What a button does with the race once it is open. */
type Step = 'show' | 'step' | 'fix';

/** Opens a race to begin with, and tells the walkthrough when a race was found and when it is gone. */
export function firstRace(context: vscode.ExtensionContext, server: Server): vscode.Disposable {
  const judged = new Map<string, Status>();
  const found = new Set<string>();
  return vscode.Disposable.from(
    vscode.commands.registerCommand('pagewalk.firstRace', (step?: Step) => begin(context, server, judged, step)),
    server.onStatus(status => {
      judged.set(vscode.Uri.parse(status.uri).toString(), status);
      if (isViolated(status)) {
        found.add(status.uri);
        void vscode.commands.executeCommand('setContext', 'pagewalk.raceFound', true);
      } else if (found.has(status.uri) && isMet(status)) {
        void vscode.commands.executeCommand('setContext', 'pagewalk.raceFixed', true);
      }
    }),
  );
}

function isViolated(status: Status): boolean {
  return status.lines.some(each => each.status === 'violated' && !each.stale);
}

function isMet(status: Status): boolean {
  return status.scenarios.length > 0 && status.scenarios.every(each => each.met && !each.stale && !each.checking);
}

async function begin(
  context: vscode.ExtensionContext, server: Server, judged: Map<string, Status>, step: Step | undefined,
): Promise<void> {
  const document = await open(context);
  if (!document || !step) {
    return;
  }
  if (step === 'fix') {
    await fix(context, document);
    return;
  }
  const scenario = (await verdict(server, judged, document.uri.toString()))?.scenarios[0];
  if (scenario) {
    await vscode.commands.executeCommand(step === 'show' ? SHOW : STEP, document.uri.toString(), scenario.name);
    // The walkthrough hears of commands of lenses, but not of those that are called from here.
    await vscode.commands.executeCommand('setContext', `pagewalk.${step}Pressed`, true);
  }
}

/** In the folder that is open; where there is none or nothing can be written, among the extension's own files. */
async function open(context: vscode.ExtensionContext): Promise<vscode.TextDocument | undefined> {
  const text = await vscode.workspace.fs.readFile(media(context, NAME));
  for (const folder of [vscode.workspace.workspaceFolders?.[0]?.uri, context.globalStorageUri]) {
    const file = folder && vscode.Uri.joinPath(folder, NAME);
    if (file && (await exists(file) || await write(file, text))) {
      return (await vscode.window.showTextDocument(file, { preview: false, viewColumn: column(file) })).document;
    }
  }
  return undefined;
}

/** Where the file is in sight already; else beside the walkthrough, which has to stay there, if it is what is looked at. */
function column(file: vscode.Uri): vscode.ViewColumn {
  const groups = vscode.window.tabGroups;
  const place = groups.all.find(group => group.tabs.some(tab =>
    tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === file.toString()));
  const isWalkthrough = groups.activeTabGroup.activeTab !== undefined && groups.activeTabGroup.activeTab.input === undefined;
  return place?.viewColumn ?? (isWalkthrough ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active);
}

function media(context: vscode.ExtensionContext, name: string): vscode.Uri {
  return vscode.Uri.joinPath(context.extensionUri, 'media/walkthrough', name);
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(() => true, () => false);
}

async function write(file: vscode.Uri, text: Uint8Array): Promise<boolean> {
  return vscode.workspace.fs.writeFile(file, text).then(() => true, () => false);
}

/** What the server says about a document once it has judged it; undefined if that takes too long. */
function verdict(server: Server, judged: Map<string, Status>, uri: string): Promise<Status | undefined> {
  const isKnown = (status: Status | undefined) =>
    status !== undefined && status.scenarios.length > 0 && status.scenarios.every(each => !each.stale && !each.checking);
  const now = judged.get(uri);
  return isKnown(now) ? Promise.resolve(now) : new Promise(resolve => {
    const listening = server.onStatus(status => {
      if (vscode.Uri.parse(status.uri).toString() === uri && isKnown(status)) {
        end(status);
      }
    });
    const waiting = setTimeout(() => end(undefined), PATIENCE);
    const end = (status: Status | undefined) => {
      clearTimeout(waiting);
      listening.dispose();
      resolve(status);
    };
  });
}

/** Writes the lines in which the fixed race differs, unless somebody has been there before. */
async function fix(context: vscode.ExtensionContext, document: vscode.TextDocument): Promise<void> {
  const [before, after] = await Promise.all([NAME, FIXED].map(async name =>
    Buffer.from(await vscode.workspace.fs.readFile(media(context, name))).toString('utf8')));
  const change = changed(before, after);
  const at = document.getText().indexOf(change.before);
  if (at < 0) {
    void vscode.window.showInformationMessage(`The line of the race is not in ${NAME} any more.`);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + change.before.length));
  edit.replace(document.uri, range, change.after);
  await vscode.workspace.applyEdit(edit);
  // The verdict is above the scenario.
  vscode.window.activeTextEditor?.revealRange(new vscode.Range(0, 0, 0, 0), vscode.TextEditorRevealType.AtTop);
}
