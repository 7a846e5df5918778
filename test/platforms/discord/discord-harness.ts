import { joinDiscord } from '../../../src/app/discord.ts';
import type { Dispatcher } from '../../../src/chat/dispatcher.ts';
import type { DiscordOptions, DiscordPlatform } from '../../../src/platforms/discord/index.ts';
import type { Store } from '../../../src/store/index.ts';
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from '../../fakes/discord/index.ts';
import { type BotHarness, type BotHarnessOptions, openBotHarness, until } from '../../support/bot-harness.ts';

export { recordingLog, until } from '../../support/bot-harness.ts';

export interface DiscordHarness extends BotHarness {
  readonly discord: FakeDiscord;
  readonly platform: DiscordPlatform;
}

/** discord.js waits 5 s between IDENTIFYs, and one process has no other to wait for here. */
export const atOnce: DiscordOptions['ws'] = {
  buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }),
} as DiscordOptions['ws'];

export interface DiscordHarnessOptions extends BotHarnessOptions {
  readonly fake?: FakeDiscordOptions;
  readonly platform?: Partial<DiscordOptions>;
  /** Stands between Discord and the bot. */
  readonly plant?: (dispatcher: Dispatcher) => Dispatcher;
  /** Servers and people that are there before the bot is. */
  readonly before?: (discord: FakeDiscord) => void;
  /** What is stored before it starts. */
  readonly seed?: (store: Store) => Promise<void>;
}

/** The whole bot, with its commands, jobs and stores, on a fake Discord. Close it at the end. */
export async function openDiscordHarness(options: DiscordHarnessOptions = {}): Promise<DiscordHarness> {
  return openDiscordOn(await openBotHarness(options), options);
}

/** Puts a fake Discord onto a bot; closing it closes the bot too. */
export async function openDiscordOn(
  base: BotHarness,
  options: DiscordHarnessOptions = {},
): Promise<DiscordHarness> {
  const { bot, store, now, log } = base;
  const discord = await startFakeDiscord({ ...options.fake, ...(options.now && { now }) });
  options.before?.(discord);
  await options.seed?.(store);
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
    ...base,
    discord,
    platform,
    async close() {
      await platform.stop();
      await base.close();
      await discord.close();
    },
  };
}
