import type { Options } from './command.ts';
import { unquoted } from './quotes.ts';
import { addValue, type Pair, pairAt } from './typed-pairs.ts';

const anotherName = /^([a-z][a-z0-9-]{0,31}):(\S+)/i;

/**
 * Words without colons, for a command that takes no free text: `settings zone Lisbon`, `setup roundup friday 17:00`,
 * `pause resume`. An option's name is followed by its value; other words go to the first options that have none yet, or to the choice that offers them. A
 * text takes all words up to the next name, everything else takes one: in `cadence 3 a week` the last word is no name, because
 * the option of that name does not offer what comes after it. What is left over is named as an option that there is not.
 */
export function readWords(text: string, declared: Options, found: Record<string, string>): void {
  const isName = (word: string): boolean =>
    Object.hasOwn(declared, word.toLowerCase()) && found[word.toLowerCase()] === undefined;
  let rest = text.trim();
  while (rest !== '') {
    const [word, after] = firstWord(rest);
    const pair = pairAt(rest, declared) ?? unknownPairAt(rest);
    if (pair) {
      addValue(found, pair.name, pair.value);
      rest = rest.slice(pair.length).trimStart();
      continue;
    }
    const named = isName(word);
    const name = named ? word.toLowerCase() : nextOption(word, declared, found);
    if (name === undefined) {
      // The name of an option that has its value already is one word too many for that option.
      if (Object.hasOwn(declared, rest)) addValue(found, rest, rest);
      else found[rest] = '';
      return;
    }
    const value = wordsFor(
      named ? after : rest,
      declared[name]?.kind,
      (next, then) => isName(next) && offers(declared[next.toLowerCase()], then),
    );
    found[name] = declared[name]?.kind === 'flag' && value === '' ? 'yes' : unquoted(value);
    rest = (named ? after : rest).slice(value.length).trimStart();
  }
}

function unknownPairAt(text: string): Pair | undefined {
  const match = anotherName.exec(text);
  if (!match) return undefined;
  const [{ length }, name = '', value = ''] = match;
  return { name: name.toLowerCase(), value, length };
}

/**
 * The first option without a value; where that is a choice which does not offer the word, the first other choice that
 * does. A flag is set by its name alone, never by another word.
 */
function nextOption(
  word: string,
  declared: Options,
  found: Readonly<Record<string, string>>,
): string | undefined {
  const open = Object.entries(declared).filter(
    ([name, option]) => found[name] === undefined && option.kind !== 'flag',
  );
  const [first] = open;
  if (first?.[1].kind !== 'choice') return first?.[0];
  const offering = open.find(
    ([, option]) => option.kind === 'choice' && option.choices.some((it) => it.value === word.toLowerCase()),
  );
  return (offering ?? first)[0];
}

/** Whether a word can be the option's value. */
const offers = (option: Options[string] | undefined, word: string): boolean =>
  option?.kind !== 'choice' || option.choices.some((it) => it.value === word.toLowerCase());

function wordsFor(
  text: string,
  kind: Options[string]['kind'] | undefined,
  isNext: (word: string, after: string) => boolean,
): string {
  const [word] = firstWord(text);
  if (kind === 'flag') return /^(?:yes|no|true|false|on|off)$/i.test(word) ? word : '';
  if (kind !== 'text') return word;
  for (const match of text.matchAll(/\s+(\S+)/g)) {
    const next = match[1] as string;
    const [then] = firstWord(text.slice(match.index + match[0].length).trimStart());
    if (isNext(next, then) || anotherName.test(next)) return text.slice(0, match.index);
  }
  return text;
}

function firstWord(text: string): [word: string, after: string] {
  const word = /^\S+/.exec(text)?.[0] ?? '';
  return [word, text.slice(word.length).trimStart()];
}
