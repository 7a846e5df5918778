import { untilConnected } from '../chat/messenger.ts';
import type { Config } from '../config.ts';
import { arrive, depart, updateCommunity } from '../core/account/index.ts';
import type { Community } from '../core/people/index.ts';
import { laneOf } from '../core/reminders/index.ts';
import { welcomeText } from '../interactions/organiser-notes.ts';
import {
  createDiscord,
  type DiscordLog,
  type DiscordOptions,
  type DiscordPlatform,
  type GuildHooks,
  noAccess,
  platform,
} from '../platforms/discord/index.ts';
import type { Store } from '../store/index.ts';
import type { Bot } from './bot.ts';
import { newId } from './ids.ts';

export interface DiscordParts {
  readonly bot: Bot;
  readonly store: Store;
  readonly now: () => number;
  readonly log: DiscordLog;
  readonly options: Omit<DiscordOptions, 'registry' | 'hashStore' | 'guilds' | 'tokens' | 'log' | 'now'>;
}

/** Discord as the configuration says it. */
export const assembleDiscord = (config: Config, parts: Omit<DiscordParts, 'options'>): DiscordPlatform =>
  joinDiscord({
    ...parts,
    options: {
      token: config.DISCORD_TOKEN ?? '',
      shards: config.DISCORD_SHARDS,
      ...(config.DISCORD_API_URL !== undefined && { apiUrl: config.DISCORD_API_URL }),
      ...(config.DISCORD_GUILD_ID !== undefined && { guildId: config.DISCORD_GUILD_ID }),
    },
  });

/** Adds Discord to the bot; it listens once it is started. */
export function joinDiscord({ bot, store, now, log, options }: DiscordParts): DiscordPlatform {
  let hash = store.installation.discordCommands;
  const discord = createDiscord({
    ...options,
    registry: bot.registry,
    guilds: guildHooks({ bot, store, now }),
    tokens: bot.tokens,
    async onConnected() {
      const waits = [noAccess, ...untilConnected, 'unavailable', 'uncertain'];
      await store.system.retryNow(laneOf({ platform }, 'prompt'), waits);
      await store.system.retryNow(laneOf({ platform }, 'share'), waits);
      bot.deliveryWorker.wake();
    },
    onReaction: bot.reactions.changed,
    onListening: () => bot.deliveryWorker.readDms({ platform }),
    log,
    now,
    hashStore: {
      get: async () => hash,
      set: async (next) => {
        await store.saveDiscordCommands(next);
        hash = next;
      },
    },
  });
  bot.messengers.set(platform, discord.messenger);
  bot.onFeaturesChanged.set(platform, discord.featuresChanged);
  return discord;
}

const batch = 200;

/** Servers as communities: written when the bot arrives, and no longer posted to once it was removed. */
function guildHooks({ bot, store, now }: Pick<DiscordParts, 'bot' | 'store' | 'now'>): GuildHooks {
  const { sign, rules } = bot.jobs;
  const moment = () => ({ now: now(), tzdb: rules.tzdb });

  async function change(external: string, how: (current: Community) => Community): Promise<void> {
    const community = await store.communities.findByExternal(platform, external);
    if (community) await updateCommunity(store.communities, community, moment(), how);
  }

  return {
    async joined({ external, name, recently }) {
      const arrival = { id: newId(), platform, external, name, zone: rules.defaultZone };
      const { fresh } = await arrive(store.communities, arrival, moment());
      if (!fresh || !recently) return undefined;
      const text = welcomeText((command) => `/${command}`);
      return sign({ code: 'welcome', visibility: 'public', text });
    },
    async welcomed({ external }, posted) {
      if (!posted) await change(external, (current) => ({ ...current, welcomeOwed: true }));
    },
    features: async (external) => (await store.communities.findByExternal(platform, external))?.features,
    removed: (external) => depart(store.communities, platform, external, moment()),
    async present(externals, covers) {
      let after = '';
      for (;;) {
        const page = await store.system.presentCommunities(platform, after, batch);
        for (const { external } of page) {
          if (covers(external) && !externals.has(external))
            await depart(store.communities, platform, external, moment());
        }
        if (page.length < batch) return;
        after = page.at(-1)?.external ?? '';
      }
    },
  };
}
