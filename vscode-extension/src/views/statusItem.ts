// The item in the status bar: version, Java, and how the server is.
import * as vscode from 'vscode';
import type { Health } from '../client/server.js';

/** An item that follows {@link onHealth}. */
export function statusItem(onHealth: vscode.Event<Health>): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('pagewalk.server', { language: 'pagewalk' });
  item.name = 'Pagewalk';
  item.command = { title: 'Open log', command: 'pagewalk.openLog' };
  let latest: Health = { state: 'starting' };
  const show = (health: Health) => {
    latest = health;
    item.busy = health.state === 'starting';
    switch (health.state) {
      case 'starting':
        item.text = 'Pagewalk';
        item.detail = 'starting';
        item.severity = vscode.LanguageStatusSeverity.Information;
        break;
      case 'ready':
        item.text = `Pagewalk ${health.version}`;
        item.detail = `${health.java.version}, ${health.java.path}`;
        item.severity = vscode.LanguageStatusSeverity.Information;
        if (!vscode.workspace.isTrusted) {
          item.detail = `nothing is checked until the folder is trusted; ${item.detail}`;
          item.severity = vscode.LanguageStatusSeverity.Warning;
        }
        break;
      case 'failed':
        item.text = 'Pagewalk has no server';
        item.detail = health.why;
        item.severity = vscode.LanguageStatusSeverity.Error;
        break;
    }
  };
  return vscode.Disposable.from(item, onHealth(show), vscode.workspace.onDidGrantWorkspaceTrust(() => show(latest)));
}
