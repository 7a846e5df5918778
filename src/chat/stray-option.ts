import { editDistance } from './typed-text.ts';

/** What looks like an option that was mistyped, and what it may have been meant as. */
export interface StrayOption {
  readonly typed: string;
  readonly meant: string;
}

const first = /^([\p{L}_-]{2,32}):()(\S{1,80})/u;
const last = /(?<=^|\s)([\p{L}_-]{2,32}):(\s?)(\S{1,80})$/u;

/** `mintes:5` or `minutes: 5` at either end of a text, where options stand: a text all the same, but worth a word. */
export function strayOption(text: string, names: readonly string[]): StrayOption | undefined {
  for (const match of [last.exec(text.slice(-160)), first.exec(text)]) {
    if (!match) continue;
    const [typed, word = '', space = '', value = ''] = match;
    const name = nearest(word.toLowerCase(), names, space !== '');
    if (name) return { typed, meant: `${name}:${value}` };
  }
  return undefined;
}

function nearest(word: string, names: readonly string[], apart: boolean): string | undefined {
  if (names.includes(word)) return apart ? word : undefined;
  return names.find(
    (name) =>
      (word.length >= 3 && name.startsWith(word)) ||
      // Another letter makes a short name another word ("data", "find"); one more or less makes it a slip.
      (Math.abs(word.length - name.length) === 1 && editDistance(word, name) === 1) ||
      (name.length > 5 && editDistance(word, name) <= 2),
  );
}
