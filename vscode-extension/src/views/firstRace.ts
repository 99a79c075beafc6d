// The first minutes: a race to begin with, and how far the user has come with it.
import * as vscode from 'vscode';
import type { Server } from '../client/server.js';
import type { Status } from '../protocol/status.js';

const NAME = 'first-race.pw';

/** Opens a race to begin with, and tells the walkthrough when a race was found and when it is gone. */
export function firstRace(context: vscode.ExtensionContext, server: Server): vscode.Disposable {
  const found = new Set<string>();
  return vscode.Disposable.from(
    vscode.commands.registerCommand('pagewalk.firstRace', () => open(context)),
    server.onStatus(status => {
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

/** In the folder that is open; where there is none or nothing can be written, among the extension's own files. */
async function open(context: vscode.ExtensionContext): Promise<void> {
  const text = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'media/walkthrough', NAME));
  for (const folder of [vscode.workspace.workspaceFolders?.[0]?.uri, context.globalStorageUri]) {
    const file = folder && vscode.Uri.joinPath(folder, NAME);
    if (file && (await exists(file) || await write(file, text))) {
      await vscode.window.showTextDocument(file, { preview: false });
      return;
    }
  }
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(() => true, () => false);
}

async function write(file: vscode.Uri, text: Uint8Array): Promise<boolean> {
  return vscode.workspace.fs.writeFile(file, text).then(() => true, () => false);
}
