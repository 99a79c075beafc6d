// The trace view in step with the debugger, both ways.
import * as vscode from 'vscode';
import { EXECUTION, type Execution } from '../protocol/execution.js';
import type { TraceView } from '../views/traceView.js';
import { TYPE } from './debugging.js';

/** Follows every session of the debugger with the view, unless somebody has closed it. */
export function following(view: TraceView): vscode.Disposable {
  let followed: Following | undefined;
  return vscode.Disposable.from(
    view.onClosed(() => followed?.close()),
    vscode.debug.registerDebugAdapterTrackerFactory(TYPE, {
      createDebugAdapterTracker: session => {
        const own = new Following(session, view);
        return {
          onDidSendMessage: (message: { type?: string; event?: string }) => {
            if (message.type === 'event' && message.event === 'stopped') {
              followed = own;
              void own.stopped();
            }
          },
          onWillStopSession: () => {
            if (followed === own) {
              followed = undefined;
              view.leave();
            }
            own.end();
          },
        };
      },
    }),
    vscode.commands.registerCommand('pagewalk.showExecution', () => followed?.open()),
  );
}

/** One session. */
class Following {
  private revision: string | undefined;
  private isClosed = !vscode.workspace.getConfiguration('pagewalk').get('debug.showInterleaving', true);
  private isOver = false;
  private isMoving = false;
  private wanted: number | undefined;

  constructor(private readonly session: vscode.DebugSession, private readonly view: TraceView) {}

  close(): void {
    this.isClosed = true;
    this.revision = undefined;
  }

  open(): void {
    this.isClosed = false;
    this.revision = undefined;
    void this.stopped();
  }

  end(): void {
    this.isOver = true;
  }

  /** Shows where the session stands. */
  async stopped(): Promise<void> {
    if (this.isClosed || this.isOver) {
      return;
    }
    if (!this.view.isOpen) {
      this.revision = undefined;
    }
    const told: Execution | undefined = await this.session.customRequest(EXECUTION, { known: this.revision ?? '' })
      .then(answer => answer as Execution, () => undefined);
    if (!told || this.isClosed || this.isOver || this.wanted !== undefined) {
      return;
    }
    const isNew = told.revision !== this.revision;
    this.revision = told.revision;
    this.view.follow(isNew && told.svg !== undefined && told.svgNarrow !== undefined
      ? { ...told, svg: told.svg, svgNarrow: told.svgNarrow, message: told.message ?? '' }
      : undefined, told.position, step => this.goTo(step));
  }

  /** Moves the debugger; of moves that come faster than it goes only the last counts. */
  private goTo(step: number): void {
    this.wanted = step;
    if (!this.isMoving) {
      void this.move();
    }
  }

  private async move(): Promise<void> {
    this.isMoving = true;
    while (this.wanted !== undefined && !this.isOver) {
      const step = this.wanted;
      await this.session.customRequest('evaluate', { expression: `at ${step}`, context: 'repl' }).then(undefined, () => undefined);
      if (this.wanted === step) {
        this.wanted = undefined;
      }
    }
    this.isMoving = false;
    await this.stopped();
  }
}
