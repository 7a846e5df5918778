import { type APIUser, Routes } from 'discord.js';
import type { Command } from '../../chat/command.ts';
import type { Dispatcher } from '../../chat/dispatcher.ts';
import type { Messenger } from '../../chat/messenger.ts';
import type { TokenMemory } from '../../chat/token-memory.ts';
import { answerer } from './answer.ts';
import { restClients } from './clients.ts';
import { type DirectMessages, directMessages } from './direct-messages.ts';
import { type Connected, gateway } from './gateway.ts';
import { guildCommands } from './guild-commands.ts';
import { guildWatcher } from './guilds.ts';
import { interactions } from './interactions.ts';
import { patience as usualPatience } from './limits.ts';
import { discordMessenger } from './messenger.ts';
import { type DiscordOptions, defaultApiUrl } from './ports.ts';
import { parseReaction, reactionReader } from './reactions.ts';
import { dmReader } from './read-dm.ts';
import { registration } from './registration.ts';

export interface DiscordPlatform {
  /** Works from the beginning: it needs no gateway. */
  readonly messenger: Messenger;
  /** Listens to what people do. A refused token is a value; an unreachable Discord is tried again and again behind it. */
  start(dispatcher: Dispatcher): Promise<Connected>;
  /** A server switched a feature on or off: registers there what it has now. */
  featuresChanged(guildId: string): void;
  ready(): { readonly ok: boolean; readonly detail: string };
  /** Whether all of this process's shards listen and answers got through, for heartbeats. */
  canAnswer(): boolean;
  /** Stops listening, then waits for the answers under way. */
  stop(): Promise<void>;
}

const connectWithinMs = 15_000;
const drainMs = 8_000;
const troubleMs = 2 * 60_000;

/** Discord as one of the house's platforms. Nothing here touches a store: what is to be kept goes through the hooks. */
export function createDiscord(options: DiscordOptions): DiscordPlatform {
  const { token, apiUrl = defaultApiUrl, log, now, shards = 'auto', tokens = inMemory() } = options;
  const share = shards === 'auto' ? 1 : shards.ids.length / shards.count;
  const rest = restClients({ token, apiUrl, share, log, onTokenTaken: connected });
  const bot = oncePerSuccess(async () => ((await rest.direct.get(Routes.user())) as APIUser).id);
  const reader = dmReader({
    rest,
    log,
    listening: { session: () => link.dmSession(), settled: async (channel) => messages?.settled(channel) },
  });
  const messenger = discordMessenger({
    rest,
    apiUrl,
    botId: bot.get,
    reader: { ...reader, ...reactionReader({ rest, log }) },
    log,
  });
  let troubleAt: number | undefined;
  let handler: ReturnType<typeof interactions> | undefined;
  let messages: DirectMessages | undefined;
  let started = false;
  let applicationId: string | undefined;

  const forAll = options.registry.commands.filter((it) => it.feature === undefined);
  const optional = options.registry.commands.filter((it) => it.feature !== undefined);

  /** The commands of the features that a server switched on; undefined where it never switched anything. */
  async function optionalOf(guildId: string): Promise<readonly Command[] | undefined> {
    const on = await options.guilds.features(guildId);
    return on && optional.filter((it) => it.feature !== undefined && on.includes(it.feature));
  }

  const ofGuilds = guildCommands({ rest: rest.direct, commandsOf: optionalOf, log });

  function featuresChanged(guildId: string): void {
    if (optional.length === 0) return;
    if (options.guildId === undefined) ofGuilds.update(guildId);
    else if (options.guildId === guildId && applicationId !== undefined) commands.begin(applicationId);
  }

  const commands = registration({
    rest: rest.direct,
    guildId: options.guildId,
    commands: async () => [
      ...forAll,
      ...((options.guildId === undefined ? undefined : await optionalOf(options.guildId)) ?? []),
    ],
    hashStore: options.hashStore,
    log,
  });

  const guilds = guildWatcher({
    hooks: options.guilds,
    messenger,
    now,
    log,
    shardOf: (id) => Number((BigInt(id) >> 22n) % BigInt(link.shards().count)),
    shards: () => link.shards().all,
  });

  const link = gateway({
    token,
    apiUrl,
    shards,
    log,
    isKnownToken: () => tokens.has(token),
    ...(options.ws && { ws: options.ws }),
    events: {
      ready({ shard, applicationId: id, botId, guildIds }) {
        applicationId = id;
        ofGuilds.begin(id);
        bot.set(botId);
        guilds.session(shard, guildIds);
        connected();
        // The first shard registers for all, and gets the DMs.
        if (shard !== 0) return;
        commands.begin(id);
        options.onListening?.();
      },
      interaction: (it) => void handler?.handle(it),
      guildCreated(guild, botId) {
        if (guild.id === options.guildId) commands.retryNow();
        guilds.created(guild, botId);
        if (options.guildId === undefined) featuresChanged(guild.id);
      },
      guildDeleted: guilds.deleted,
      message: (event) => void messages?.handle(event),
      reaction(event, botId) {
        const change = parseReaction(event, botId);
        if (change) void options.onReaction?.(change);
      },
    },
  });

  /** The token is good, and what waited for that can go out. */
  function connected(): void {
    Promise.all([tokens.remember(token), options.onConnected?.()]).catch((error: unknown) =>
      log.error({ err: error }, 'could not go on sending'),
    );
  }

  return {
    messenger,
    featuresChanged,
    start(dispatcher) {
      started = true;
      messages = directMessages({ dispatcher, rest, log, missed: reader.forget });
      handler = interactions({
        dispatcher,
        log,
        patience: options.patience ?? usualPatience,
        names: link.names,
        answers: answerer({
          rest,
          log,
          observe: (reached) => {
            troubleAt = reached ? undefined : now();
          },
        }),
      });
      return link.connect(connectWithinMs);
    },
    ready() {
      const { live, all } = link.shards();
      const fatal = link.fatal();
      if (fatal) return { ok: false, detail: fatal.message };
      if (!started) return { ok: false, detail: 'not started' };
      const connected = all.length > 0 && live === all.length;
      const detail = `${live} of ${Math.max(1, all.length)} shards connected, ${guilds.count} servers`;
      const problem = connected && all.includes(0) ? commands.problem() : undefined;
      return problem === undefined
        ? { ok: connected, detail }
        : { ok: false, detail: `${detail}; the commands are not registered: ${problem}` };
    },
    canAnswer() {
      const { live, all } = link.shards();
      const inTrouble = troubleAt !== undefined && now() - troubleAt < troubleMs;
      return all.length > 0 && live === all.length && !inTrouble;
    },
    async stop() {
      commands.stop();
      ofGuilds.stop();
      await link.close();
      await Promise.all([handler?.drain(drainMs), messages?.drain(drainMs)]);
    },
  };
}

function inMemory(): TokenMemory {
  const known = new Set<string>();
  return { has: (token) => known.has(token), remember: async (token) => void known.add(token) };
}

/** A value that is asked for until it is had, and then never again. */
function oncePerSuccess<T>(ask: () => Promise<T>): { get: () => Promise<T>; set: (value: T) => void } {
  let had: Promise<T> | undefined;
  return {
    get() {
      had ??= ask().catch((error: unknown) => {
        had = undefined;
        throw error;
      });
      return had;
    },
    set(value) {
      had = Promise.resolve(value);
    },
  };
}
