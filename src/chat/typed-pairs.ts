import type { Options } from './command.ts';
import { opening } from './quotes.ts';

const closingQuote = /["”“»‟]/;
/** No quoted value is longer; it keeps the reading linear in hostile text. */
const quotedLimit = 3_000;

/** An option with its value at the beginning of a text. */
export interface Pair {
  readonly name: string;
  readonly value: string;
  readonly length: number;
}

export function pairAt(text: string, declared: Options): Pair | undefined {
  const match = /^([\p{L}\p{N}_-]{1,32}):/u.exec(text);
  const name = match?.[1]?.toLowerCase();
  if (!match || !name || !Object.hasOwn(declared, name)) return undefined;
  const rest = text.slice(match[0].length);
  const quoted = quotedValue(rest);
  if (quoted) return { name, value: quoted.value, length: match[0].length + quoted.length };
  const value = /^\S+/.exec(rest)?.[0];
  return value === undefined ? undefined : { name, value, length: match[0].length + value.length };
}

/** An option that is named twice has both values, one after the other. */
export function addValue(found: Record<string, string>, name: string, value: string): void {
  found[name] = found[name] === undefined ? value : `${found[name]} ${value}`;
}

/** All of a text as options; undefined when something else stands among them. */
export function pairsOf(text: string, declared: Options): readonly Pair[] | undefined {
  const pairs: Pair[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const pair = pairAt(rest, declared);
    if (!pair) return undefined;
    pairs.push(pair);
    rest = rest.slice(pair.length).trimStart();
  }
  return pairs;
}

/** `"redis cache"` without its quotes; of `"redis", "node"`, which may have spaces, the whole list as it stands. */
function quotedValue(text: string): { readonly value: string; readonly length: number } | undefined {
  const first = quotedPart(text);
  if (!first) return undefined;
  let length = first.length;
  for (;;) {
    const comma = /^,\s*/.exec(text.slice(length, length + 20))?.[0].length ?? 0;
    const next = comma > 0 ? quotedPart(text.slice(length + comma)) : undefined;
    if (!next) break;
    length += comma + next.length;
  }
  const value = length === first.length ? first.inside : text.slice(0, length);
  return /^\S/.test(text.slice(length, length + 1)) ? undefined : { value, length };
}

interface Quoted {
  readonly inside: string;
  readonly length: number;
}

function quotedPart(text: string): Quoted | undefined {
  if (!opening.includes(text[0] ?? ' ')) return undefined;
  const at = text.slice(1, quotedLimit).search(closingQuote) + 1;
  return at > 0 ? { inside: text.slice(1, at), length: at + 1 } : undefined;
}

/** A quoted text at the beginning, if a space or nothing follows it. */
export function quotedAt(text: string): Quoted | undefined {
  const quoted = quotedPart(text);
  return quoted && !/^\S/.test(text.slice(quoted.length, quoted.length + 1)) ? quoted : undefined;
}

/** An option with its value at the end of a text, from `at` on. */
export interface TrailingPair {
  readonly name: string;
  readonly value: string;
  readonly at: number;
}

/** The last pair of the text, if the text ends with one. */
export function pairAtEnd(text: string, declared: Options): TrailingPair | undefined {
  const quoted = quotedPairAtEnd(text, declared);
  if (quoted) return quoted;
  const names = Object.keys(declared);
  const tail = text.slice(-tailLimit);
  const offset = text.length - tail.length;
  let best: TrailingPair | undefined;
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
function quotedPairAtEnd(text: string, declared: Options): TrailingPair | undefined {
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
