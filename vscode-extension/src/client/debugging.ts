// Debugging: what is debugged, and the adapter that does it.
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { TRACE, type Trace } from '../protocol/trace.js';
import type { Status } from '../protocol/status.js';
import { commandLine } from './launch.js';
import type { Server } from './server.js';
import { isInside } from './trust.js';

export const TYPE = 'pagewalk';

/** What a configuration says if it means another variant than the one whose violation is known. */
const SELECTING = ['variant', 'parameters', 'kernel', 'arch', 'with', 'without'];

/** Registers the adapter, and what F5 does without a launch configuration. */
export function debugging(context: vscode.ExtensionContext, server: Server): vscode.Disposable {
  const latest = new Map<string, Status>();
  return vscode.Disposable.from(
    server.onStatus(status => latest.set(vscode.Uri.parse(status.uri).toString(), status)),
    vscode.debug.registerDebugAdapterDescriptorFactory(TYPE, {
      createDebugAdapterDescriptor: session => {
        const java = server.java;
        if (!java) {
          throw new Error('there is no Java to run the debugger: see the log of Pagewalk');
        }
        const jar = context.asAbsolutePath('server/pagewalk.jar');
        return new vscode.DebugAdapterExecutable(
          java.path, commandLine(java, jar, ['dap'], server.archive?.options()), { cwd: session.workspaceFolder?.uri.fsPath });
      },
    }),
    vscode.debug.registerDebugConfigurationProvider(TYPE, {
      resolveDebugConfiguration: async (_folder, configuration) => {
        if (!configuration.file && !configuration.witness) {
          const editor = vscode.window.activeTextEditor;
          if (editor?.document.languageId !== 'pagewalk') {
            void vscode.window.showInformationMessage('Open a scenario first: it is the one under the cursor that is debugged.');
            return undefined;
          }
          const uri = editor.document.uri.toString();
          const status = latest.get(uri);
          configuration.file = editor.document.uri.fsPath;
          configuration.scenario ??= scenarioAt(status, editor.selection.active.line);
          if (!SELECTING.some(each => configuration[each] !== undefined)) {
            configuration.witness = await witness(server, uri, status, configuration.scenario);
          }
        }
        const stray = vscode.workspace.isTrusted ? undefined
          : [configuration.file, configuration.witness].find(file => file && !isOurs(file));
        if (stray) {
          void vscode.window.showErrorMessage(`${stray} is outside the workspace, which is not trusted.`);
          return undefined;
        }
        return { ...configuration, type: TYPE, request: 'launch', name: configuration.name ?? 'Scenario' };
      },
    }),
  );
}

/**
 * The way into the violation that is known of a scenario, expected or not: somebody who debugs it wants to be there.
 * Without one it is stepped freely.
 */
async function witness(
  server: Server, uri: string, status: Status | undefined, scenario: string | undefined,
): Promise<string | undefined> {
  const known = status?.scenarios.find(each => each.name === scenario);
  if (!known || known.stale || !vscode.workspace.isTrusted) {
    return undefined;
  }
  return wayOf(await server.execute<Trace | null>(TRACE, [uri, known.name]));
}

/** The file in which the way into a violation is written down, if it is there. */
function wayOf(trace: Trace | null | undefined): string | undefined {
  return trace?.witness && existsSync(trace.witness) ? trace.witness : undefined;
}

/** The scenario whose name stands last above a line, or the first. */
export function scenarioAt(status: Status | undefined, line: number): string | undefined {
  const scenarios = status?.scenarios ?? [];
  return ([...scenarios].reverse().find(each => each.range.start.line <= line) ?? scenarios[0])?.name;
}

function isOurs(file: string): boolean {
  return vscode.workspace.workspaceFolders?.some(folder => isInside(file, folder.uri.fsPath)) ?? false;
}

/** A variant of a scenario, as something to run or to debug. */
export interface Target {
  /** The document's. */
  uri: string;
  scenario: string;
  variant: number;
}

/** Writes a document down before it is debugged: the debugger reads the file. */
export async function save(uri: string): Promise<void> {
  const file = vscode.Uri.parse(uri).toString();
  await vscode.workspace.textDocuments.find(each => each.uri.toString() === file)?.save();
}

/** Starts the debugger, on the way of a witness if there is one. */
export async function launch(target: Target, name: string, witness: string | undefined): Promise<void> {
  const file = vscode.Uri.parse(target.uri);
  await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(file), {
    type: TYPE, request: 'launch', name, file: file.fsPath, scenario: target.scenario, variant: String(target.variant),
    ...(witness ? { witness } : {}),
  });
}

/** Steps through a violation from its beginning, or through a scenario freely where there is none. */
export async function step(server: Server, uri: string, scenario: string, variant: number): Promise<void> {
  await save(uri);
  const trace = await server.execute<Trace | null>(TRACE, [uri, scenario, variant]);
  await launch({ uri, scenario, variant }, trace?.title ?? scenario, wayOf(trace));
}
