// The answer to `pagewalk.trace` as language-server/PROTOCOL.md describes it.
export interface Trace {
  title: string;
  oracle: string;
  message: string;
  steps: number;
  svg: string;
  graph?: string;
  witness?: string;
}

/** The commands of lenses that the extension takes itself. */
export const STEP = 'pagewalk.step';
export const SHOW = 'pagewalk.show';
export const TRACE = 'pagewalk.trace';
