// `pagewalk/status` as language-server/PROTOCOL.md describes it.
import type { Range } from 'vscode-languageclient/node';

export const STATUS = 'pagewalk/status';

export type LineStatus = 'notChecked' | 'checking' | 'safe' | 'violated' | 'unreached';

export interface ScenarioStatus {
  name: string;
  range: Range;
  verdict: string;
  met: boolean;
  stale: boolean;
  checking: boolean;
}

export interface Status {
  uri: string;
  version: number;
  scenarios: ScenarioStatus[];
  lines: { range: Range; status: LineStatus; stale: boolean }[];
}
