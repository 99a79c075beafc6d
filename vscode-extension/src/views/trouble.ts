// What is said when the server cannot start, and the ways out of it.
import * as vscode from 'vscode';
import type { Health } from '../client/server.js';

const CHOOSE = 'Choose Java', OPEN = 'Open log', INSTALL = 'How to install';

/** Tells each trouble in one message. */
export function trouble(context: vscode.ExtensionContext, onHealth: vscode.Event<Health>): vscode.Disposable {
  return onHealth(health => {
    if (health.state === 'failed') {
      void tell(context, `${health.what} ${health.why}`);
    }
  });
}

async function tell(context: vscode.ExtensionContext, message: string): Promise<void> {
  switch (await vscode.window.showErrorMessage(message, CHOOSE, OPEN, INSTALL)) {
    case CHOOSE:
      return vscode.commands.executeCommand('pagewalk.chooseJava');
    case OPEN:
      return vscode.commands.executeCommand('pagewalk.openLog');
    case INSTALL:
      return vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.file(context.asAbsolutePath('README.md')));
    default:
  }
}
