// The request `pagewalk/execution` of the debugger as docs/debugger.md describes it.
export const EXECUTION = 'pagewalk/execution';

/** The path that is known; the pictures are left out if the client has those of this revision. */
export interface Execution {
  title: string;
  position: number;
  steps: number;
  revision: string;
  message?: string;
  svg?: string;
  graph?: string;
}
