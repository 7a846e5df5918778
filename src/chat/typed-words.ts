import type { Options } from './command.ts';
import { unquoted } from './quotes.ts';

const anotherName = /^([a-z][a-z0-9-]{0,31}):(\S+)/i;

/**
 * Words without colons, for a command that takes no free text: `settings zone Lisbon`, `setup roundup friday 17:00`,
 * `pause resume`. An option's name is followed by its value; other words go to the first options that have none yet. A
 * text takes all words up to the next name, everything else takes one. A word too many is named as an option that there is not.
 */
export function readWords(text: string, declared: Options, found: Record<string, string>): void {
  const isName = (word: string): boolean =>
    Object.hasOwn(declared, word.toLowerCase()) && found[word.toLowerCase()] === undefined;
  let rest = text.trim();
  while (rest !== '') {
    const [word, after] = firstWord(rest);
    const pair = anotherName.exec(rest);
    if (pair) {
      found[(pair[1] as string).toLowerCase()] = pair[2] as string;
      rest = rest.slice(pair[0].length).trimStart();
      continue;
    }
    const named = isName(word);
    const name = named ? word.toLowerCase() : nextOption(declared, found);
    if (name === undefined) {
      if (Object.keys(declared).length > 0) found[word.slice(0, 40)] = '';
      return;
    }
    const value = wordsFor(named ? after : rest, declared[name]?.kind, isName);
    found[name] = declared[name]?.kind === 'flag' && value === '' ? 'yes' : unquoted(value);
    rest = (named ? after : rest).slice(value.length).trimStart();
  }
}

/** A flag is set by its name alone, never by another word. */
const nextOption = (declared: Options, found: Readonly<Record<string, string>>): string | undefined =>
  Object.keys(declared).find((it) => found[it] === undefined && declared[it]?.kind !== 'flag');

function wordsFor(
  text: string,
  kind: Options[string]['kind'] | undefined,
  isName: (word: string) => boolean,
): string {
  const [word] = firstWord(text);
  if (kind === 'flag') return /^(?:yes|no|true|false|on|off)$/i.test(word) ? word : '';
  if (kind !== 'text') return word;
  for (const match of text.matchAll(/\s+(\S+)/g)) {
    const next = match[1] as string;
    if (isName(next) || anotherName.test(next)) return text.slice(0, match.index);
  }
  return text;
}

function firstWord(text: string): [word: string, after: string] {
  const word = /^\S+/.exec(text)?.[0] ?? '';
  return [word, text.slice(word.length).trimStart()];
}
