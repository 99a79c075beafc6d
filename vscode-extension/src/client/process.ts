// A process of the server, and the end of what it prints. Knows nothing of VS Code, so that the tests need none.
import { spawn, type ChildProcess } from 'node:child_process';

/** Characters of what it printed that are kept. */
const KEPT = 2_000;

/** After a server was asked to go, before it is made to. */
const GRACE = 3_000;

export class ServerProcess {
  readonly child: ChildProcess;
  private said = '';
  private error = '';

  constructor(private readonly path: string, args: string[], cwd: string | undefined) {
    this.child = spawn(path, args, { cwd, stdio: 'pipe' });
    this.child.stderr?.on('data', data => {
      this.said = (this.said + String(data)).slice(-KEPT);
    });
    this.child.on('error', error => {
      this.error = error.message;
    });
  }

  /** Which path was tried, and what it printed. */
  obituary(): string {
    const { exitCode, signalCode } = this.child;
    const end = this.error ? 'could not be started'
      : signalCode ? `ended by ${signalCode}`
      : exitCode === null ? 'gave no answer' : `ended with status ${exitCode}`;
    return [`${this.path} ${end}.`, this.error || this.said.trim() || 'It printed nothing.'].join('\n');
  }

  /** Makes it go, if it is still there a while after it was asked to. */
  end(): void {
    setTimeout(() => this.child.exitCode === null && this.child.kill('SIGKILL'), GRACE).unref();
  }
}
