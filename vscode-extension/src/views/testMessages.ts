// What a failed test says: at its expectation, and on the line of each who takes part.
import * as vscode from 'vscode';
import type { TestResult } from '../protocol/tests.js';
import { asLocation } from './places.js';

/** VS Code has frames of test messages since 1.94, and our types are of an older one. */
type FrameType = new (label: string, uri: vscode.Uri, position: vscode.Position) => object;

/** The messages of an expectation that is not met. */
export function messages(result: TestResult): vscode.TestMessage[] {
  const first = result.verdict === 'violated' || result.verdict === 'safe'
    ? vscode.TestMessage.diff(result.message, result.expected, result.found) : new vscode.TestMessage(result.message);
  first.location = asLocation(result.expectation);
  const Frame = (vscode as unknown as { TestMessageStackFrame?: FrameType }).TestMessageStackFrame;
  if (Frame) {
    Object.assign(first, {
      stackTrace: result.places.map(place => {
        const at = asLocation(place.location);
        return new Frame(place.message, at.uri, at.range.start);
      }),
    });
  }
  return [first, ...result.places.map(place => {
    const message = new vscode.TestMessage(`${result.found}: ${place.message}`);
    message.location = asLocation(place.location);
    return message;
  })];
}
