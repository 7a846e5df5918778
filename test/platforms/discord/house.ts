import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bot, createBot } from '../../../src/app/bot.ts';
import { joinDiscord } from '../../../src/app/discord.ts';
import type { Observation } from '../../../src/chat/dispatch.ts';
import type { Dispatcher } from '../../../src/chat/incoming.ts';
import type { Assistant } from '../../../src/core/learnings/index.ts';
import { startEmbeddedMongo } from '../../../src/embedded-mongo/index.ts';
import type { DiscordOptions, DiscordPlatform } from '../../../src/platforms/discord/index.ts';
import { openStore, type Store } from '../../../src/store/index.ts';
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from '../../fakes/discord/index.ts';

export interface House {
  readonly discord: FakeDiscord;
  readonly store: Store;
  readonly bot: Bot;
  readonly platform: DiscordPlatform;
  /** What was logged at warn or above. */
  readonly logged: { readonly level: string; readonly message: string; readonly facts: object }[];
  readonly observed: Observation[];
  close(): Promise<void>;
}

/** discord.js waits 5 s between IDENTIFYs, and one process has no other to wait for here. */
export const atOnce: DiscordOptions['ws'] = {
  buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }),
} as DiscordOptions['ws'];

export function recordingLog(logged: House['logged'] = []) {
  const at =
    (level: string) =>
    (facts: object, message: string): void => {
      if (level === 'warn' || level === 'error') logged.push({ level, message, facts });
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), logged };
}

/** The whole bot, with its commands, jobs and stores, on a fake Discord. Close it at the end. */
export async function openHouse(
  options: {
    readonly now?: () => number;
    readonly assistant?: Assistant;
    readonly fake?: FakeDiscordOptions;
    readonly platform?: Partial<DiscordOptions>;
    /** Stands between Discord and the bot. */
    readonly plant?: (dispatcher: Dispatcher) => Dispatcher;
    /** Servers and people that are there before the bot is. */
    readonly before?: (discord: FakeDiscord) => void;
    /** What is stored before it starts. */
    readonly seed?: (store: Store) => Promise<void>;
  } = {},
): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'shipmate-discord-'));
  const now = options.now ?? Date.now;
  const discord = await startFakeDiscord({ ...options.fake, ...(options.now && { now: options.now }) });
  options.before?.(discord);
  const server = await startEmbeddedMongo({ dataDir });
  const store = await openStore(server.uri, 'shipmate', { alone: true });
  await options.seed?.(store);
  const log = recordingLog();
  const observed: Observation[] = [];
  const bot = await createBot({
    store,
    rules: {
      freezes: { stepsPerFreeze: 7, maxHeld: 2 },
      backdateDays: 2,
      lateWindowMs: 240 * 60_000,
      nudgeTime: 1_200,
      defaultZone: 'UTC',
      tzdb: process.versions.tz ?? 'unknown',
    },
    now,
    machineNow: now,
    log,
    observe: (event) => observed.push(event),
    ...(options.assistant && { assistant: options.assistant }),
    unlimited: ['discord'],
  });
  const platform = joinDiscord({
    bot,
    store,
    now,
    log,
    options: { token: discord.token, apiUrl: discord.apiUrl, ws: atOnce, ...options.platform },
  });
  const started = await platform.start(options.plant?.(bot.dispatcher) ?? bot.dispatcher);
  if (!started.ok) throw new Error(started.message);
  await until(() => discord.commands().length > 0);
  return {
    discord,
    store,
    bot,
    platform,
    logged: log.logged,
    observed,
    async close() {
      await platform.stop();
      await bot.pump.stop();
      await store.close();
      await server.close();
      await discord.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits in real time, by short turns, for something that happens by itself. */
export async function until(condition: () => boolean | Promise<boolean>, atMostMs = 5_000): Promise<void> {
  const end = performance.now() + atMostMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('It did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
