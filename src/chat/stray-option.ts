import { editDistance } from './typed-text.ts';

/** What looks like an option in a text, and what it may have been meant as; the same when it is only in the wrong place. */
export interface StrayOption {
  readonly typed: string;
  readonly meant: string;
}

const first = /^([\p{L}_-]{2,32}):()(\S{1,80})/u;
const exact = /(?<=^|\s)([\p{L}_-]{2,32}):\S{1,80}/gu;
const last = /(?<=^|\s)([\p{L}_-]{2,32}):(\s?)(\S{1,80})$/u;

/**
 * `mintes:5` or `minutes: 5` at either end of a text, where options stand, or `minutes:5` anywhere in it: a text all the
 * same, but worth a word.
 */
export function strayOption(text: string, names: readonly string[]): StrayOption | undefined {
  for (const match of [last.exec(text.slice(-160)), first.exec(text)]) {
    if (!match) continue;
    const [typed, word = '', space = '', value = ''] = match;
    const name = nearest(word.toLowerCase(), names, space !== '');
    if (name) return { typed, meant: `${name}:${value}` };
  }
  const [typed] = [...text.matchAll(exact)].find((it) => names.includes(lower(it[1]))) ?? [];
  return typed === undefined ? undefined : { typed, meant: typed };
}

const lower = (word = ''): string => word.toLowerCase();

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
