import { ChannelType, PermissionFlagsBits as Right } from 'discord.js';

/** As Discord describes a channel, with what decides who may do what in it. */
export interface ChannelFacts {
  readonly id: string;
  readonly type: number;
  readonly permission_overwrites?: readonly Overwrite[] | undefined;
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

const writable = new Set<number>([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
]);

/** What the bot needs where it posts, in the words of Discord's settings. */
const needed = [
  ['View Channel', Right.ViewChannel],
  ['Send Messages', Right.SendMessages],
  ['Attach Files', Right.AttachFiles],
  ['Read Message History', Right.ReadMessageHistory],
] as const;

/** Names what is missing for posting in a channel; undefined when nothing is. */
export function missingToPost(channel: ChannelFacts, bot: BotInGuild): string | undefined {
  if (!writable.has(channel.type)) return 'it is no text channel of this server; choose one of those';
  const has = permissionsIn(channel, bot);
  const missing = needed.filter(([, right]) => (has & right) !== right).map(([name]) => name);
  if (missing.length === 0) return undefined;
  const list = [missing.slice(0, -1).join(', '), missing.at(-1)].filter(Boolean).join(' and ');
  return `I need ${list} there (Edit Channel, Permissions)`;
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
