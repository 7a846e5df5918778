import {
  type APIApplicationCommandInteractionDataBasicOption,
  type APIApplicationCommandInteractionDataOption,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Actor, Incoming, Interaction, Place, Upload } from '../../chat/interaction.ts';
import { fileOf } from './attachments.ts';
import { platform } from './limits.ts';
import { type MentionNames, typedText, usersIn } from './mentions.ts';

/** Everything of Discord's interactions but its PING, which only comes over HTTP. */
export type UserInteraction = Exclude<APIInteraction, { type: InteractionType.Ping }>;

/** What is known beside the interaction itself of a server that the bot is in; of channels those that everybody may see. */
export interface GuildNames {
  guild(id: string): string | undefined;
  channel(guild: string, id: string): string | undefined;
  role(guild: string, id: string): string | undefined;
}

/** An interaction in neutral terms; undefined for a kind that nothing of ours can have caused. */
export function parseInteraction(it: UserInteraction, names: GuildNames): Incoming | undefined {
  const interaction = whatOf(it, readerOf(it, names));
  const actor = actorOf(it);
  if (!interaction || !actor) return undefined;
  const uploads = uploadsIn(it);
  return {
    eventId: it.id,
    actor,
    place: placeOf(it, names),
    interaction,
    ...(uploads.length > 0 && { uploads }),
  };
}

/** The files that were given as options' values. */
function uploadsIn(it: UserInteraction): readonly Upload[] {
  if (it.type !== InteractionType.ApplicationCommand || it.data.type !== ApplicationCommandType.ChatInput)
    return [];
  const attached = Object.values(it.data.resolved?.attachments ?? {});
  return attached.map((file) => ({ ...fileOf(file), address: file.url }));
}

/** Turns what was typed into what its author saw. */
function readerOf(it: UserInteraction, names: GuildNames): (text: string) => string {
  const users = usersIn(it);
  const guild = it.guild_id;
  const mentioned: MentionNames = {
    user: (id) => users.get(id),
    role: (id) => (guild === undefined ? undefined : names.role(guild, id)),
    channel: (id) => (guild === undefined ? undefined : names.channel(guild, id)),
  };
  return (text) => typedText(text, mentioned);
}

function whatOf(it: UserInteraction, read: (text: string) => string): Interaction | undefined {
  switch (it.type) {
    case InteractionType.ApplicationCommand:
      if (it.data.type === ApplicationCommandType.ChatInput) {
        const { subcommand, options } = leafOptions(it.data.options ?? []);
        return {
          type: 'command',
          name: it.data.name,
          ...(subcommand && { subcommand }),
          options: Object.fromEntries(
            options.map(({ name, value }) => [name, typeof value === 'string' ? read(value) : value]),
          ),
        };
      }
      if (it.data.type === ApplicationCommandType.Message) {
        const message = it.data.resolved.messages[it.data.target_id];
        return (
          message && {
            type: 'shortcut',
            label: it.data.name,
            message: {
              id: message.id,
              channelId: message.channel_id,
              authorId: message.author.id,
              text: read(message.content),
            },
          }
        );
      }
      return undefined;
    case InteractionType.ApplicationCommandAutocomplete: {
      const { subcommand, options } = leafOptions(it.data.options);
      const typed = options.find((option) => 'focused' in option && option.focused);
      return (
        typed && {
          type: 'suggest',
          name: it.data.name,
          ...(subcommand && { subcommand }),
          option: typed.name,
          typed: String(typed.value ?? ''),
        }
      );
    }
    case InteractionType.MessageComponent:
      return { type: 'press', action: it.data.custom_id, values: selected(it) };
    case InteractionType.ModalSubmit:
      return { type: 'submit', form: it.data.custom_id, values: typedValues(it, read) };
  }
}

/** The options beneath a subcommand, if there is one; groups are not used. */
function leafOptions(options: readonly APIApplicationCommandInteractionDataOption<InteractionType>[]): {
  readonly subcommand?: string;
  readonly options: readonly APIApplicationCommandInteractionDataBasicOption<InteractionType>[];
} {
  const [first] = options;
  if (first?.type === ApplicationCommandOptionType.Subcommand)
    return { subcommand: first.name, options: first.options ?? [] };
  return {
    options: options.filter(
      (option) =>
        option.type !== ApplicationCommandOptionType.Subcommand &&
        option.type !== ApplicationCommandOptionType.SubcommandGroup,
    ),
  };
}

const selected = ({ data }: APIMessageComponentInteraction): readonly string[] =>
  'values' in data ? data.values : [];

function typedValues(
  { data }: APIModalSubmitInteraction,
  read: (text: string) => string,
): Record<string, string> {
  const fields = data.components.flatMap((it) => {
    if (it.type === ComponentType.Label) return [it.component];
    return it.type === ComponentType.ActionRow ? it.components : [];
  });
  const values: Record<string, string> = {};
  for (const field of fields) {
    if (field.type === ComponentType.TextInput) values[field.custom_id] = read(field.value);
    else if ('values' in field) values[field.custom_id] = field.values[0] ?? '';
  }
  return values;
}

const organising = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;

function actorOf(it: UserInteraction): Actor | undefined {
  const user = it.member?.user ?? it.user;
  if (!user) return undefined;
  return {
    identity: { platform, user: user.id },
    displayName: it.member?.nick ?? user.global_name ?? user.username,
    isOrganiser: (BigInt(it.member?.permissions ?? 0) & organising) !== 0n,
    languageHint: it.locale,
  };
}

/** A server is a community only where a server install authorised the interaction; else the bot is used personally. */
export function communityId(it: UserInteraction): string | undefined {
  const owner = it.authorizing_integration_owners['0'];
  return it.guild_id !== undefined && owner === it.guild_id ? it.guild_id : undefined;
}

function placeOf(it: UserInteraction, names: GuildNames): Place {
  const guild = communityId(it);
  return {
    kind: isBotDm(it) ? 'dm' : 'channel',
    platform,
    channel: it.channel?.id ?? '',
    ...(guild && { team: guild, community: { external: guild, name: names.guild(guild) ?? 'this server' } }),
  };
}

/** The DM between the person and the bot. */
export const isBotDm = (it: UserInteraction): boolean => it.context === InteractionContextType.BotDM;
