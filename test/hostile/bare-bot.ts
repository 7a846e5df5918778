import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from 'embedded-mongo';
import { type Bot, createBot } from '../../src/app/bot.ts';
import { rulesOf } from '../../src/app/rules.ts';
import type { Incoming, Interaction } from '../../src/chat/interaction.ts';
import type { Messenger } from '../../src/chat/messenger.ts';
import type { Outcome } from '../../src/chat/rendered.ts';
import { readConfig } from '../../src/config.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { everything, type Found } from '../app/database.ts';

/** `playground` marks wrong form fields itself, `bare` gets *Fix it*. */
export const platforms = ['playground', 'bare'] as const;

export interface Speaker {
  readonly platform: string;
  readonly user: string;
  readonly isOrganiser: boolean;
}

/** The bot without any platform, on a store of its own: what is dispatched is answered, what it sends goes nowhere. */
export interface BareBot {
  readonly bot: Bot;
  readonly store: Store;
  /** Errors that the bot logged. */
  readonly logged: string[];
  dispatch(speaker: Speaker, what: Interaction, where?: { dm?: boolean; event?: string }): Promise<Outcome>;
  rows(): Promise<readonly Found[]>;
  stop(): Promise<void>;
}

/** `plant` puts a fault into the store, to see whether it is found. */
export async function bareBot(plant: (store: Store) => Store = (store) => store): Promise<BareBot> {
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'shipmate-bare-')));
  const server = await startEmbeddedMongo({ dataDir });
  const store = await openStore(server.uri, 'shipmate', { alone: true });
  const logged: string[] = [];
  const log = (facts: object, message: string) => {
    logged.push(`${message}: ${'err' in facts && facts.err instanceof Error ? facts.err.stack : ''}`);
  };
  const bot = await createBot({
    store: plant(store),
    rules: { ...rulesOf(readConfig({})), tzdb: 'test' },
    now: Date.now,
    machineNow: Date.now,
    log: { info: () => undefined, warn: () => undefined, error: log },
    observe: () => undefined,
    unlimited: platforms,
  });
  for (const platform of platforms) bot.messengers.set(platform, silentMessenger(platform));
  let events = 0;
  return {
    bot,
    store,
    logged,
    dispatch({ platform, user, isOrganiser }, what, { dm = false, event = `event-${++events}` } = {}) {
      const incoming: Incoming = {
        eventId: event,
        actor: { identity: { platform, user }, displayName: user, isOrganiser },
        place: {
          kind: dm ? 'dm' : 'channel',
          platform,
          channel: dm ? `dm-${user}` : 'general',
          ...(!dm && { community: { external: 'harbour', name: 'The harbour' } }),
        },
        interaction: what,
      };
      bot.dispatcher.acknowledgement(incoming);
      return bot.dispatcher.dispatch(incoming);
    },
    rows: () => everything(dataDir),
    async stop() {
      await bot.deliveryWorker.stop();
      await store.close();
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function silentMessenger(platform: string): Messenger {
  let sent = 0;
  return {
    platform,
    openDm: async ({ user }) => ({ ok: true, destination: { platform, channel: `dm-${user}` } }),
    send: async (to) => ({ ok: true, post: { ...to, message: `m${++sent}` } }),
    edit: async (post) => ({ ok: true, post }),
    remove: async (post) => ({ ok: true, post }),
    mayPost: async ({ channel }) =>
      /^[a-z0-9-]{1,40}$/.test(channel) ? { ok: true } : { ok: false, missing: 'a channel of that name' },
  };
}
