import type { CommandOption, RegisteredCommand } from '../model/command-registry.ts';
import type { Json } from '../model/json.ts';
import { NotPossible } from './not-possible.ts';
import { type Entity, isEntity, type Resolved } from './resolved.ts';

type OptionValue = string | number | boolean | Entity;
export type OptionValues = Readonly<Record<string, OptionValue>>;

export interface Filling {
  readonly resolved: Resolved;
  /** Sends values as they are, as a modified client could. */
  readonly unchecked?: boolean;
  /** Autocomplete: the option being typed. */
  readonly focused?: string;
}

const subcommandTypes = [1, 2];
const [text, integer, flag, number, attachment] = [3, 4, 5, 10, 11];
const entityTypes: readonly number[] = [6, 7, 8, 9, attachment];

/** The options that a subcommand path ("settings zone" less its first word) leads to. */
export function descend(command: RegisteredCommand, path: readonly string[]): readonly CommandOption[] {
  let options = command.options ?? [];
  for (const name of path) {
    const next = options.find((it) => it.name === name && subcommandTypes.includes(it.type));
    if (!next) throw new NotPossible(`/${command.name} has no subcommand "${name}"`);
    options = next.options ?? [];
  }
  if (options.some((it) => subcommandTypes.includes(it.type))) {
    throw new NotPossible(`/${[command.name, ...path].join(' ')} needs a subcommand`);
  }
  return options;
}

/** `data.options` of an interaction, wrapped in its subcommands. */
export function filledOptions(
  command: RegisteredCommand,
  path: readonly string[],
  values: OptionValues,
  filling: Filling,
): Json[] {
  const options = descend(command, path);
  const where = `/${[command.name, ...path].join(' ')}`;
  for (const name of Object.keys(values)) {
    if (!options.some((it) => it.name === name)) throw new NotPossible(`${where} has no option "${name}"`);
  }
  const filled = options.flatMap((option): Json[] => {
    const value = values[option.name];
    if (value === undefined) {
      if (option.required && !filling.focused && !filling.unchecked)
        throw new NotPossible(`${where} needs "${option.name}"`);
      return [];
    }
    const base = { name: option.name, type: option.type };
    if (filling.focused === option.name) {
      if (!option.autocomplete) throw new NotPossible(`"${option.name}" of ${where} has no autocomplete`);
      return [{ ...base, value: String(value), focused: true }];
    }
    if (!filling.unchecked) check(option, value, `"${option.name}" of ${where}`);
    return [{ ...base, value: wire(option, value, filling.resolved) }];
  });
  return wrapped(command.options ?? [], path, filled);
}

function wrapped(options: readonly CommandOption[], path: readonly string[], filled: Json[]): Json[] {
  const [name, ...rest] = path;
  if (name === undefined) return filled;
  const option = options.find((it) => it.name === name);
  return [{ name, type: option?.type, options: wrapped(option?.options ?? [], rest, filled) }];
}

function wire(option: CommandOption, value: OptionValue, resolved: Resolved): unknown {
  if (isEntity(value)) return resolved.add(value);
  if (option.type === text) resolved.mentionedIn(String(value));
  return option.choices?.find((it) => it.name === value)?.value ?? value;
}

/** What the client's input would not accept. */
function check(option: CommandOption, value: OptionValue, what: string): void {
  const why =
    entityTypes.includes(option.type) !== isEntity(value)
      ? 'another type of value'
      : valueFault(option, value);
  if (why) throw new NotPossible(`${what}: ${why}`);
}

function valueFault(option: CommandOption, value: OptionValue): string | undefined {
  if (option.choices?.length) {
    const offered = option.choices.some((it) => it.name === value || it.value === value);
    return offered ? undefined : `"${String(value)}" is not among its choices`;
  }
  if (option.type === text) return textFault(option, value);
  if (option.type === integer || option.type === number) return numberFault(option, value);
  return option.type === flag && typeof value !== 'boolean' ? 'neither true nor false' : undefined;
}

function textFault(option: CommandOption, value: OptionValue): string | undefined {
  if (typeof value !== 'string') return 'not a text';
  if (value === '' || /[\r\n]/.test(value)) return 'a slash option is one line, and not empty';
  if (value.length > (option.max_length ?? 6_000)) return `longer than ${option.max_length ?? 6_000}`;
  return value.length < (option.min_length ?? 0) ? `shorter than ${option.min_length}` : undefined;
}

function numberFault(option: CommandOption, value: OptionValue): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'not a number';
  if (option.type === integer && !Number.isSafeInteger(value)) return 'not an integer';
  if (value < (option.min_value ?? -(2 ** 53))) return `below ${option.min_value}`;
  return value > (option.max_value ?? 2 ** 53) ? `above ${option.max_value}` : undefined;
}
