import type { APIGuildMember, APIRole } from 'discord.js';
import type { Messenger } from '../../chat/messenger.ts';
import { platform } from './limits.ts';
import { type ChannelFacts, missingToPost } from './permissions.ts';
import type { DiscordGuild, DiscordLog, GuildHooks } from './ports.ts';

/** What a shard says of a server that it serves, as far as it is used here. */
export interface GuildCreated {
  readonly id: string;
  readonly name: string;
  readonly unavailable?: boolean;
  readonly joined_at: string;
  readonly system_channel_id: string | null;
  readonly roles: readonly APIRole[];
  readonly channels: readonly ChannelFacts[];
  readonly members: readonly APIGuildMember[];
}

export interface GuildWatcher {
  /** A new session: these servers are this shard's. */
  session(shard: number, guildIds: readonly string[]): void;
  created(guild: GuildCreated, botId: string): void;
  /** `unavailable`: an outage of Discord's, and no removal. */
  deleted(id: string, unavailable: boolean): void;
  readonly count: number;
}

/** A server that the bot joined longer ago is not welcomed: its welcome was long ago, or its data was lost here. */
const welcomeWithinMs = 24 * 60 * 60 * 1000;

/** Tells the installation which servers come and go. Events that came while nobody listened show in a session's list. */
export function guildWatcher(deps: {
  readonly hooks: GuildHooks;
  readonly messenger: Messenger;
  readonly now: () => number;
  readonly log: DiscordLog;
  /** Which shard serves a server, and the shards of this process. */
  readonly shardOf: (guildId: string) => number;
  readonly shards: () => readonly number[];
}): GuildWatcher {
  const { hooks, log } = deps;
  const known = new Set<string>();
  const listed = new Map<number, readonly string[]>();
  let reconciled = false;
  let queue: Promise<void> = Promise.resolve();

  /** One after the other: a start with thousands of servers must not storm the database. */
  function limited(what: string, work: () => Promise<void>): void {
    queue = queue
      .then(work)
      .catch((error: unknown) => log.error({ err: error }, `a server could not be ${what}`));
  }

  async function greet(guild: GuildCreated, botId: string): Promise<void> {
    const facts: DiscordGuild = { external: guild.id, name: guild.name };
    const recently = deps.now() - Date.parse(guild.joined_at) < welcomeWithinMs;
    const welcome = await hooks.joined({ ...facts, recently });
    if (!welcome) return;
    const channel = guild.channels.find((it) => it.id === guild.system_channel_id);
    const me = guild.members.find((it) => it.user.id === botId);
    const bot = { guildId: guild.id, botId, botRoles: me?.roles ?? [], roles: guild.roles };
    if (!channel || missingToPost(channel, bot) !== undefined) return hooks.welcomed(facts, false);
    const to = { platform, team: guild.id, channel: channel.id };
    const sent = await deps.messenger.send(to, welcome, `welcome:${guild.id}:${guild.joined_at}`);
    await hooks.welcomed(facts, sent.ok);
  }

  return {
    session(shard, guildIds) {
      listed.set(shard, guildIds);
      if (reconciled || !deps.shards().every((id) => listed.has(id))) return;
      reconciled = true;
      const present = new Set([...listed.values()].flat());
      const own = new Set(deps.shards());
      limited('compared', () => hooks.present(present, (id) => own.has(deps.shardOf(id))));
    },
    created(guild, botId) {
      if (guild.unavailable || known.has(guild.id)) return;
      known.add(guild.id);
      limited('greeted', () => greet(guild, botId));
    },
    deleted(id, unavailable) {
      if (unavailable) return;
      known.delete(id);
      limited('left', () => hooks.removed(id));
    },
    get count() {
      return known.size;
    },
  };
}
