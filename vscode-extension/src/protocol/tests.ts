// `pagewalk/tests` and `pagewalk/runTest` as language-server/PROTOCOL.md describes them.
import type { Location, Range } from 'vscode-languageclient/node';

export const TESTS = 'pagewalk/tests';
export const RUN_TEST = 'pagewalk/runTest';

export interface TestFile {
  uri: string;
  reads: string[];
  scenarios: TestScenario[];
  broken?: string;
}

export interface TestScenario {
  name: string;
  range: Range;
  key: string;
  tests: Test[];
  broken?: string;
}

export interface Test {
  expected: string;
  description: string;
  range: Range;
}

export interface RunParams {
  uri: string;
  scenario: string;
  variant: number;
  witness: boolean;
}

export interface TestResult {
  met: boolean;
  verdict: 'safe' | 'violated' | 'unknown' | 'invalid';
  expected: string;
  found: string;
  message: string;
  expectation: Location;
  places: { location: Location; message: string }[];
  text: string;
  states: number;
  milliseconds: number;
  witness?: string;
}
