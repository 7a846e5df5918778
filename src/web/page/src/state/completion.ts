import type { CatalogueOption, Choice, Command } from './types.ts';

/** What the composer offers for what stands before the caret. */
export interface Completion {
  /** What is being completed: only for `value` the bot may have to be asked (`ask`). */
  readonly kind: 'command' | 'subcommand' | 'option' | 'value';
  readonly items: readonly CompletionItem[];
  /** The piece of the text that an item takes the place of. */
  readonly from: number;
  readonly to: number;
  readonly typed: string;
  /** True: Enter takes the first item without any arrow key; else Enter sends. */
  readonly eager: boolean;
  readonly ask?: { readonly command: string; readonly subcommand?: string; readonly option: string };
}

export interface CompletionItem {
  readonly label: string;
  readonly hint: string;
  /** What stands in the text once it is taken. */
  readonly insert: string;
}

/** The command under the caret, for the line of hints. */
export interface Typing {
  readonly title: string;
  readonly summary: string;
  readonly options: readonly CatalogueOption[];
  readonly used: ReadonlySet<string>;
  readonly current?: string;
}

interface Parsed {
  readonly command: Command;
  readonly subcommand?: string;
  readonly summary: string;
  readonly options: readonly CatalogueOption[];
  /** Where the options begin. */
  readonly at: number;
}

export function completionAt(
  text: string,
  caret: number,
  commands: readonly Command[],
): Completion | undefined {
  if (!text.startsWith('/')) return undefined;
  const before = text.slice(0, caret);
  const name = /^\/(\S*)$/.exec(before)?.[1];
  if (name !== undefined) return commandNames(name, caret, commands);
  const parsed = parse(text, commands);
  if (!parsed) return undefined;
  if (parsed.command.subcommands) {
    const word = /^\/\S+\s+(\S*)$/.exec(before)?.[1];
    if (word !== undefined) {
      const found = subcommandNames(parsed.command, word, caret);
      if (found) return found;
    }
  }
  return caret >= parsed.at ? optionOrValue(before, caret, parsed) : undefined;
}

function commandNames(typed: string, caret: number, commands: readonly Command[]): Completion | undefined {
  const wanted = typed.toLowerCase();
  const ranked = commands
    .filter((it) => it.name.includes(wanted))
    .sort((a, b) => Number(b.name.startsWith(wanted)) - Number(a.name.startsWith(wanted)));
  if (ranked.length === 0) return undefined;
  const items = ranked.map((it) => ({ label: `/${it.name}`, hint: it.summary, insert: `/${it.name} ` }));
  return { kind: 'command', items, from: 0, to: caret, typed, eager: ranked[0]?.name !== wanted };
}

function subcommandNames(command: Command, typed: string, caret: number): Completion | undefined {
  const wanted = typed.toLowerCase();
  const found = (command.subcommands ?? []).filter((it) => it.name.startsWith(wanted));
  if (found.length === 0) return undefined;
  const items = found.map((it) => ({ label: it.name, hint: it.summary, insert: `${it.name} ` }));
  const eager = typed !== '' && found[0]?.name !== wanted;
  return { kind: 'subcommand', items, from: caret - typed.length, to: caret, typed, eager };
}

function optionOrValue(before: string, caret: number, parsed: Parsed): Completion | undefined {
  const { command, subcommand, options } = parsed;
  const rest = before.slice(parsed.at);
  const pair = /(?:^|\s)([a-z][a-z0-9-]*):("?)([^"\s]*)$/i.exec(rest);
  const option = pair && options.find((it) => it.name === pair[1]?.toLowerCase());
  const where = { command: command.name, ...(subcommand && { subcommand }) };
  if (pair && option) {
    const typed = pair[3] ?? '';
    const from = caret - typed.length - (pair[2] ?? '').length;
    return values(option, typed, from, caret, '', where);
  }
  const word = /(?:^|\s)(\S*)$/.exec(rest)?.[1] ?? '';
  const names = optionNames(options, usedOptions(rest, options), word, caret);
  if (names) return names;
  const bare = options.find((it) => it.free) ?? options[0];
  const onlyWord = rest.trim() === word && !rest.includes(':');
  if (bare && onlyWord && (bare.suggests || bare.kind === 'choice')) {
    return values(bare, word, caret - word.length, caret, `${bare.name}:`, where);
  }
  return undefined;
}

function values(
  option: CatalogueOption,
  typed: string,
  from: number,
  to: number,
  prefix: string,
  where: { command: string; subcommand?: string },
): Completion | undefined {
  if (option.suggests) {
    const ask = { ...where, option: option.name };
    return { kind: 'value', items: [], from, to, typed, eager: typed !== '', ask };
  }
  const choices = choicesOf(option).filter((it) =>
    `${it.value} ${it.label}`.toLowerCase().includes(typed.toLowerCase()),
  );
  if (choices.length === 0 || choices.some((it) => it.value === typed)) return undefined;
  return { kind: 'value', items: valueItems(choices, prefix), from, to, typed, eager: true };
}

function choicesOf(option: CatalogueOption): readonly Choice[] {
  if (option.kind === 'flag')
    return [
      { value: 'yes', label: 'yes' },
      { value: 'no', label: 'no' },
    ];
  return option.choices ?? [];
}

/** What the bot suggested, as items; `prefix` names the option where the text does not yet. */
export function valueItems(choices: readonly Choice[], prefix: string): CompletionItem[] {
  return choices.map(({ value, label, hint }) => ({
    label,
    hint: hint ?? (value === label ? '' : value),
    insert: `${prefix}${/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value} `,
  }));
}

function optionNames(
  options: readonly CatalogueOption[],
  used: ReadonlySet<string>,
  word: string,
  caret: number,
): Completion | undefined {
  if (word === '') return undefined;
  const found = options.filter(
    (it) => !it.free && !used.has(it.name) && it.name.startsWith(word.toLowerCase()),
  );
  if (found.length === 0) return undefined;
  const items = found.map((it) => ({ label: `${it.name}:`, hint: optionHint(it), insert: `${it.name}:` }));
  return { kind: 'option', items, from: caret - word.length, to: caret, typed: word, eager: false };
}

/** `1–1440`, `yes or no`, `private, community`, or what the option is for. */
export function optionHint(option: CatalogueOption): string {
  if (option.kind === 'integer') return `${option.min}–${option.max}`;
  if (option.kind === 'flag') return 'yes or no';
  if (option.choices) return option.choices.map((it) => it.value).join(', ');
  return option.summary;
}

export function typingAt(text: string, caret: number, commands: readonly Command[]): Typing | undefined {
  const parsed = parse(text, commands);
  if (!parsed) return undefined;
  const title = `/${parsed.command.name}${parsed.subcommand ? ` ${parsed.subcommand}` : ''}`;
  const rest = text.slice(parsed.at);
  const before = text.slice(parsed.at, Math.max(caret, parsed.at));
  const current = /(?:^|\s)([a-z][a-z0-9-]*):(?:"[^"]*|\S*)$/i.exec(before)?.[1]?.toLowerCase();
  const known = current && parsed.options.some((it) => it.name === current) ? current : undefined;
  const used = usedOptions(rest, parsed.options);
  return { title, summary: parsed.summary, options: parsed.options, used, ...(known && { current: known }) };
}

function usedOptions(rest: string, options: readonly CatalogueOption[]): ReadonlySet<string> {
  const named = [...rest.matchAll(/(?:^|\s)([a-z][a-z0-9-]*):/gi)].map((it) => (it[1] ?? '').toLowerCase());
  const free = options.find((it) => it.free);
  const hasText = /(?:^|\s)[^\s:]+(?=\s|$)/.test(rest);
  return new Set([...named, ...(free && hasText ? [free.name] : [])]);
}

/** The command of a text that goes on behind its name. */
function parse(text: string, commands: readonly Command[]): Parsed | undefined {
  const head = /^\/(\S+)\s+/.exec(text);
  const command = head && commands.find((it) => it.name === head[1]?.toLowerCase());
  if (!command) return undefined;
  const at = head[0].length;
  if (command.options) return { command, summary: command.summary, options: command.options, at };
  const word = /^(\S+)(\s+|$)/.exec(text.slice(at));
  const sub = word && command.subcommands?.find((it) => it.name === word[1]?.toLowerCase());
  if (sub) {
    const end = at + word[0].length;
    return { command, subcommand: sub.name, summary: sub.summary, options: sub.options, at: end };
  }
  return { command, summary: command.summary, options: [], at };
}
