// What runs in the page of the trace view: no imports, since it is put there as text.

/** What the page is told. */
export interface Told {
  /** The whole pictures anew; else only the moment. */
  picture?: { title: string; message: string; steps: number; svg: string; graph?: string };
  moment?: number;
  /** Whether the moment is that of a debugger: then it is not asked to go there. */
  live?: boolean;
}

/** What of an element changes with the moment. */
interface Timed {
  dataset: Record<string, string | undefined>;
  classList: { toggle(name: string, on: boolean): unknown };
}

/** Hides what is not there at a moment, and marks what is there since then. */
export function showPhases(phases: Iterable<Timed>, now: number): void {
  for (const phase of phases) {
    const from = Number(phase.dataset.from);
    phase.classList.toggle('off', now < from || Number(phase.dataset.to) < now);
    phase.classList.toggle('new', 0 < now && from === now);
  }
}

/** Dims the steps that are yet to come, and frames the last one; a call belongs to the step that follows it. */
export function showRows(rows: Timed[], now: number): void {
  let behind = false;
  for (const row of [...rows].reverse()) {
    const step = Number(row.dataset.step ?? 0);
    behind = row.dataset.step === undefined ? behind : now < step;
    row.classList.toggle('future', behind);
    row.classList.toggle('now', step !== 0 && step === now);
  }
}

/** The moment to which a key leads; undefined for any other key. */
export function momentOfKey(key: string, now: number, last: number): number | undefined {
  const moves: Record<string, number> = {
    ArrowDown: now + 1, ArrowRight: now + 1, ArrowUp: now - 1, ArrowLeft: now - 1,
    PageDown: now + 10, PageUp: now - 10, Home: 0, End: last,
  };
  const to = moves[key];
  return to === undefined ? undefined : Math.max(0, Math.min(last, to));
}
