// The request `pagewalk/execution` of the debugger as docs/debugger.md describes it.
import type { Pictures } from './trace.js';

export const EXECUTION = 'pagewalk/execution';

/** The path that is known; the pictures are left out if the client has those of this revision. */
export interface Execution extends Partial<Pictures> {
  title: string;
  position: number;
  steps: number;
  revision: string;
  message?: string;
}
