// The picture of an interleaving beside the code.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type Picture, type Told, tracePage } from './tracePage.js';

export const VIEW = 'pagewalk.trace';

/** What a page keeps of itself, for when the window is loaded again. */
interface Kept {
  picture?: Picture;
  moment?: number;
  all?: boolean;
}

/** What a page says. */
interface Said {
  ready?: unknown;
  step?: unknown;
  file?: unknown;
  line?: unknown;
  opens?: unknown;
  all?: unknown;
}

/** Who is asked to go where the slider is; a debugger, while one runs. */
export type Mover = (step: number) => void;

/** One view, which shows the execution that was asked for last, or the one that is debugged. */
export class TraceView implements vscode.Disposable, vscode.WebviewPanelSerializer<Kept> {
  private panel: vscode.WebviewPanel | undefined;
  private mover: Mover | undefined;
  private kept: { picture: Picture; moment: number } | undefined;
  /** Whether everything is shown, as somebody has chosen it last. */
  private all: boolean | undefined;
  private readonly closed = new vscode.EventEmitter<void>();
  private readonly line = vscode.window.createTextEditorDecorationType({
    isWholeLine: true, backgroundColor: new vscode.ThemeColor('editor.stackFrameHighlightBackground'),
  });
  private readonly registered = vscode.window.registerWebviewPanelSerializer(VIEW, this);

  /** Somebody has closed the view. */
  readonly onClosed = this.closed.event;

  /** Shows an execution at its end. */
  show(picture: Picture): void {
    this.mover = undefined;
    this.draw(picture, picture.steps);
    this.panel?.reveal(vscode.ViewColumn.Beside, true);
  }

  /** Shows the execution that a debugger steps through; without a picture only its position has changed. */
  follow(picture: Picture | undefined, moment: number, mover: Mover): void {
    this.mover = mover;
    this.unmark();
    if (picture) {
      this.draw(picture, moment);
    } else if (this.kept) {
      this.kept.moment = moment;
      void this.panel?.webview.postMessage({ moment });
    }
  }

  /** The debugger is gone: the picture stays. */
  leave(): void {
    this.mover = undefined;
    this.tell();
  }

  get isOpen(): boolean {
    return this.panel !== undefined;
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: Kept | undefined): Promise<void> {
    this.panel?.dispose();
    this.take(panel);
    if (kept?.picture?.svgNarrow) {
      this.all = kept.all;
      this.kept = { picture: kept.picture, moment: kept.moment ?? kept.picture.steps };
      this.load(panel);
    } else {
      panel.dispose();
    }
  }

  private draw(picture: Picture, moment: number): void {
    const isNew = this.panel === undefined;
    this.kept = { picture, moment };
    if (!this.panel) {
      this.take(vscode.window.createWebviewPanel(VIEW, 'Interleaving',
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, { enableScripts: true, localResourceRoots: [] }));
    }
    if (this.panel && isNew) {
      this.load(this.panel);
    } else {
      this.tell();
    }
    if (this.panel) {
      this.panel.title = picture.title;
    }
  }

  private load(panel: vscode.WebviewPanel): void {
    if (this.kept) {
      panel.title = this.kept.picture.title;
      panel.webview.html = tracePage(this.told(this.kept), randomBytes(16).toString('base64'));
    }
  }

  private take(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    panel.webview.options = { enableScripts: true, localResourceRoots: [] };
    panel.onDidDispose(() => {
      if (this.panel === panel) {
        this.panel = undefined;
        this.unmark();
        this.closed.fire();
      }
    });
    panel.webview.onDidReceiveMessage((said: Said) => this.hear(said));
  }

  private hear(said: Said): void {
    if (said.ready === true) {
      this.tell();
      return;
    }
    if (typeof said.all === 'boolean') {
      this.all = said.all;
      return;
    }
    if (typeof said.step === 'number' && this.kept) {
      this.kept.moment = said.step;
    }
    if (typeof said.step === 'number' && this.mover) {
      this.mover(said.step);
    } else if (typeof said.file === 'string' && typeof said.line === 'number') {
      void this.goTo(said.file, said.line - 1, said.opens === true);
    } else {
      this.unmark();
    }
  }

  /** Tells the page all that it shows; one that was hidden begins anew. */
  private tell(): void {
    if (this.kept) {
      void this.panel?.webview.postMessage(this.told(this.kept));
    }
  }

  private told(kept: { picture: Picture; moment: number }): Told & { picture: Picture } {
    return { ...kept, reaches: this.mover !== undefined, all: this.all };
  }

  private unmark(): void {
    vscode.window.visibleTextEditors.forEach(editor => editor.setDecorations(this.line, []));
  }

  /** Marks a line; one in a file that is not to be seen is opened only on a click. */
  private async goTo(file: string, line: number, opens: boolean): Promise<void> {
    const uri = vscode.Uri.file(file);
    this.unmark();
    let editor = vscode.window.visibleTextEditors.find(each => each.document.uri.toString() === uri.toString());
    if (!editor && opens) {
      editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One, preserveFocus: true });
    }
    const range = new vscode.Range(line, 0, line, 0);
    editor?.setDecorations(this.line, [range]);
    editor?.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  dispose(): void {
    this.registered.dispose();
    this.panel?.dispose();
    this.line.dispose();
    this.closed.dispose();
  }
}
