// Running tests: a few at a time, until they are through or somebody has had enough.
import * as vscode from 'vscode';
import type { Server } from '../client/server.js';
import { launch, save } from '../client/debugging.js';
import { RUN_TEST, type TestResult } from '../protocol/tests.js';
import { askForTrust } from './askForTrust.js';
import { messages } from './testMessages.js';
import type { TestTree } from './testTree.js';

/** As many as the server searches at a time. */
const AT_ONCE = 2;

export class TestRuns {
  /** Requests that are repeated for whatever changes. */
  private readonly continuous = new Set<vscode.TestRunRequest>();

  /** @param list makes the children of a file known */
  constructor(
    private readonly controller: vscode.TestController,
    private readonly tree: TestTree,
    private readonly server: Server,
    private readonly list: (file: vscode.TestItem) => Promise<void>,
  ) {
    controller.createRunProfile('Run', vscode.TestRunProfileKind.Run,
      (request, token) => this.start(request, token), true, undefined, true);
    controller.createRunProfile('Debug', vscode.TestRunProfileKind.Debug, request => this.debug(request), true);
  }

  /** Scenarios have changed: those that are run continuously are run again. */
  changed(items: vscode.TestItem[]): void {
    for (const request of this.continuous) {
      const wanted = items.filter(each => isWanted(each, request));
      if (wanted.length) {
        void this.run(new vscode.TestRunRequest(wanted, request.exclude, request.profile));
      }
    }
  }

  private async start(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    if (request.continuous) {
      this.continuous.add(request);
      token.onCancellationRequested(() => this.continuous.delete(request));
    } else {
      await this.run(request);
    }
  }

  private async run(request: vscode.TestRunRequest): Promise<void> {
    if (!await askForTrust()) {
      return;
    }
    const run = this.controller.createTestRun(request);
    try {
      const leaves = await this.leaves(request, run);
      leaves.forEach(each => run.enqueued(each));
      const next = leaves.values();
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        for (const leaf of next) {
          await this.one(run, leaf, false);
        }
      }));
    } finally {
      run.end();
    }
  }

  /** Debugs the first violation among the tests, or the first test if there is none. */
  private async debug(request: vscode.TestRunRequest): Promise<void> {
    if (!await askForTrust()) {
      return;
    }
    const run = this.controller.createTestRun(request);
    try {
      const leaves = await this.leaves(request, run);
      let witness: string | undefined;
      let item = leaves[0];
      for (const leaf of leaves) {
        witness = (await this.one(run, leaf, true))?.witness;
        if (witness || run.token.isCancellationRequested) {
          item = leaf;
          break;
        }
      }
      const leaf = item && this.tree.leaf(item);
      if (leaf && !run.token.isCancellationRequested) {
        await save(leaf.uri);
        await launch(leaf, `${leaf.scenario}: ${item.label}`, witness);
      }
    } finally {
      run.end();
    }
  }

  /** The expectations that are asked for; a scenario with mistakes is told at once. */
  private async leaves(request: vscode.TestRunRequest, run: vscode.TestRun): Promise<vscode.TestItem[]> {
    const found: vscode.TestItem[] = [];
    const visit = async (item: vscode.TestItem): Promise<void> => {
      if (request.exclude?.includes(item) || run.token.isCancellationRequested) {
        return;
      }
      if (item.canResolveChildren) {
        await this.list(item);
      }
      if (this.tree.leaf(item)) {
        found.push(item);
      } else if (item.error) {
        run.errored(item, new vscode.TestMessage(item.error));
      }
      for (const [, child] of item.children) {
        await visit(child);
      }
    };
    const wanted = request.include ?? [...this.controller.items].map(([, item]) => item);
    for (const item of wanted) {
      await visit(item);
    }
    return found;
  }

  private async one(run: vscode.TestRun, item: vscode.TestItem, witness: boolean): Promise<TestResult | undefined> {
    const leaf = this.tree.leaf(item);
    if (!leaf || run.token.isCancellationRequested) {
      run.skipped(item);
      return undefined;
    }
    run.started(item);
    try {
      const result = await this.server.request<TestResult>(RUN_TEST, { ...leaf, witness }, run.token);
      report(run, item, result);
      return result;
    } catch (error) {
      if (run.token.isCancellationRequested) {
        run.skipped(item);
      } else {
        run.errored(item, new vscode.TestMessage(error instanceof Error ? error.message : String(error)));
      }
      return undefined;
    }
  }
}

function report(run: vscode.TestRun, item: vscode.TestItem, result: TestResult): void {
  run.appendOutput(result.text.replace(/\r?\n/g, '\r\n'), undefined, item);
  if (result.met) {
    run.passed(item, result.milliseconds);
  } else if (result.verdict === 'violated' || result.verdict === 'safe') {
    run.failed(item, messages(result), result.milliseconds);
  } else {
    run.errored(item, messages(result), result.milliseconds);
  }
}

function isWanted(item: vscode.TestItem, request: vscode.TestRunRequest): boolean {
  const isIn = (items: readonly vscode.TestItem[]): boolean => {
    for (let each: vscode.TestItem | undefined = item; each; each = each.parent) {
      if (items.includes(each)) {
        return true;
      }
    }
    return false;
  };
  return (!request.include || isIn(request.include)) && !isIn(request.exclude ?? []);
}
