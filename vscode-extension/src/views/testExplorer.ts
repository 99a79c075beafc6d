// The test explorer: lists scenarios and their expectations, runs and debugs them.
import * as vscode from 'vscode';
import type { Server } from '../client/server.js';
import { TESTS, type TestFile } from '../protocol/tests.js';
import { TestRuns } from './testRuns.js';
import { TestTree } from './testTree.js';

/** After an edit, before the tests of its file are asked for again. */
const PAUSE = 300;

const FILES = '**/*.pw';
const NOT_IN = '**/{node_modules,target}/**';

export class TestExplorer implements vscode.Disposable {
  private readonly controller = vscode.tests.createTestController('pagewalk', 'Pagewalk');
  private readonly tree = new TestTree(this.controller);
  private readonly runs: TestRuns;
  private readonly listening: vscode.Disposable[];
  private readonly waiting = new Map<string, NodeJS.Timeout>();

  constructor(private readonly server: Server) {
    this.runs = new TestRuns(this.controller, this.tree, server, item => this.list(item));
    this.controller.resolveHandler = item => (item ? this.list(item) : this.discover());
    this.controller.refreshHandler = () => this.discover();
    const watcher = vscode.workspace.createFileSystemWatcher(FILES);
    this.listening = [
      watcher,
      server.onHealth(health => {
        if (health.state === 'ready') {
          this.tree.failed().forEach(each => void this.list(each));
        }
      }),
      watcher.onDidCreate(uri => void this.tree.add(uri)),
      watcher.onDidDelete(uri => this.tree.remove(uri)),
      watcher.onDidChange(uri => this.later(uri)),
      vscode.workspace.onDidChangeTextDocument(change => this.later(change.document.uri)),
      vscode.workspace.onDidOpenTextDocument(document => this.opened(document)),
    ];
    vscode.workspace.textDocuments.forEach(document => this.opened(document));
  }

  /** All files; what is in them is asked for when it is wanted. */
  private async discover(): Promise<void> {
    (await vscode.workspace.findFiles(FILES, NOT_IN)).forEach(uri => this.tree.add(uri));
  }

  private opened(document: vscode.TextDocument): void {
    if (document.languageId === 'pagewalk' && document.uri.scheme === 'file') {
      void this.list(this.tree.add(document.uri));
    }
  }

  /** Asks for the tests of a file; results of scenarios that have changed do not count any more. */
  private async list(item: vscode.TestItem): Promise<void> {
    if (!item.uri || item.parent?.uri) {
      return;
    }
    try {
      const changed = this.tree.take(item, await this.server.request<TestFile>(TESTS, { uri: item.uri.toString() }));
      if (changed.length) {
        this.controller.invalidateTestResults(changed);
        this.runs.changed(changed);
      }
    } catch (error) {
      item.error = error instanceof Error ? error.message : String(error);
    }
  }

  /** A text has changed: so have, in a moment, the tests of all files that depend on it. */
  private later(uri: vscode.Uri): void {
    const known = this.tree.dependents(uri);
    if (known.length) {
      clearTimeout(this.waiting.get(uri.toString()));
      this.waiting.set(uri.toString(), setTimeout(() => {
        this.waiting.delete(uri.toString());
        known.filter(each => !each.canResolveChildren).forEach(each => void this.list(each));
      }, PAUSE));
    }
  }

  dispose(): void {
    this.waiting.forEach(each => clearTimeout(each));
    vscode.Disposable.from(...this.listening, this.controller).dispose();
  }
}
