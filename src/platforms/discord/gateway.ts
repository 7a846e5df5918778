import {
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  Options,
  PermissionFlagsBits,
  Status,
} from 'discord.js';
import type { MessageEvent } from './direct-messages.ts';
import { detailOf, isUnauthorized } from './errors.ts';
import type { GuildCreated } from './guilds.ts';
import type { GuildNames, UserInteraction } from './parse.ts';
import type { DiscordLog, Shards } from './ports.ts';
import type { ReactionEvent } from './reactions.ts';

/** What comes over the gateway, as it comes: nothing is kept of it but the names of servers and channels. */
export interface GatewayEvents {
  ready(session: Session): void;
  interaction(it: UserInteraction): void;
  guildCreated(guild: GuildCreated, botId: string): void;
  guildDeleted(id: string, unavailable: boolean): void;
  /** In a DM with the bot, whoever wrote it. */
  message(event: MessageEvent): void;
  /** In a server, whoever reacts to whatever. */
  reaction(event: ReactionEvent, botId: string): void;
}

export interface Session {
  readonly shard: number;
  readonly applicationId: string;
  readonly botId: string;
  readonly guildIds: readonly string[];
}

export type Connected =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: 'bad-token' | 'bad-shards'; readonly message: string };

export interface Gateway {
  /** Ends when the first shard listens, when it never will, or after `atMostMs`; trying goes on behind that. */
  connect(atMostMs: number): Promise<Connected>;
  /** Shards of this process that listen, and all of them. */
  shards(): { readonly live: number; readonly all: readonly number[]; readonly count: number };
  fatal(): Extract<Connected, { ok: false }> | undefined;
  /** Counts the sessions of the shard that gets DMs; undefined while it is not connected, or is another process's. */
  dmSession(): number | undefined;
  readonly names: GuildNames;
  close(): Promise<void>;
}

const firstRetryMs = 2_000;
const longestRetryMs = 5 * 60_000;
const authenticationFailed = 4004;
/** Discord sends what belongs to no server to the first shard. */
const dmShard = 0;
const shardCodes = new Set([4010, 4011]);

const badToken = {
  ok: false,
  code: 'bad-token',
  message: 'DISCORD_TOKEN is refused by Discord: copy it again (Developer Portal, Bot, Reset Token)',
} as const;
const badShards = {
  ok: false,
  code: 'bad-shards',
  message: 'DISCORD_SHARDS is refused by Discord: set it to auto, or to more shards in all',
} as const;

export function gateway(deps: {
  readonly token: string;
  readonly apiUrl: string;
  readonly shards: Shards;
  /** Whether Discord took this token before: a refusal of it may then pass. */
  readonly isKnownToken: () => boolean;
  readonly events: GatewayEvents;
  readonly log: DiscordLog;
  readonly ws?: ClientOptions['ws'];
}): Gateway {
  const { events, log } = deps;
  let client: Client | undefined;
  let fatal: Extract<Connected, { ok: false }> | undefined;
  /** Why the present client was closed for good. */
  let closed: typeof fatal;
  let loggedIn: Client | undefined;
  let stopped = false;
  let botId = '';
  let dmSessions = 0;
  let wake: () => void = () => undefined;

  function newClient(onLive: () => void): Client {
    const made = new Client({
      intents: [
        GatewayIntentBits.Guilds,
        GatewayIntentBits.DirectMessages,
        GatewayIntentBits.GuildMessageReactions,
      ],
      makeCache: Options.cacheWithLimits(nothing),
      allowedMentions: { parse: [] },
      rest: { api: deps.apiUrl, retries: 1 },
      ...(deps.shards === 'auto'
        ? { shards: 'auto' as const }
        : { shards: [...deps.shards.ids], shardCount: deps.shards.count }),
      ...(deps.ws && { ws: deps.ws }),
    });
    made.on(Events.Error, (error) => log.warn({ detail: detailOf(error) }, "Discord's gateway had an error"));
    made.on(Events.ShardError, (error, shard) =>
      log.warn({ shard, detail: detailOf(error) }, 'a connection to Discord broke'),
    );
    made.on(Events.ShardReconnecting, (shard) => {
      if (!stopped) log.info({ shard }, 'reconnecting to Discord');
    });
    made.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'resumed'));
    made.on(Events.ShardDisconnect, ({ code }, shard) => {
      closed = code === authenticationFailed ? badToken : shardCodes.has(code) ? badShards : undefined;
      fatal = closed ?? fatal;
      log.error({ shard, code }, fatal?.message ?? 'Discord closed a connection for good');
      if (code === authenticationFailed && loggedIn === made) void comeBack(made);
    });
    // Raw events spare building and caching what is never asked; the library's typings leave them out.
    (made as NodeJS.EventEmitter).on(Events.Raw, (packet: Packet, shard: number) => {
      try {
        receive(packet, shard, onLive);
      } catch (error) {
        log.error({ err: error, event: packet.t }, 'an event of Discord failed');
      }
    });
    return made;
  }

  function receive({ t, d }: Packet, shard: number, onLive: () => void): void {
    switch (t) {
      case 'READY': {
        const { application, user, guilds } = d as ReadyData;
        botId = user.id;
        fatal = undefined;
        if (shard === dmShard) dmSessions += 1;
        onLive();
        events.ready({
          shard,
          applicationId: application.id,
          botId,
          guildIds: guilds.map((it) => it.id),
        });
        return;
      }
      case 'INTERACTION_CREATE':
        events.interaction(d as UserInteraction);
        return;
      case 'MESSAGE_CREATE':
      case 'MESSAGE_UPDATE':
      case 'MESSAGE_DELETE':
        if ((d as { guild_id?: string }).guild_id === undefined) events.message({ t, d } as MessageEvent);
        return;
      case 'MESSAGE_REACTION_ADD':
      case 'MESSAGE_REACTION_REMOVE':
      case 'MESSAGE_REACTION_REMOVE_ALL':
      case 'MESSAGE_REACTION_REMOVE_EMOJI':
        events.reaction({ t, d } as ReactionEvent, botId);
        return;
      case 'GUILD_CREATE':
        events.guildCreated(d as GuildCreated, botId);
        return;
      case 'GUILD_DELETE': {
        const { id, unavailable = false } = d as { id: string; unavailable?: boolean };
        events.guildDeleted(id, unavailable);
      }
    }
  }

  /** Logs in, and again after a pause that doubles while Discord cannot be reached. */
  async function keepTrying(onLive: () => void): Promise<Connected> {
    for (let pause = firstRetryMs; !stopped; pause = Math.min(2 * pause, longestRetryMs)) {
      closed = undefined;
      client = newClient(onLive);
      try {
        await client.login(deps.token);
        loggedIn = client;
        return { ok: true };
      } catch (error) {
        fatal = closed ?? fatalFrom(error);
        if (fatal && !(fatal.code === 'bad-token' && deps.isKnownToken())) return fatal;
        if (stopped) break;
        log.warn({ detail: detailOf(error), againInMs: pause }, 'could not connect to Discord');
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return { ok: true };
  }

  /** A token that was taken and is refused now: a new client tries until it is taken again. */
  async function comeBack(refused: Client): Promise<void> {
    loggedIn = undefined;
    await refused.destroy().catch(() => undefined);
    const ended = await keepTrying(() => undefined);
    if (!ended.ok) log.error({}, ended.message);
  }

  return {
    async connect(atMostMs) {
      let timer: NodeJS.Timeout | undefined;
      const live = new Promise<Connected>((resolve) => {
        timer = setTimeout(() => resolve({ ok: true }), atMostMs);
        void keepTrying(() => resolve({ ok: true })).then(resolve);
      });
      return live.finally(() => clearTimeout(timer));
    },
    shards() {
      const all = client?.ws.shards;
      const live = all?.filter((it) => liveStates.has(it.status)).size ?? 0;
      const ids = deps.shards === 'auto' ? [...(all?.keys() ?? [])] : deps.shards.ids;
      const count = deps.shards === 'auto' ? Math.max(1, ids.length) : deps.shards.count;
      return { live, all: ids, count };
    },
    fatal: () => fatal,
    dmSession: () =>
      dmSessions > 0 && client?.ws.shards.get(dmShard)?.status === Status.Ready ? dmSessions : undefined,
    names: {
      guild: (id) => client?.guilds.cache.get(id)?.name,
      channel(guildId, id) {
        const guild = client?.guilds.cache.get(guildId);
        const channel = guild?.channels.cache.get(id);
        const isOpen = channel?.permissionsFor(guildId)?.has(PermissionFlagsBits.ViewChannel);
        return isOpen ? channel?.name : undefined;
      },
      role: (guildId, id) => client?.guilds.cache.get(guildId)?.roles.cache.get(id)?.name,
    },
    async close() {
      stopped = true;
      wake();
      await client?.destroy();
    },
  };
}

interface Packet {
  readonly t: string;
  readonly d: unknown;
}

interface ReadyData {
  readonly application: { readonly id: string };
  readonly user: { readonly id: string };
  readonly guilds: readonly { readonly id: string }[];
}

const liveStates = new Set<number>([Status.Ready, Status.Nearly, Status.WaitingForGuilds]);

function fatalFrom(error: unknown): Extract<Connected, { ok: false }> | undefined {
  const { code, message } = error as { code?: unknown; message?: string };
  if (code === 'TokenInvalid' || isUnauthorized(error) || message === 'Authentication failed')
    return badToken;
  return message === 'Sharding is required' || message === 'Invalid shard' ? badShards : undefined;
}

/** No cache but those that the library cannot do without. */
const nothing = {
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildForumThreadManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildSoundboardSoundManager: 0,
  GuildStickerManager: 0,
  GuildTextThreadManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  UserManager: 0,
  VoiceStateManager: 0,
} as const;
