// In which lines two texts differ. Knows nothing of VS Code, so that the tests need none.

/** The lines between the common beginning and the common end of two texts. */
export function changed(before: string, after: string): { before: string; after: string } {
  const old = before.split(/(?<=\n)/), young = after.split(/(?<=\n)/);
  const most = Math.min(old.length, young.length);
  let start = 0;
  while (start < most && old[start] === young[start]) start++;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === young[young.length - 1 - end]) end++;
  return { before: old.slice(start, old.length - end).join(''), after: young.slice(start, young.length - end).join('') };
}
