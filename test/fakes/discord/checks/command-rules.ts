import type { CommandOption, CommandRequest } from '../model/command-registry.ts';
import { type Problem, problem } from './problem.ts';

type Path = readonly (string | number)[];

const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const subcommand = 1;
const group = 2;
const perType: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15, 4: 1 };

/** The rules for application commands that Discord has and its OpenAPI schemas miss. */
export function commandProblems(command: CommandRequest, at: Path = []): Problem[] {
  const found: Problem[] = [];
  if ((command.type ?? 1) === 1) {
    found.push(...nameRules(command.name, [...at, 'name']), ...optionsRules(command.options ?? [], at, 0));
    if (!command.description)
      found.push(problem([...at, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required'));
  } else {
    if (command.name.trim() !== command.name)
      found.push(problem([...at, 'name'], 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid'));
    if (command.description)
      found.push(
        problem(
          [...at, 'description'],
          'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET',
          'Context menu commands cannot have description',
        ),
      );
    if (command.options?.length)
      found.push(
        problem(
          [...at, 'options'],
          'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_CANNOT_BE_SET',
          'Context menu commands cannot have options',
        ),
      );
  }
  const size = characters(command);
  if (size > 8_000)
    found.push(
      problem(at, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (8000), has ${size}`),
    );
  return found;
}

/** The rules over all commands of a scope. */
export function commandSetProblems(commands: readonly CommandRequest[]): Problem[] {
  const found = commands.flatMap((it, index) => commandProblems(it, [index]));
  commands.forEach((it, index) => {
    const twin = commands.findIndex(
      (other) => other.name === it.name && (other.type ?? 1) === (it.type ?? 1),
    );
    if (twin < index)
      found.push(
        problem(
          [index, 'name'],
          'APPLICATION_COMMANDS_DUPLICATE_NAME',
          'Application command names must be unique',
        ),
      );
  });
  for (const [type, most] of Object.entries(perType)) {
    if (commands.filter((it) => (it.type ?? 1) === Number(type)).length > most) {
      found.push(problem([], 'BASE_TYPE_MAX_LENGTH', `At most ${most} commands of type ${type}.`));
    }
  }
  return found;
}

function nameRules(name: string, path: Path): Problem[] {
  return !namePattern.test(name) || name.toLowerCase() !== name
    ? [problem(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')]
    : [];
}

function optionsRules(options: readonly CommandOption[], at: Path, depth: number): Problem[] {
  const found: Problem[] = [];
  const path = [...at, 'options'];
  const nestedOnes = options.filter((it) => it.type === subcommand || it.type === group);
  if (nestedOnes.length > 0 && nestedOnes.length < options.length) {
    found.push(
      problem(
        path,
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Sub-command and sub-command group option types are mutually exclusive to all other types',
      ),
    );
  }
  const names = new Set<string>();
  let optionalSeen = false;
  options.forEach((option, index) => {
    const here = [...path, index];
    found.push(...nameRules(option.name, [...here, 'name']), ...valueRules(option, here));
    if (names.has(option.name))
      found.push(
        problem(
          [...here, 'name'],
          'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED',
          'Option names must be unique',
        ),
      );
    names.add(option.name);
    if (option.required && optionalSeen)
      found.push(
        problem(
          [...here, 'required'],
          'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
          'Required options must be placed before non-required options',
        ),
      );
    optionalSeen ||= !option.required && option.type > group;
    if (option.type === group && depth > 0)
      found.push(
        problem([...here, 'type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Groups cannot be nested'),
      );
    if (option.type === group && !option.options?.length)
      found.push(problem([...here, 'options'], 'BASE_TYPE_REQUIRED', 'This field is required'));
    if (option.type <= group) found.push(...optionsRules(option.options ?? [], here, depth + 1));
  });
  return found;
}

function valueRules(option: CommandOption, path: Path): Problem[] {
  const found: Problem[] = [];
  if (option.choices?.length && option.autocomplete) {
    found.push(
      problem(
        [...path, 'autocomplete'],
        'APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE',
        'Choices and autocomplete are mutually exclusive',
      ),
    );
  }
  const names = new Set<string>();
  option.choices?.forEach((choice, index) => {
    if (names.has(choice.name))
      found.push(
        problem(
          [...path, 'choices', index, 'name'],
          'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATED',
          'Choice names must be unique',
        ),
      );
    names.add(choice.name);
  });
  const { min_value: least, max_value: most, min_length: shortest, max_length: longest } = option;
  if ((least !== undefined && most !== undefined && least > most) || (shortest ?? 0) > (longest ?? 6_000)) {
    found.push(problem(path, 'APPLICATION_COMMAND_OPTIONS_RANGE_INVALID', 'The least is over the most'));
  }
  return found;
}

interface Sized {
  readonly name?: string;
  readonly description?: string;
  readonly name_localizations?: Readonly<Record<string, string>> | null;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
  readonly value?: unknown;
  readonly options?: readonly unknown[];
  readonly choices?: readonly unknown[];
}

/** Names, descriptions and values of the command, its options and choices; of translations, the longest. */
function characters(it: unknown): number {
  const { name = '', description = '', value, options, choices, ...rest } = it as Sized;
  const longest = (own: string, other?: Readonly<Record<string, string>> | null): number =>
    Math.max(own.length, ...Object.values(other ?? {}).map((text) => text.length));
  const below = [...(options ?? []), ...(choices ?? [])].reduce<number>(
    (sum, one) => sum + characters(one),
    0,
  );
  return (
    longest(name, rest.name_localizations) +
    longest(description, rest.description_localizations) +
    (typeof value === 'string' ? value.length : 0) +
    below
  );
}
