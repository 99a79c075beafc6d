// The answer to `pagewalk.trace` as language-server/PROTOCOL.md describes it.

/** An execution as SVG: lanes, and states as far as they are touched, or all; each for wide and for narrow columns. */
export interface Pictures {
  svg: string;
  svgNarrow: string;
  graph?: string;
  graphNarrow?: string;
  all?: string;
  allNarrow?: string;
  /** The moments between which the pictures are; all if left out. */
  first?: number;
  last?: number;
  /** Whether nobody knows yet what it will touch: then everything is shown unless somebody chooses otherwise. */
  goesOn?: boolean;
}

export interface Trace extends Pictures {
  title: string;
  oracle: string;
  message: string;
  steps: number;
  witness?: string;
}

/** The commands of lenses that the extension takes itself. */
export const STEP = 'pagewalk.step';
export const SHOW = 'pagewalk.show';
export const TRACE = 'pagewalk.trace';
