import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ActionHandler,
  Command,
  DirectMessages,
  FormHandler,
  Leaf,
  MessageShortcut,
  Option,
} from './command.ts';
import type { CommandSummary, LeafSummary } from './command-summary.ts';
import { currentAction } from './former-commands.ts';

/** The limits of the strictest platform; a command over one of them stops start-up. */
const limits = { name: 32, summary: 100, options: 25, choices: 25, label: 32, shortcuts: 5 };
const namePattern = /^[a-z][a-z0-9-]{0,31}$/;

export interface Registry {
  readonly commands: readonly Command[];
  find(name: string): Command | undefined;
  /** By `command.action` or `command.form`; an action of a former command is the one that took over from it. */
  action(name: string): { readonly command: Command; readonly handler: ActionHandler } | undefined;
  form(name: string): { readonly command: Command; readonly handler: FormHandler } | undefined;
  shortcut(label: string): { readonly command: Command; readonly shortcut: MessageShortcut } | undefined;
  /** Takes what is written in DMs; undefined where no command does. */
  readonly directMessages?: { readonly command: Command; readonly handler: DirectMessages };
}

/** A command that cannot be offered: says which file, and what to change there. */
export class CommandError extends Error {
  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.name = 'CommandError';
  }
}

interface LoadedCommand {
  readonly file: string;
  readonly command: Command;
}

/** The commands of the folder's files, checked. */
export const loadCommands = async (folder: string): Promise<Registry> =>
  registryOf(await readCommands(folder));

/** Reads every file of the folder; each exports one command by default, named like the file. */
export async function readCommands(folder: string): Promise<readonly LoadedCommand[]> {
  const files = (await readdir(folder)).filter((file) => /\.[jt]s$/.test(file)).sort();
  const loaded: LoadedCommand[] = [];
  for (const file of files) {
    const module = (await import(pathToFileURL(join(folder, file)).href)) as { default?: Command };
    if (!module.default) throw new CommandError(file, 'exports no command by default');
    loaded.push({ file, command: module.default });
  }
  return loaded;
}

/** Checks the commands against each other and the platforms' limits. */
export function registryOf(loaded: readonly LoadedCommand[]): Registry {
  const names = new Set<string>();
  const labels = new Set<string>();
  for (const { file, command } of loaded) {
    checkCommand(file, command);
    if (names.has(command.name)) throw new CommandError(file, `the name "${command.name}" is taken already`);
    names.add(command.name);
    for (const { label } of command.messageShortcuts ?? []) {
      if (label.length > limits.label)
        throw new CommandError(file, `"${label}" is over ${limits.label} characters`);
      if (labels.has(label)) throw new CommandError(file, `the shortcut "${label}" is taken already`);
      labels.add(label);
    }
  }
  if (labels.size > limits.shortcuts)
    throw new CommandError('commands', `more than ${limits.shortcuts} message shortcuts`);
  const [taking, second] = loaded.filter((it) => it.command.directMessages !== undefined);
  if (taking && second)
    throw new CommandError(second.file, `takes what is written in DMs, and so does ${taking.file}`);
  const hasFeatures = loaded.some((it) => it.command.feature !== undefined);
  const commands = loaded.map(({ command }) => (hasFeatures ? command : withoutFeatures(command)));
  const find = (name: string) => commands.find((it) => it.name === name);
  const part = <K extends 'actions' | 'forms'>(kind: K, name: string) => {
    const [commandName = '', own = ''] = name.split('.');
    const command = find(commandName);
    const handlers = command?.[kind];
    const handler = handlers && Object.hasOwn(handlers, own) ? handlers[own] : undefined;
    return command && handler ? { command, handler: handler as NonNullable<Command[K]>[string] } : undefined;
  };
  return {
    commands,
    find,
    action: (name) => part('actions', currentAction(name)),
    form: (name) => part('forms', name),
    shortcut: (label) => {
      for (const command of commands) {
        const shortcut = command.messageShortcuts?.find((it) => it.label === label);
        if (shortcut) return { command, shortcut };
      }
      return undefined;
    },
    ...(taking?.command.directMessages && {
      directMessages: { command: taking.command, handler: taking.command.directMessages },
    }),
  };
}

/** The command without the subcommands and actions that are for features only. */
function withoutFeatures(command: Command): Command {
  const actions = command.actions && withoutNeed(command.actions);
  const common = { ...command, ...(actions && { actions }) };
  return 'leaf' in common ? common : { ...common, subcommands: withoutNeed(common.subcommands) };
}

const withoutNeed = <T extends { readonly needsFeatures?: boolean }>(
  parts: Readonly<Record<string, T>>,
): Record<string, T> => Object.fromEntries(Object.entries(parts).filter(([, it]) => !it.needsFeatures));

function checkCommand(file: string, command: Command): void {
  const own = parse(file).name;
  if (command.name !== own)
    throw new CommandError(file, `the command is named "${command.name}", its file "${own}"`);
  checkName(file, command.name);
  checkSummary(file, command.name, command.summary);
  // Discord registers it in single servers, and Slack's shortcuts are the same in every workspace.
  if (command.feature !== undefined && (!command.communityOnly || command.messageShortcuts))
    throw new CommandError(
      file,
      'belongs to a feature; it must be communityOnly and have no message shortcuts',
    );
  if ('leaf' in command) {
    if ('subcommands' in command)
      throw new CommandError(file, 'is a leaf and has subcommands; it may be one of them only');
    checkLeaf(file, command.name, command.leaf);
    return;
  }
  const entries = Object.entries(command.subcommands ?? {});
  if (entries.length === 0) throw new CommandError(file, 'has neither a leaf nor subcommands');
  if (entries.length > limits.options)
    throw new CommandError(file, `has more than ${limits.options} subcommands`);
  for (const [name, it] of entries) {
    checkName(file, name);
    checkLeaf(file, `${command.name} ${name}`, it);
  }
}

function checkLeaf(file: string, name: string, it: Leaf): void {
  checkSummary(file, name, it.summary);
  const options = Object.entries<Option>(it.options ?? {});
  if (options.length > limits.options)
    throw new CommandError(file, `"${name}" has more than ${limits.options} options`);
  let optional = false;
  let free = 0;
  for (const [optionName, option] of options) {
    checkName(file, optionName);
    checkSummary(file, `${name} ${optionName}`, option.summary);
    if (option.required && optional)
      throw new CommandError(file, `"${optionName}" is required but follows an optional one`);
    optional ||= !option.required;
    if (option.kind === 'text' && option.free) free += 1;
    if (option.kind === 'choice' && (option.choices.length === 0 || option.choices.length > limits.choices)) {
      throw new CommandError(file, `"${optionName}" needs 1 to ${limits.choices} choices`);
    }
  }
  if (free > 1) throw new CommandError(file, `"${name}" has more than one free text`);
}

function checkName(file: string, name: string): void {
  if (!namePattern.test(name)) {
    throw new CommandError(
      file,
      `"${name}" must be lower case letters, digits and dashes, at most ${limits.name}`,
    );
  }
}

function checkSummary(file: string, name: string, summary: string): void {
  if (!summary || summary.length > limits.summary) {
    throw new CommandError(file, `the summary of "${name}" must have 1 to ${limits.summary} characters`);
  }
}

/** What `/help` and the documents tell of a command. */
export function summaryOf(command: Command): CommandSummary {
  const { name, group, summary, access = 'everyone', feature } = command;
  const leafSummary = (typed: string, it: Leaf): LeafSummary => ({
    name: typed,
    summary: it.summary,
    options: it.options ?? {},
  });
  return {
    name,
    group,
    summary,
    access,
    ...(feature && { feature }),
    leaves:
      'leaf' in command
        ? [leafSummary(name, command.leaf)]
        : Object.entries(command.subcommands).map(([sub, it]) => leafSummary(`${name} ${sub}`, it)),
  };
}
