/** A text without the line breaks at which a terminal may have broken a secret. */
export interface Unwrapped {
  readonly text: string;
  /** Where a character of this text stands in the original. */
  toOriginal(index: number): number;
}

const lineBreak = /\\?\r?\n[ \t]{0,12}(?:[|>│][ \t]{0,4})?/g;
const continued = /[\w+/.~%-]{1,2000}/y;
const atTokenEnd = /[\w+/=.~%@:-]$/;
/** An address whose user part has not ended yet. */
const openAddress = /:\/\/[^\s@]{0,190}$/;

/** The length of the longest line: a terminal's width, where it has broken one. */
export const widthOf = (text: string): number =>
  text.split('\n').reduce((longest, line) => Math.max(longest, line.length), 20);

/**
 * Joins each line of at least `width` characters to the next one if that goes on with what looks like the rest of a
 * token: nothing else is ever joined.
 */
export function unwrap(text: string, width: number): Unwrapped {
  const cuts: { at: number; removed: number }[] = [];
  let joined = '';
  let from = 0;
  let lineStart = 0;
  let removed = 0;
  for (const found of text.matchAll(lineBreak)) {
    const length = found.index - lineStart;
    const next = found.index + found[0].length;
    if (
      length >= width &&
      atTokenEnd.test(text.slice(found.index - 1, found.index)) &&
      goesOn(text, found.index, next)
    ) {
      joined += text.slice(from, found.index);
      removed += found[0].length;
      cuts.push({ at: joined.length, removed });
      from = next;
    }
    lineStart = found.index + found[0].indexOf('\n') + 1;
  }
  joined += text.slice(from);
  return { text: joined, toOriginal: (index) => index + removedBefore(cuts, index) };
}

/** Whether a line begins with the rest of a token rather than with a word, a path or another assignment. */
function goesOn(text: string, before: number, at: number): boolean {
  continued.lastIndex = at;
  const run = continued.exec(text)?.[0];
  if (!run) return false;
  const after = text.slice(at + run.length, at + run.length + 3);
  if (after.startsWith('@')) return openAddress.test(text.slice(Math.max(0, before - 200), before));
  if (after.startsWith(':') || /^=(?!=?(?:[^\w=]|$))/.test(after)) return false;
  return /\d/.test(run) || /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(run) || (run.length >= 20 && !/[/.]/.test(run));
}

function removedBefore(cuts: readonly { at: number; removed: number }[], index: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle]!.at <= index) low = middle + 1;
    else high = middle;
  }
  return cuts[low - 1]?.removed ?? 0;
}
