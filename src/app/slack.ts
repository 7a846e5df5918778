import { signHome } from '../chat/home.ts';
import { type Community, newCommunity, updateCommunity } from '../core/people/index.ts';
import { scheduledCommunity } from '../core/roundups/index.ts';
import { homeOf } from '../messages/home.ts';
import { createSlack, type Slack, type SlackLog, type SlackOptions } from '../platforms/slack/index.ts';
import type { Store } from '../store/index.ts';
import type { Bot } from './bot.ts';
import { newId } from './ids.ts';

export interface SlackParts {
  readonly bot: Bot;
  readonly store: Store;
  /** The product's time. */
  readonly now: () => number;
  readonly machineNow: () => number;
  readonly log: SlackLog;
  readonly options: Pick<SlackOptions, 'mode' | 'apiUrl' | 'timing'>;
}

const platform = 'slack';

/** Slack, put into the house: its messenger, its Home tab, its workspaces as communities. */
export function joinSlack({ bot, store, now, machineNow, log, options }: SlackParts): Slack {
  const { rules, sign } = bot.jobs;
  const find = (external: string): Promise<Community | undefined> =>
    store.communities.findByExternal(platform, external);
  const change = (community: Community, how: (current: Community) => Community): Promise<Community> =>
    updateCommunity(store.communities, community, { now: now(), tzdb: rules.tzdb }, how);

  const slack = createSlack({
    ...options,
    commands: bot.registry.commands,
    log,
    memory: store.events,
    now: machineNow,
    home: async ({ actor, place }) => {
      const what = { type: 'text', text: '' } as const;
      return signHome(sign, await homeOf(await bot.enter({ eventId: 'home', actor, place, what })));
    },
    async onCommunityJoined({ external, name }) {
      const known = await find(external);
      if (known) {
        await change(known, ({ removedAt, ...current }) =>
          removedAt === undefined && current.name === name ? { ...current } : { ...current, name },
        );
        return;
      }
      const made = newCommunity({ id: newId(), platform, external, name, zone: rules.defaultZone }, now());
      await store.communities.create(scheduledCommunity(made, now(), rules.tzdb));
    },
    async onCommunityRemoved(external) {
      const known = await find(external);
      if (known && known.removedAt === undefined) {
        await change(known, (current) => ({ ...current, removedAt: now() }));
      }
    },
  });
  bot.messengers.set(platform, slack.messenger);
  return slack;
}
