import type { Options } from './command.ts';
import { opening, unquoted } from './quotes.ts';
import { readWords } from './typed-words.ts';

const closingQuote = /["”“»‟]/;
/** No quoted value is longer; it keeps the reading linear in hostile text. */
const quotedLimit = 3_000;

/** The values of a typed command by option, unchecked; what is no option of it is named all the same. */
export function readOptions(text: string, declared: Options): Record<string, string> {
  const free = Object.keys(declared).find((name) => {
    const option = declared[name];
    return option?.kind === 'text' && option.free;
  });
  const found: Record<string, string> = {};
  let rest = text.trim();
  for (let pair = pairAt(rest, declared); pair; pair = pairAt(rest, declared)) {
    found[pair.name] = found[pair.name] === undefined ? pair.value : `${found[pair.name]} ${pair.value}`;
    rest = rest.slice(pair.length).trimStart();
  }
  const trailing: [string, string][] = [];
  for (let pair = pairAtEnd(rest, declared); pair; pair = pairAtEnd(rest, declared)) {
    trailing.unshift([pair.name, pair.value]);
    rest = rest.slice(0, pair.at).trimEnd();
  }
  for (const [name, value] of trailing)
    found[name] = found[name] === undefined ? value : `${found[name]} ${value}`;
  if (rest === '') return found;
  if (free) found[free] = unquoted(rest);
  else readWords(rest, declared, found);
  return found;
}

interface Pair {
  readonly name: string;
  readonly value: string;
  readonly length: number;
}

export function pairAt(text: string, declared: Options): Pair | undefined {
  const match = /^([\p{L}\p{N}_-]{1,32}):/u.exec(text);
  const name = match?.[1]?.toLowerCase();
  if (!match || !name || !Object.hasOwn(declared, name)) return undefined;
  const rest = text.slice(match[0].length);
  if (opening.includes(rest[0] ?? ' ')) {
    const at = rest.slice(1, quotedLimit).search(closingQuote) + 1;
    const after = rest[at + 1];
    if (at > 0 && (after === undefined || /\s/.test(after))) {
      return { name, value: rest.slice(1, at), length: match[0].length + at + 1 };
    }
  }
  const value = /^\S+/.exec(rest)?.[0];
  return value === undefined ? undefined : { name, value, length: match[0].length + value.length };
}

/** The last pair of the text, if the text ends with one. */
function pairAtEnd(text: string, declared: Options): { name: string; value: string; at: number } | undefined {
  const quoted = quotedPairAtEnd(text, declared);
  if (quoted) return quoted;
  const names = Object.keys(declared);
  const tail = text.slice(-tailLimit);
  const offset = text.length - tail.length;
  let best: { name: string; value: string; at: number } | undefined;
  for (const match of tail.matchAll(/(?<=^|\s)([\p{L}\p{N}_-]{1,32}):/gu)) {
    if (!names.includes((match[1] as string).toLowerCase())) continue;
    const pair = pairAt(tail.slice(match.index), declared);
    if (pair && match.index + pair.length === tail.length) {
      best = { name: pair.name, value: pair.value, at: offset + match.index };
    }
  }
  return best;
}

/** No pair without quotes is longer than this; it keeps the search linear in hostile text. */
const tailLimit = 400;

/** `name:"…"` at the end, as long as a quoted value may be: found from its end, each quote looked at once. */
function quotedPairAtEnd(
  text: string,
  declared: Options,
): { name: string; value: string; at: number } | undefined {
  const last = text.length - 1;
  if (!closingQuote.test(text[last] ?? '')) return undefined;
  const least = Math.max(0, last - quotedLimit);
  let open = last - 1;
  while (open > least && !closingQuote.test(text[open] ?? '') && !opening.includes(text[open] ?? ' ')) open--;
  if (!opening.includes(text[open] ?? ' ')) return undefined;
  const name = /(?:^|\s)([\p{L}\p{N}_-]{1,32}):$/u.exec(text.slice(Math.max(0, open - 34), open))?.[1];
  if (name === undefined || !Object.hasOwn(declared, name.toLowerCase())) return undefined;
  return { name: name.toLowerCase(), value: text.slice(open + 1, last), at: open - name.length - 1 };
}
