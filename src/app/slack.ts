import { signHome } from '../chat/home.ts';
import { untilConnected } from '../chat/messenger.ts';
import type { Config } from '../config.ts';
import { arrive, depart, updateCommunity } from '../core/account/index.ts';
import { canonicalZone, dayAt } from '../core/calendar/index.ts';
import { zoneOf } from '../core/people/index.ts';
import { laneOf } from '../core/reminders/index.ts';
import { homeOf } from '../interactions/home-page.ts';
import { zoneOffer } from '../messages/zone-offer.ts';
import { createSlack, type Slack, type SlackLog, type SlackOptions } from '../platforms/slack/index.ts';
import type { Store } from '../store/index.ts';
import { secretBox } from '../store/secret-box.ts';
import { slackInstallations } from '../store/slack-installations.ts';
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

/** Slack as the configuration says it. */
export const assembleSlack = (config: Config, parts: Omit<SlackParts, 'options'>): Slack =>
  joinSlack({
    ...parts,
    options: {
      mode: modeOf(config, parts.store),
      ...(config.SLACK_API_URL !== undefined && { apiUrl: config.SLACK_API_URL }),
    },
  });

/** The configuration has checked that what a mode needs is there. */
function modeOf(config: Config, store: Store): SlackOptions['mode'] {
  const {
    SLACK_BOT_TOKEN: botToken = '',
    SLACK_APP_TOKEN: appToken = '',
    SLACK_SIGNING_SECRET: signingSecret = '',
  } = config;
  if (config.slack === 'socket') return { kind: 'socket', botToken, appToken };
  if (config.slack === 'http') return { kind: 'http', botToken, signingSecret };
  return {
    kind: 'oauth',
    signingSecret,
    clientId: config.SLACK_CLIENT_ID ?? '',
    clientSecret: config.SLACK_CLIENT_SECRET ?? '',
    stateSecret: config.SLACK_STATE_SECRET ?? '',
    installations: slackInstallations(store.connection, secretBox(config.SECRET_KEY ?? '')),
    ...(config.PUBLIC_URL !== undefined && { publicUrl: config.PUBLIC_URL }),
  };
}

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
      const interaction = { type: 'text', text: '' } as const;
      return signHome(
        sign,
        await homeOf(await bot.createContext({ eventId: 'home', actor, place, interaction })),
      );
    },
    tokens: bot.tokens,
    async onConnected(team) {
      const waits = [...untilConnected, 'unavailable', 'uncertain'];
      await store.system.retryNow(laneOf({ platform, team }, 'prompt'), waits);
      await store.system.retryNow(laneOf({ platform, team }, 'share'), waits);
      bot.deliveryWorker.wake();
      bot.deliveryWorker.readDms({ platform, team });
    },
    onReaction: bot.reactions.changed,
    async onCommunityJoined({ external, name }) {
      const arrival = { id: newId(), platform, external, name, zone: rules.defaultZone };
      const { community, fresh } = await arrive(store.communities, arrival, moment());
      if (!fresh) return;
      await updateCommunity(store.communities, community, moment(), (current) => ({
        ...current,
        welcomeOwed: true,
      }));
    },
    async onZoneChanged({ actor, zone }) {
      const person = await store.people.findByIdentity(actor.identity);
      const profile = canonicalZone(zone);
      const current = person && zoneOf(person, now());
      if (!person?.dm || person.dm.closedAt !== undefined || !profile || !current || profile === current)
        return;
      const id = `${person.id}:zone:${profile}:${dayAt(person.clocks, now())}`;
      const sent = await bot.messengers
        .get(person.dm.platform)
        ?.send(person.dm, sign(zoneOffer(profile, current)), id);
      if (sent && !sent.ok) log.warn({ reason: sent.reason }, 'a new zone could not be offered');
    },
    onCommunityRemoved: (external) => depart(store.communities, platform, external, moment()),
  });
  bot.messengers.set(platform, slack.messenger);
  if (options.mode.kind !== 'oauth') return slack;
  return {
    ...slack,
    async start(dispatcher) {
      await slack.start(dispatcher);
      // Each workspace has a token of its own, and none is connected by itself.
      bot.deliveryWorker.readDms({ platform });
    },
  };
}
