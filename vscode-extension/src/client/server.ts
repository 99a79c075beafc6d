// The language server: found, started, watched, and said goodbye to.
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, State, type ExecuteCommandSignature } from 'vscode-languageclient/node';
import { STATUS, type Status } from '../protocol/status.js';
import { Archive } from './archive.js';
import * as java from './java.js';
import { commandLine } from './launch.js';
import { ServerProcess } from './process.js';
import { checkIn, library, type Check } from './trust.js';

const MOST_RESTARTS = 3;
const RESTART_WINDOW = 3 * 60_000;

/** Milliseconds after the first verdict, before what makes the next start faster is made. */
const REST = 10_000;

/** What the status item shows. */
export type Health =
  | { state: 'starting' }
  | { state: 'ready'; version: string; java: java.Java }
  | { state: 'failed'; why: string };

/** Takes a command of a lens away from the server; undefined leaves it there. */
export type Commands = (command: string, args: unknown[]) => Thenable<unknown> | undefined;

/** A client that leaves it to {@link Server} to tell the user what is wrong. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** One server and the client that talks to it. */
export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private starting = Promise.resolve();
  /** The Java in use. */
  java: java.Java | undefined;
  private readonly health = new vscode.EventEmitter<Health>();
  private readonly statuses = new vscode.EventEmitter<Status>();
  private readonly stops: number[] = [];
  private process: ServerProcess | undefined;
  /** What makes starts of the Java in use fast. */
  archive: Archive | undefined;
  /** Whether the newest process has answered. */
  private isUp = false;
  readonly onHealth = this.health.event;
  readonly onStatus = this.statuses.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.OutputChannel,
    private readonly commands: Commands,
  ) {}

  /** Starts the server, or says in one message why it cannot. */
  start(): Promise<void> {
    this.starting = this.begin();
    return this.starting;
  }

  private async begin(): Promise<void> {
    this.health.fire({ state: 'starting' });
    const search = await java.find({
      setting: setting<string>('java.home', ''),
      bundled: this.context.asAbsolutePath('runtime'),
      environment: process.env,
      folders: java.USUAL_FOLDERS,
    });
    const jar = this.context.asAbsolutePath('server/pagewalk.jar');
    if (!search.found || !existsSync(jar)) {
      const tried = search.refused.map(each => `${each.path}: ${each.why}`).join('\n') || 'no Java was found';
      void this.fail(search.found ? `${jar} is missing: install the extension again` : tried);
      return;
    }
    this.java = search.found;
    this.archive?.end();
    this.archive = new Archive(this.context.globalStorageUri.fsPath, search.found, jar);
    try {
      await this.run(search.found, jar);
    } catch (error) {
      // Where it has ended that is told with what it printed.
      this.log.appendLine(String(error));
    }
  }

  private async run(found: java.Java, jar: string): Promise<void> {
    const other = library(vscode.workspace.isTrusted, setting<string>('library', ''), root()?.fsPath);
    if (other.refusal) {
      this.log.appendLine(other.refusal);
    }
    const command = ['lsp', ...(other.folder ? ['--library', other.folder] : [])];
    const archive = this.archive;
    this.log.appendLine(`${found.path} (${found.version}), ${jar}${archive?.options().length ? ', with an archive' : ''}`);
    const executeCommand = (name: string, args: unknown[], next: ExecuteCommandSignature) =>
      this.commands(name, args) ?? next(name, args);
    const client = new QuietClient('pagewalk', 'Pagewalk',
      () => Promise.resolve(this.spawn(found.path, commandLine(found, jar, command, archive?.options()))),
      {
        documentSelector: [{ language: 'pagewalk' }],
        outputChannel: this.log,
        initializationOptions: { ...settings(), status: true, debugs: true },
        initializationFailedHandler: () => false,
        middleware: { executeCommand },
        errorHandler: {
          error: () => ({ action: ErrorAction.Continue, handled: true }),
          closed: () => this.closed(),
        },
      });
    this.client = client;
    client.onNotification(STATUS, (status: Status) => this.statuses.fire(status));
    const judged = this.onStatus(status => {
      if (status.scenarios.length && status.scenarios.every(each => !each.checking)) {
        judged.dispose();
        setTimeout(() => void this.prepare(archive), REST);
      }
    });
    client.onDidChangeState(change => {
      if (change.newState === State.Running) {
        this.isUp = true;
        this.health.fire({ state: 'ready', version: client.initializeResult?.serverInfo?.version ?? '', java: found });
      }
    });
    await client.start();
  }

  /** Makes the next start faster. */
  private async prepare(archive: Archive | undefined): Promise<void> {
    if (archive && archive === this.archive && vscode.workspace.isTrusted) {
      await archive.make(this.context.asAbsolutePath('media/walkthrough/first-race.pw'));
    }
  }

  private spawn(path: string, args: string[]): ChildProcess {
    this.isUp = false;
    this.process = new ServerProcess(path, args, root()?.fsPath);
    return this.process.child;
  }

  /** A server that died is started again, but not for ever, and not if it has never been up. */
  private closed(): { action: CloseAction; handled: boolean } {
    const now = Date.now();
    this.stops.push(now);
    const recent = this.stops.filter(each => now - each < RESTART_WINDOW);
    if (this.isUp && recent.length <= MOST_RESTARTS) {
      this.log.appendLine(`the server has stopped; it is started again, ${recent.length} of ${MOST_RESTARTS} times`);
      this.health.fire({ state: 'starting' });
      return { action: CloseAction.Restart, handled: true };
    }
    if (!this.isUp && this.archive?.options().length) {
      this.log.appendLine('the server did not come up with its archive; it is started again without');
      this.archive.discard();
      setTimeout(() => void this.restart(), 0);
      return { action: CloseAction.DoNotRestart, handled: true };
    }
    const times = this.isUp ? `The server has stopped ${recent.length} times in ${RESTART_WINDOW / 60_000} minutes. ` : '';
    // What it printed may come after the end of what it said.
    setTimeout(() => void this.fail(times + (this.process?.obituary() ?? '')), 100);
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  private async fail(why: string): Promise<void> {
    this.client = undefined;
    this.health.fire({ state: 'failed', why });
    this.log.appendLine(why);
    const choose = 'Choose Java', open = 'Open log', install = 'How to install';
    const answer = await vscode.window.showErrorMessage(`Pagewalk cannot start. ${why}`, choose, open, install);
    if (answer === choose) {
      await vscode.commands.executeCommand('pagewalk.chooseJava');
    } else if (answer === open) {
      this.log.show();
    } else if (answer === install) {
      await vscode.commands.executeCommand('markdown.showPreview',
        vscode.Uri.file(this.context.asAbsolutePath('README.md')));
    }
  }

  /** Settings or trust have changed. */
  async configure(): Promise<void> {
    await this.client?.sendNotification('workspace/didChangeConfiguration', { settings: { pagewalk: settings() } });
  }

  /** The folder is trusted from now on: what was refused may be read, and what is there is checked. */
  async trusted(): Promise<void> {
    await (setting<string>('library', '') ? this.restart() : this.configure());
  }

  /** Has the server run a command. */
  async execute<T>(command: string, args: unknown[]): Promise<T | undefined> {
    return this.client?.sendRequest<T>('workspace/executeCommand', { command, arguments: args });
  }

  /** Asks the server for something that only Pagewalk knows, once it is up. */
  async request<T>(method: string, params: object, token?: vscode.CancellationToken): Promise<T> {
    await this.starting;
    if (!this.client) {
      throw new Error('there is no server: see the log of Pagewalk');
    }
    return token ? this.client.sendRequest<T>(method, params, token) : this.client.sendRequest<T>(method, params);
  }

  async restart(): Promise<void> {
    await this.stop();
    this.stops.length = 0;
    await this.start();
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.isRunning()) {
      await client.stop();
    }
    this.process?.end();
    this.archive?.end();
  }

  dispose(): void {
    this.health.dispose();
    this.statuses.dispose();
  }
}

function setting<T>(name: string, usual: T): T {
  return vscode.workspace.getConfiguration('pagewalk').get<T>(name, usual);
}

function settings(): { check: Check; checkSeconds: number } {
  return {
    check: checkIn(vscode.workspace.isTrusted, setting<Check>('check', 'onType')),
    checkSeconds: setting<number>('checkSeconds', 60),
  };
}

function root(): vscode.Uri | undefined {
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}
