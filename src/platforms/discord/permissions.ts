import { ChannelType, PermissionFlagsBits as Right } from 'discord.js';

/** As Discord describes a channel, with what decides who may do what in it. */
export interface ChannelFacts {
  readonly id: string;
  readonly type: number;
  readonly permission_overwrites?: readonly Overwrite[] | undefined;
  readonly thread_metadata?: { readonly locked?: boolean } | undefined;
}

interface Overwrite {
  readonly id: string;
  readonly type: number;
  readonly allow: string;
  readonly deny: string;
}

/** The bot in a server: the roles of both. */
export interface BotInGuild {
  readonly guildId: string;
  readonly botId: string;
  readonly botRoles: readonly string[];
  readonly roles: readonly { readonly id: string; readonly permissions: string }[];
}

const channels: readonly number[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
];
const threads: readonly number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];
const forums: readonly number[] = [ChannelType.GuildForum, ChannelType.GuildMedia];

/** Where messages can be posted; a post in a forum is a thread. */
export const writableTypes: readonly number[] = [...channels, ...threads];

export const isThread = ({ type }: Pick<ChannelFacts, 'type'>): boolean => threads.includes(type);

/** What the bot needs where it posts, in the words of Discord's settings. */
const neededIn = (channel: ChannelFacts): readonly (readonly [string, bigint])[] => [
  ['View Channel', Right.ViewChannel],
  isThread(channel)
    ? ['Send Messages in Threads', Right.SendMessagesInThreads]
    : ['Send Messages', Right.SendMessages],
  ['Attach Files', Right.AttachFiles],
  ['Read Message History', Right.ReadMessageHistory],
  ...(channel.thread_metadata?.locked ? [['Manage Threads', Right.ManageThreads] as const] : []),
];

/** Names what is missing for posting in a channel; undefined when nothing is. A thread has the permissions of its `parent`. */
export function missingToPost(
  channel: ChannelFacts,
  bot: BotInGuild,
  parent: ChannelFacts = channel,
): string | undefined {
  if (forums.includes(channel.type)) return "I can't post in a forum itself. Choose one of its posts";
  if (!writableTypes.includes(channel.type)) return "it isn't a text channel of this server";
  const has = permissionsIn(parent, bot);
  const missing = neededIn(channel)
    .filter(([, right]) => (has & right) !== right)
    .map(([name]) => name);
  if (missing.length === 0) return undefined;
  const list = [missing.slice(0, -1).join(', '), missing.at(-1)].filter(Boolean).join(' and ');
  return `I need ${list} there (Edit Channel, Permissions${parent === channel ? '' : ', of the channel that the thread is in'})`;
}

/** Discord's algorithm: the roles together, then what the channel changes for everyone, for the roles, for the bot. */
function permissionsIn(
  { permission_overwrites: overwrites = [] }: ChannelFacts,
  { guildId, botId, botRoles, roles }: BotInGuild,
): bigint {
  const own = new Set([guildId, ...botRoles]);
  const base = roles.filter((it) => own.has(it.id)).reduce((sum, it) => sum | BigInt(it.permissions), 0n);
  if (base & Right.Administrator) return everything;
  const apply = (has: bigint, chosen: readonly Overwrite[]): bigint => {
    const deny = chosen.reduce((sum, it) => sum | BigInt(it.deny), 0n);
    const allow = chosen.reduce((sum, it) => sum | BigInt(it.allow), 0n);
    return (has & ~deny) | allow;
  };
  const everyone = apply(
    base,
    overwrites.filter((it) => it.id === guildId),
  );
  const byRole = apply(
    everyone,
    overwrites.filter((it) => it.id !== guildId && botRoles.includes(it.id)),
  );
  return apply(
    byRole,
    overwrites.filter((it) => it.id === botId),
  );
}

const everything = Object.values(Right).reduce((sum, right) => sum | right, 0n);
