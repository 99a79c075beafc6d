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

/** Milliseconds for a server to answer, before it is told that it does not: many times what a slow machine needs. */
const PATIENCE = 30_000;

/** Milliseconds after the first verdict, before what makes the next start faster is made. */
const REST = 10_000;

/** What the status item shows. */
export type Health =
  | { state: 'starting' }
  | { state: 'ready'; version: string; java: java.Java }
  | { state: 'failed'; what: string; why: string };

/** Takes a command of a lens away from the server; undefined leaves it there. */
export type Commands = (command: string, args: unknown[]) => Thenable<unknown> | undefined;

/** A client that leaves it to {@link Server} to tell what is wrong. */
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
  private waiting: NodeJS.Timeout | undefined;
  /** Counts what was asked for: whatever finds that there is something newer leaves the field to it. */
  private round = 0;
  readonly onHealth = this.health.event;
  readonly onStatus = this.statuses.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.OutputChannel,
    private readonly commands: Commands,
  ) {}

  /** Starts the server, or tells why it cannot. */
  start(): Promise<void> {
    this.starting = this.begin(this.round);
    return this.starting;
  }

  private async begin(round: number): Promise<void> {
    this.java = undefined;
    this.health.fire({ state: 'starting' });
    const home = setting<string>('java.home', '');
    const search = await java.find({
      setting: home,
      bundled: this.context.asAbsolutePath('runtime'),
      environment: process.env,
      folders: java.USUAL_FOLDERS,
    });
    if (round !== this.round) {
      return;
    }
    const jar = this.context.asAbsolutePath('server/pagewalk.jar');
    if (!search.found || !existsSync(jar)) {
      const tried = search.refused.map(each => `${each.path}${home && ' (from pagewalk.java.home)'}: ${each.why}`).join('\n')
        || java.NOWHERE;
      this.fail(search.found ? `${jar} is missing: install the extension again` : tried);
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
    const client: LanguageClient = new QuietClient('pagewalk', 'Pagewalk',
      () => Promise.resolve(this.spawn(client, found.path, commandLine(found, jar, command, archive?.options()))),
      {
        documentSelector: [{ language: 'pagewalk' }],
        outputChannel: this.log,
        initializationOptions: { ...settings(), status: true, debugs: true },
        initializationFailedHandler: () => false,
        middleware: { executeCommand },
        errorHandler: {
          error: () => ({ action: ErrorAction.Continue, handled: true }),
          closed: () => this.closed(client),
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
      if (change.newState === State.Running && client === this.client) {
        this.isUp = true;
        clearTimeout(this.waiting);
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

  private spawn(client: LanguageClient, path: string, args: string[]): ChildProcess {
    this.isUp = false;
    const started = new ServerProcess(path, args, root()?.fsPath);
    this.process = started;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      if (client === this.client) {
        this.tell('Pagewalk has not started yet.',
          `${path} has given no answer for ${PATIENCE / 1000} seconds.\n${started.printed}`);
      }
    }, PATIENCE);
    return started.child;
  }

  /** A server that died is started again, but not for ever, and not if it has never been up. */
  private closed(client: LanguageClient): { action: CloseAction; handled: boolean } {
    if (client !== this.client) {
      return { action: CloseAction.DoNotRestart, handled: true };
    }
    clearTimeout(this.waiting);
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
    setTimeout(() => client === this.client && this.fail(times + (this.process?.obituary() ?? '')), 100);
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  private fail(why: string): void {
    this.client = undefined;
    this.tell('Pagewalk cannot start.', why);
  }

  private tell(what: string, why: string): void {
    this.log.appendLine(`${what} ${why}`);
    this.health.fire({ state: 'failed', what, why });
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

  /** Stops the server, and starts one with the settings of now; of several wishes at a time the last counts. */
  async restart(): Promise<void> {
    this.stops.length = 0;
    const stopped = this.stop();
    const round = this.round;
    await stopped;
    if (round === this.round) {
      await this.start();
    }
  }

  async stop(): Promise<void> {
    this.round++;
    clearTimeout(this.waiting);
    const client = this.client;
    const process = this.process;
    this.client = undefined;
    if (client?.isRunning()) {
      // One that does not answer is made to go.
      await client.stop().catch(error => this.log.appendLine(String(error)));
    }
    process?.end();
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
