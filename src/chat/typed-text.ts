import type { Command, Leaf, Options } from './command.ts';

/** A command typed as text, cut into its parts; the values are unchecked. */
export interface TypedCommand {
  readonly command: Command;
  readonly subcommand?: string;
  readonly leaf: Leaf;
  readonly options: Readonly<Record<string, string>>;
}

export type TypedProblem =
  | { readonly code: 'unknown-command'; readonly typed: string; readonly nearest?: string }
  | { readonly code: 'unknown-subcommand'; readonly command: Command; readonly typed: string };

const opening = '"“„«‟';
const closing = '"”“»‟';
const closingQuote = /["”“»‟]/;
/** No quoted value is longer; it keeps the reading linear in hostile text. */
const quotedLimit = 3_000;

/**
 * `log built the shortener minutes:50 tag:"redis cache"`: the name, perhaps a subcommand, then text and `name:value`
 * pairs. Pairs count before and after the text, not inside it; what stands between is taken to the letter. Quotes may be
 * straight or curly, as phones type them. A command with subcommands and none named gets its first one.
 */
export function readTyped(text: string, commands: readonly Command[]): TypedCommand | TypedProblem {
  const [, name = '', rest = ''] = /^\s*(\S*)\s?([\s\S]*)$/.exec(text) ?? [];
  const command = commands.find((it) => it.name === name.toLowerCase());
  if (!command) {
    const nearest = nearestName(
      name.toLowerCase(),
      commands.map((it) => it.name),
    );
    return { code: 'unknown-command', typed: name, ...(nearest && { nearest }) };
  }
  if ('leaf' in command)
    return { command, leaf: command.leaf, options: readOptions(rest, command.leaf.options ?? {}) };
  const [, word = '', after = ''] = /^\s*(\S*)\s?([\s\S]*)$/.exec(rest) ?? [];
  const named = command.subcommands[word.toLowerCase()];
  if (named) {
    return {
      command,
      subcommand: word.toLowerCase(),
      leaf: named,
      options: readOptions(after, named.options ?? {}),
    };
  }
  const [first] = Object.entries(command.subcommands) as [[string, Leaf]];
  if (word !== '' && !pairAt(rest.trimStart(), first[1].options ?? {})) {
    return { code: 'unknown-subcommand', command, typed: word };
  }
  return {
    command,
    subcommand: first[0],
    leaf: first[1],
    options: readOptions(rest, first[1].options ?? {}),
  };
}

function readOptions(text: string, declared: Options): Record<string, string> {
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
  if (rest !== '') {
    const name = free ?? firstMissing(declared, found);
    if (name) found[name] = unquoted(rest);
  }
  return found;
}

/** Without free text, a bare word goes to the first option that has no value yet: `/settings zone Lisbon`. */
const firstMissing = (declared: Options, found: Readonly<Record<string, string>>): string | undefined =>
  Object.keys(declared).find((name) => found[name] === undefined);

interface Pair {
  readonly name: string;
  readonly value: string;
  readonly length: number;
}

function pairAt(text: string, declared: Options): Pair | undefined {
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

/** No pair is longer than this; it keeps the search linear in hostile text. */
const tailLimit = 400;

function unquoted(text: string): string {
  const last = text.at(-1) ?? '';
  const wrapped = text.length > 1 && opening.includes(text[0] as string) && closing.includes(last);
  const inside = text.slice(1, -1);
  return wrapped && ![...inside].some((letter) => closing.includes(letter) || opening.includes(letter))
    ? inside
    : text;
}

/** The name nearest to what was typed: at most two letters away, or one that begins like it. */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  if (typed.length === 0 || typed.length > 32) return undefined;
  const ranked = names
    .map((name) => ({ name, distance: editDistance(typed, name) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  if (best && best.distance <= 2 && best.distance < best.name.length) return best.name;
  return typed.length > 1 ? names.find((name) => name.startsWith(typed)) : undefined;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, swap));
    }
    row = next;
  }
  return row[b.length] as number;
}
