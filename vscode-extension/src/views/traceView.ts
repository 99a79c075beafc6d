// The picture of an interleaving beside the code.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Trace } from '../protocol/trace.js';
import { tracePage } from './tracePage.js';

/** One view, which shows the trace that was asked for last. */
export class TraceView implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private readonly line = vscode.window.createTextEditorDecorationType({
    isWholeLine: true, backgroundColor: new vscode.ThemeColor('editor.stackFrameHighlightBackground'),
  });

  show(trace: Trace): void {
    this.panel ??= this.open();
    this.panel.title = trace.title;
    this.panel.webview.html = tracePage(trace, randomBytes(16).toString('base64'));
    this.panel.reveal(vscode.ViewColumn.Beside, true);
  }

  private open(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel('pagewalk.trace', 'Interleaving',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [] });
    panel.onDidDispose(() => {
      this.panel = undefined;
      vscode.window.visibleTextEditors.forEach(editor => editor.setDecorations(this.line, []));
    });
    panel.webview.onDidReceiveMessage((message: { file?: unknown; line?: unknown; opens?: unknown }) => {
      if (typeof message.file === 'string' && typeof message.line === 'number') {
        void this.goTo(message.file, message.line - 1, message.opens === true);
      }
    });
    return panel;
  }

  /** Marks a line; one in a file that is not to be seen is opened only on a click. */
  private async goTo(file: string, line: number, opens: boolean): Promise<void> {
    const uri = vscode.Uri.file(file);
    vscode.window.visibleTextEditors.forEach(editor => editor.setDecorations(this.line, []));
    let editor = vscode.window.visibleTextEditors.find(each => each.document.uri.toString() === uri.toString());
    if (!editor && opens) {
      editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One, preserveFocus: true });
    }
    const range = new vscode.Range(line, 0, line, 0);
    editor?.setDecorations(this.line, [range]);
    editor?.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  dispose(): void {
    this.panel?.dispose();
    this.line.dispose();
  }
}
