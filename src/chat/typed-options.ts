import type { Options } from './command.ts';
import { unquoted } from './quotes.ts';
import { addValue, pairAt, pairAtEnd, pairsOf, quotedAt, type TrailingPair } from './typed-pairs.ts';
import { readWords } from './typed-words.ts';

/**
 * The values of a typed command by option, unchecked. Every word that was typed is in one of them: what is no option is
 * named as one all the same, so that the answer can say it. A picture cannot be typed: its option is a word like any other.
 */
export function readOptions(text: string, all: Options): Record<string, string> {
  const declared = Object.fromEntries(Object.entries(all).filter(([, it]) => it.kind !== 'picture'));
  const free = Object.keys(declared).find((name) => {
    const option = declared[name];
    return option?.kind === 'text' && option.free;
  });
  const found: Record<string, string> = Object.create(null);
  const { [free ?? '']: _free, ...besideFree } = declared;
  let rest = text.trim();
  for (let pair = pairAt(rest, besideFree); pair; pair = pairAt(rest, besideFree)) {
    addValue(found, pair.name, pair.value);
    rest = rest.slice(pair.length).trimStart();
  }
  if (free !== undefined) readFreeText(rest, free, besideFree, found);
  else {
    rest = takeTrailing(rest, 0, besideFree, found);
    readWords(rest, declared, found);
  }
  return found;
}

/**
 * The text up to the options at its end. It may begin with its own name (`text:hello world`); further on that name is a
 * word like any other, as are options in the middle.
 */
function readFreeText(typed: string, free: string, others: Options, found: Record<string, string>): void {
  const name = /^([\p{L}\p{N}_-]{1,32}):(?=\S)/u.exec(typed);
  const named = name?.[1]?.toLowerCase() === free ? (name?.[0].length ?? 0) : 0;
  const text = typed.slice(named);
  if (text === '') return;
  const quoted = quotedAt(text);
  const pairs = quoted && pairsOf(text.slice(quoted.length), others);
  if (quoted && pairs) {
    found[free] = quoted.inside;
    for (const pair of pairs) addValue(found, pair.name, pair.value);
    return;
  }
  // Behind its name stands at least one word of it, even if that looks like an option.
  const least = named > 0 ? (/^\S+/.exec(text)?.[0].length ?? 0) : 0;
  const rest = takeTrailing(text, least, others, found);
  if (rest !== '') found[free] = unquoted(rest);
}

/** Takes the options from the end of a text, down to `least`, and returns what stands before them. */
function takeTrailing(text: string, least: number, declared: Options, found: Record<string, string>): string {
  let rest = text;
  const trailing: TrailingPair[] = [];
  for (let pair = pairAtEnd(rest, declared); pair && pair.at >= least; pair = pairAtEnd(rest, declared)) {
    trailing.unshift(pair);
    rest = rest.slice(0, pair.at).trimEnd();
  }
  for (const { name, value } of trailing) addValue(found, name, value);
  return rest;
}
