import { signHome } from '../chat/home.ts';
import { arrive, depart, updateCommunity } from '../core/people/index.ts';
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
  const moment = () => ({ now: now(), tzdb: rules.tzdb });

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
      const arrival = { id: newId(), platform, external, name, zone: rules.defaultZone };
      const { community, fresh } = await arrive(store.communities, arrival, moment());
      if (!fresh) return;
      await updateCommunity(store.communities, community, moment(), (current) => ({
        ...current,
        welcomeOwed: true,
      }));
    },
    onCommunityRemoved: (external) => depart(store.communities, platform, external, moment()),
  });
  bot.messengers.set(platform, slack.messenger);
  return slack;
}
