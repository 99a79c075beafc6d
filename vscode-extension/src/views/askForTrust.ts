// What is said to somebody who wants something checked in a folder that is not trusted.
import * as vscode from 'vscode';

/** Whether the folder is trusted, after the user has had the chance to say so. */
export async function askForTrust(): Promise<boolean> {
  if (!vscode.workspace.isTrusted) {
    const manage = 'Manage trust';
    const answer = await vscode.window.showInformationMessage('Nothing is checked until the folder is trusted.', manage);
    if (answer === manage) {
      await vscode.commands.executeCommand('workbench.trust.manage');
    }
  }
  return vscode.workspace.isTrusted;
}
