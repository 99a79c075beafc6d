// Places as the server tells them, for VS Code.
import type { Location, Range } from 'vscode-languageclient/node';
import * as vscode from 'vscode';

export function asRange(range: Range): vscode.Range {
  return new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
}

export function asLocation(location: Location): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(location.uri), asRange(location.range));
}
