import { createHash } from 'node:crypto';
import {
  InteractionContextType as Context,
  ApplicationIntegrationType as Install,
  ApplicationCommandOptionType as OptionType,
  PermissionFlagsBits,
  type REST,
  Routes,
  ApplicationCommandType as Type,
} from 'discord.js';
import type { Command, Leaf, Option, Options } from '../../chat/command.ts';
import { cut, limits } from './limits.ts';
import { writableTypes } from './permissions.ts';
import type { HashStore } from './ports.ts';

/** A command as Discord is told of it; only what we set. */
export interface CommandJson {
  readonly type: number;
  readonly name: string;
  readonly description?: string;
  readonly options?: readonly OptionJson[];
  readonly default_member_permissions?: string;
  readonly integration_types?: readonly number[];
  readonly contexts?: readonly number[];
}

export interface OptionJson {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
  readonly min_value?: number;
  readonly channel_types?: readonly number[];
  readonly max_value?: number;
  readonly max_length?: number;
  readonly options?: readonly OptionJson[];
}

/** Registered everywhere, or in one server for development: there, neither installs nor contexts are told apart. */
export interface Scope {
  readonly applicationId: string;
  readonly guildId?: string;
}

export function commandsJson(commands: readonly Command[], scope: Pick<Scope, 'guildId'>): CommandJson[] {
  const everywhere = scope.guildId === undefined;
  const slash = commands.map(
    (command): CommandJson => ({
      type: Type.ChatInput,
      name: command.name,
      description: command.summary,
      ...optionsJson(command),
      ...(command.access === 'organiser' && {
        default_member_permissions: String(PermissionFlagsBits.ManageGuild),
      }),
      ...(everywhere && whereOf(command)),
    }),
  );
  const menus = commands.flatMap((command) =>
    (command.messageShortcuts ?? []).map(
      ({ label }): CommandJson => ({ type: Type.Message, name: label, ...(everywhere && whereOf(command)) }),
    ),
  );
  return [...slash, ...menus];
}

/** What makes no sense without a community is for servers only. */
const whereOf = ({ communityOnly }: Command): Pick<CommandJson, 'integration_types' | 'contexts'> =>
  communityOnly
    ? { integration_types: [Install.GuildInstall], contexts: [Context.Guild] }
    : {
        integration_types: [Install.GuildInstall, Install.UserInstall],
        contexts: [Context.Guild, Context.BotDM, Context.PrivateChannel],
      };

function optionsJson(command: Command): Pick<CommandJson, 'options'> {
  const options =
    'leaf' in command
      ? leafOptions(command.leaf)
      : Object.entries<Leaf>(command.subcommands).map(
          ([name, leaf]): OptionJson => ({
            type: OptionType.Subcommand,
            name,
            description: leaf.summary,
            options: leafOptions(leaf),
          }),
        );
  return options.length > 0 ? { options } : {};
}

const leafOptions = ({ options = {} }: { readonly options?: Options }): OptionJson[] =>
  Object.entries(options).map(([name, option]) => ({
    name,
    description: option.summary,
    ...(option.required && { required: true }),
    ...ofKind(option),
  }));

function ofKind(option: Option): Pick<OptionJson, 'type'> & Partial<OptionJson> {
  switch (option.kind) {
    case 'text':
      return {
        type: OptionType.String,
        ...(option.suggest && { autocomplete: true }),
        ...(option.maxLength !== undefined && { max_length: option.maxLength }),
      };
    case 'integer':
      return { type: OptionType.Integer, min_value: option.min, max_value: option.max };
    case 'choice':
      return {
        type: OptionType.String,
        choices: option.choices.map(({ value, label }) => ({ value, name: cut(label, limits.choice) })),
      };
    case 'flag':
      return { type: OptionType.Boolean };
    case 'channel':
      return { type: OptionType.Channel, channel_types: [...writableTypes] };
    case 'account':
      return { type: OptionType.User };
    case 'picture':
      return { type: OptionType.Attachment };
  }
}

/**
 * Registers the commands if their definitions are not those of the last time, or if Discord no longer has them. Returns
 * whether it did; what was registered is remembered only once Discord took it.
 */
export async function registerCommands(
  rest: REST,
  scope: Scope,
  commands: readonly Command[],
  hashStore: HashStore,
): Promise<boolean> {
  const wanted = commandsJson(commands, scope);
  const hash = createHash('sha256').update(JSON.stringify({ scope, wanted })).digest('hex');
  if ((await hashStore.get()) === hash && (await registrationDiff(rest, scope, commands)).length === 0)
    return false;
  await rest.put(routeOf(scope), { body: wanted });
  await hashStore.set(hash);
  return true;
}

/** Brings the commands of a scope up to date, if they differ. Returns whether they did. */
export async function replaceCommands(
  rest: REST,
  scope: Scope,
  commands: readonly Command[],
): Promise<boolean> {
  if ((await registrationDiff(rest, scope, commands)).length === 0) return false;
  await rest.put(routeOf(scope), { body: commandsJson(commands, scope) });
  return true;
}

/** What a registration would change, a line each: `+` new, `-` gone, `~` changed. */
export async function registrationDiff(
  rest: REST,
  scope: Scope,
  commands: readonly Command[],
): Promise<string[]> {
  const current = (await rest.get(routeOf(scope))) as CommandJson[];
  const wanted = commandsJson(commands, scope);
  const key = ({ type, name }: CommandJson): string => `${type} ${name}`;
  const before = new Map(current.map((it) => [key(it), it]));
  const after = new Map(wanted.map((it) => [key(it), it]));
  const title = ({ type, name }: CommandJson): string =>
    type === Type.Message ? `message menu "${name}"` : `/${name}`;
  return [
    ...wanted.filter((it) => !before.has(key(it))).map((it) => `+ ${title(it)}`),
    ...current.filter((it) => !after.has(key(it))).map((it) => `- ${title(it)}`),
    ...wanted.flatMap((it) => {
      const old = before.get(key(it));
      const parts = old ? changedParts(old, it) : [];
      return parts.length > 0 ? [`~ ${title(it)}: ${parts.join(', ')}`] : [];
    }),
  ];
}

const routeOf = ({ applicationId, guildId }: Scope) =>
  guildId === undefined
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guildId);

/** Of a single server's commands Discord says where they may be used, which is not for us to choose. */
const chosenEverywhere = ['integration_types', 'contexts'] as const;

function changedParts(old: CommandJson, wanted: CommandJson): string[] {
  const parts: (keyof CommandJson)[] = [
    'description',
    'options',
    'default_member_permissions',
    ...chosenEverywhere.filter((part) => wanted[part] !== undefined),
  ];
  return parts.filter((part) => normal(old[part]) !== normal(wanted[part]));
}

/** Discord leaves out what is false or empty, adds what it translates, and orders as it likes. */
function normal(value: unknown): string {
  return (
    JSON.stringify(value, (key, it: unknown) => {
      if (it === null || it === false || it === '' || (Array.isArray(it) && it.length === 0))
        return undefined;
      if (key.endsWith('_localizations') || key.endsWith('_localized')) return undefined;
      if (Array.isArray(it)) return it.every((each) => typeof each === 'number') ? it.toSorted() : it;
      if (typeof it !== 'object') return it;
      return Object.fromEntries(Object.entries(it as object).sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? ''
  );
}
