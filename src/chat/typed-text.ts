import { type Command, type Leaf, leafOf } from './command.ts';
import { readOptions } from './typed-options.ts';
import { pairAt } from './typed-pairs.ts';

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

/**
 * `log built the shortener minutes:50 tag:"redis cache"`: the name, perhaps a subcommand, then text and `name:value`
 * pairs. Pairs count before and after the text, not inside it; what stands between is taken to the letter, and so is all
 * that follows the text's own name (`text:built it`). Quotes may be straight or curly, as phones type them. A command with
 * subcommands and none named gets its first one.
 */
export function readTyped(text: string, commands: readonly Command[]): TypedCommand | TypedProblem {
  const [, name = '', rest = ''] = /^\s*(\S*)\s?([\s\S]*)$/.exec(text) ?? [];
  // `/shipmate /log x` is meant as `/shipmate log x`.
  const wanted = name.toLowerCase().replace(/^\//, '');
  const command = commands.find((it) => it.name === wanted);
  if (!command) {
    const nearest = nearestName(
      wanted,
      commands.map((it) => it.name),
    );
    return { code: 'unknown-command', typed: name, ...(nearest && { nearest }) };
  }
  if ('leaf' in command)
    return { command, leaf: command.leaf, options: readOptions(rest, command.leaf.options ?? {}) };
  const [, word = '', after = ''] = /^\s*(\S*)\s?([\s\S]*)$/.exec(rest) ?? [];
  const named = leafOf(command, word.toLowerCase());
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

/** Letters to insert, delete or exchange. */
export function editDistance(a: string, b: string): number {
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
