// A process of the server, and the end of what it prints. Knows nothing of VS Code, so that the tests need none.
import { spawn, type ChildProcess } from 'node:child_process';

/** Characters of what it printed that are kept. */
const KEPT = 2_000;

/** After a server was asked to go, before it is made to. */
const GRACE = 3_000;

/** How a message of the protocol begins; anything else on stdout is not from a server. */
const MESSAGE = 'Content-Length:';

export class ServerProcess {
  readonly child: ChildProcess;
  private said = '';
  private error = '';
  private isSpeaking = false;

  constructor(readonly path: string, args: string[], cwd: string | undefined) {
    this.child = spawn(path, args, { cwd, stdio: 'pipe' });
    this.child.stderr?.on('data', data => this.hear(String(data)));
    this.child.stdout?.on('data', data => {
      // A virtual machine that cannot begin says so here.
      this.isSpeaking ||= String(data).startsWith(MESSAGE);
      if (!this.isSpeaking) {
        this.hear(String(data));
      }
    });
    this.child.on('error', error => {
      this.error = error.message;
    });
  }

  private hear(text: string): void {
    this.said = (this.said + text).slice(-KEPT);
  }

  /** What it has printed, as far as it was not for the client. */
  get printed(): string {
    return this.error || this.said.trim() || 'It printed nothing.';
  }

  /** Which path was tried, and what it printed. */
  obituary(): string {
    const { exitCode, signalCode } = this.child;
    const end = this.error ? 'could not be started'
      : signalCode ? `ended by ${signalCode}`
      : exitCode === null ? 'gave no answer' : `ended with status ${exitCode}`;
    return `${this.path} ${end}.\n${this.printed}`;
  }

  /** Makes it go: one that has answered may take a while after it was asked to. */
  end(): void {
    if (this.isSpeaking) {
      setTimeout(() => this.kill(), GRACE).unref();
    } else {
      this.kill();
    }
  }

  private kill(): void {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGKILL');
    }
  }
}
