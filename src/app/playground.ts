import type { Rules } from '../chat/context.ts';
import type { Config } from '../config.ts';
import { dayAt } from '../core/calendar/index.ts';
import { isFeatureOn, newCommunity, zoneOf } from '../core/people/index.ts';
import { nextPromptAt, wasAskedToday } from '../core/reminders/index.ts';
import { scheduledCommunity } from '../core/roundups/index.ts';
import { readLedger } from '../core/streaks/read.ts';
import type { ProductClock } from '../jobs/product-clock.ts';
import { timeMachine } from '../jobs/product-clock.ts';
import {
  channels,
  createFeed,
  community as here,
  platform,
  playgroundMessenger,
} from '../platforms/playground/index.ts';
import { playgroundStore, type Store } from '../store/index.ts';
import type { DemoHost, PlaygroundHost } from '../web/ports.ts';
import type { Bot } from './bot.ts';
import { newId } from './ids.ts';
import { streakView } from './streak-view.ts';

export interface PlaygroundParts {
  readonly config: Config;
  readonly store: Store;
  readonly clock: ProductClock;
  readonly rules: Rules;
  /** Gets the playground's messenger. */
  readonly bot: Bot;
  readonly demo?: DemoHost;
}

/** The playground as the web server needs it; its community is made on the first start, set up and ready. */
export async function assemblePlayground(parts: PlaygroundParts): Promise<PlaygroundHost> {
  const { config, store, clock, rules, bot, demo } = parts;
  const feed = createFeed();
  const own = await playgroundStore(store.connection);
  bot.messengers.set(platform, playgroundMessenger({ store: own, feed, now: clock.now }));
  await makeCommunity(store, rules, clock.now());
  const machine = timeMachine({
    clock,
    deliveryWorker: bot.deliveryWorker,
    system: store.system,
    saveAhead: store.saveClockAhead,
    beat: (now) => store.outages.beat(platform, now),
  });
  return {
    store: own,
    feed,
    dispatcher: bot.dispatcher,
    commands: bot.registry.commands,
    async offeredCommands() {
      const community = await store.communities.findByExternal(platform, here.external);
      return bot.registry.commands.filter((it) => isFeatureOn(it.feature, community));
    },
    clock: { now: clock.now, movable: config.platforms.length === 0, advanceTo: machine.advanceTo },
    async streakOf(identity) {
      const person = await store.people.findByIdentity(identity);
      return person && streakView(await readLedger(store, person, clock.now(), rules), person);
    },
    async nextPromptAt(identity) {
      const person = identity && (await store.people.findByIdentity(identity));
      if (!person) return store.system.nextDueAt();
      const now = clock.now();
      return nextPromptAt(person, now, {
        isLogged: await store.entries.isLogged(person.id, dayAt(person.clocks, now)),
        wasAsked: await wasAskedToday(store.deliveries, person, now),
      });
    },
    async zoneOf(identity) {
      const person = await store.people.findByIdentity(identity);
      return person && zoneOf(person, clock.now());
    },
    allowedHosts: config.PLAYGROUND === 'public' ? 'any' : [],
    ...(demo && { demo }),
  };
}

async function makeCommunity(store: Store, rules: Rules, now: number): Promise<void> {
  if (await store.communities.findByExternal(platform, here.external)) return;
  const made = newCommunity(
    {
      id: newId(),
      platform,
      external: here.external,
      name: here.name,
      zone: rules.defaultZone,
      ...(channels[0] && { channel: channels[0].name }),
    },
    now,
  );
  await store.communities.create(
    scheduledCommunity({ ...made, defaults: { ...made.defaults, audience: 'community' } }, now, rules.tzdb),
  );
}
