// The tree of the test explorer: folders, files, scenarios, expectations.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Target } from '../client/debugging.js';
import type { TestFile, TestScenario } from '../protocol/tests.js';
import { asRange } from './places.js';

/** Items come and go with files and their texts; one that stays is the same item, and keeps its results. */
export class TestTree {
  /** What the items without children stand for. */
  private readonly leaves = new WeakMap<vscode.TestItem, Target>();
  private readonly files = new Map<string, vscode.TestItem>();
  /** What each listed file depends on. */
  private readonly reads = new Map<string, string[]>();
  private readonly keys = new WeakMap<vscode.TestItem, string>();

  constructor(private readonly controller: vscode.TestController) {}

  /** Which expectation an item is; undefined for one that has children. */
  leaf(item: vscode.TestItem): Target | undefined {
    return this.leaves.get(item);
  }

  /** The item of a file, if there is one. */
  file(uri: vscode.Uri): vscode.TestItem | undefined {
    return this.files.get(uri.toString());
  }

  /** Files of which the server could not say what is in them. */
  failed(): vscode.TestItem[] {
    return [...this.files.values()].filter(each => each.error);
  }

  /** Listed files whose tests depend on a file, itself included. */
  dependents(uri: vscode.Uri): vscode.TestItem[] {
    return [...this.files].filter(([name]) => name === uri.toString() || this.reads.get(name)?.includes(uri.toString()))
      .map(([, item]) => item);
  }

  /** A file whose scenarios are not known yet. */
  add(uri: vscode.Uri): vscode.TestItem {
    const known = this.file(uri);
    if (known) {
      return known;
    }
    const item = this.controller.createTestItem(uri.toString(), path.basename(uri.path), uri);
    item.canResolveChildren = true;
    this.files.set(uri.toString(), item);
    this.attach(item, uri);
    return item;
  }

  private attach(item: vscode.TestItem, uri: vscode.Uri): void {
    const siblings = this.folder(uri, path.dirname(vscode.workspace.asRelativePath(uri, false)));
    if (siblings.get(item.id) !== item) {
      siblings.add(item);
    }
  }

  /** Takes an item out of the tree, and the folders that it leaves empty. */
  private detach(item: vscode.TestItem): void {
    for (let each: vscode.TestItem | undefined = item; each;) {
      const parent: vscode.TestItem | undefined = each.parent;
      (parent?.children ?? this.controller.items).delete(each.id);
      each = parent && parent.children.size === 0 ? parent : undefined;
    }
  }

  private folder(uri: vscode.Uri, relative: string): vscode.TestItemCollection {
    let children = this.controller.items;
    let id = vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() ?? 'elsewhere';
    for (const name of relative.split(/[\\/]/).filter(each => each && each !== '.')) {
      id += '/' + name;
      let item = children.get(id);
      if (!item) {
        item = this.controller.createTestItem(id, name);
        children.add(item);
      }
      children = item.children;
    }
    return children;
  }

  remove(uri: vscode.Uri): void {
    const item = this.file(uri);
    this.files.delete(uri.toString());
    this.reads.delete(uri.toString());
    if (item) {
      this.detach(item);
    }
  }

  /** Takes what the server says about a file; gives the scenarios whose results do not count any more. */
  take(item: vscode.TestItem, file: TestFile): vscode.TestItem[] {
    this.reads.set(item.id, file.reads.map(each => vscode.Uri.parse(each).toString()));
    const changed: vscode.TestItem[] = [];
    item.error = file.broken ?? undefined;
    item.canResolveChildren = false;
    // A file without scenarios is not shown, but looked into again when it changes.
    if (file.scenarios.length === 0 && !file.broken) {
      this.detach(item);
    } else if (item.uri) {
      this.attach(item, item.uri);
    }
    item.children.replace(file.scenarios.map(scenario => {
      const known = this.scenario(item, scenario);
      if (this.keys.has(known) && this.keys.get(known) !== scenario.key) {
        changed.push(known);
      }
      this.keys.set(known, scenario.key);
      return known;
    }));
    return changed;
  }

  private scenario(file: vscode.TestItem, scenario: TestScenario): vscode.TestItem {
    const item = this.item(file.children, `${file.id}#${scenario.name}`, scenario.name, file.uri);
    item.range = asRange(scenario.range);
    item.error = scenario.broken;
    item.children.replace(scenario.tests.map((test, variant) => {
      const leaf = this.item(item.children, `${item.id}#${variant}`, test.expected, file.uri);
      leaf.description = test.description;
      leaf.range = asRange(test.range);
      leaf.sortText = String(variant).padStart(4, '0');
      this.leaves.set(leaf, { uri: file.id, scenario: scenario.name, variant });
      return leaf;
    }));
    return item;
  }

  private item(among: vscode.TestItemCollection, id: string, label: string, uri?: vscode.Uri): vscode.TestItem {
    const item = among.get(id) ?? this.controller.createTestItem(id, label, uri);
    item.label = label;
    return item;
  }
}
