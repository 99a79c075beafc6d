// Verdicts beside the lines: paints what the server says, and knows nothing more.
import * as vscode from 'vscode';
import type { LineStatus, Status } from '../protocol/status.js';

const PAINTED: LineStatus[] = ['checking', 'safe', 'violated', 'unreached'];

/** Paints the marks of visible editors; to be told of each status. */
export class Gutter implements vscode.Disposable {
  private readonly types = new Map<string, vscode.TextEditorDecorationType>();
  private readonly latest = new Map<string, Status>();
  private readonly listening: vscode.Disposable[];

  constructor(private readonly context: vscode.ExtensionContext) {
    for (const status of PAINTED) {
      for (const stale of [false, true]) {
        this.types.set(key(status, stale), this.type(status, stale));
      }
    }
    this.listening = [
      vscode.window.onDidChangeVisibleTextEditors(() => this.paintAll()),
      vscode.workspace.onDidCloseTextDocument(document => this.latest.delete(document.uri.toString())),
    ];
  }

  private type(status: LineStatus, stale: boolean): vscode.TextEditorDecorationType {
    const colour = new vscode.ThemeColor('pagewalk.violated');
    return vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      gutterIconPath: this.context.asAbsolutePath(`media/${status}${stale ? '-stale' : ''}.svg`),
      gutterIconSize: 'contain',
      overviewRulerLane: vscode.OverviewRulerLane.Left,
      overviewRulerColor: status === 'violated' && !stale ? colour : undefined,
      opacity: status === 'unreached' && !stale ? '0.5' : undefined,
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    });
  }

  show(status: Status): void {
    this.latest.set(vscode.Uri.parse(status.uri).toString(), status);
    this.paintAll();
  }

  /** Nobody knows anything any more. */
  clear(): void {
    this.latest.clear();
    vscode.window.visibleTextEditors.forEach(editor => this.types.forEach(type => editor.setDecorations(type, [])));
  }

  private paintAll(): void {
    const isWanted = vscode.workspace.getConfiguration('pagewalk').get<boolean>('gutter', true);
    for (const editor of vscode.window.visibleTextEditors) {
      const status = this.latest.get(editor.document.uri.toString());
      if (status && (status.version === editor.document.version || !isWanted)) {
        this.paint(editor, isWanted ? status : { ...status, lines: [] });
      }
    }
  }

  private paint(editor: vscode.TextEditor, status: Status): void {
    // Where two runs of lines overlap the later one counts.
    const lines = new Map<number, string>();
    for (const run of status.lines) {
      for (let line = run.range.start.line; line <= Math.min(run.range.end.line, editor.document.lineCount - 1); line++) {
        lines.set(line, key(run.status, run.stale));
      }
    }
    for (const [name, type] of this.types) {
      editor.setDecorations(type, [...lines].filter(([, each]) => each === name)
        .map(([line]) => new vscode.Range(line, 0, line, 0)));
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.listening, ...this.types.values()).dispose();
  }
}

function key(status: LineStatus, stale: boolean): string {
  return `${status}${stale ? ' stale' : ''}`;
}
