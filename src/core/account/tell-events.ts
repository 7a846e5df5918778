import type { Day, Instant } from '../calendar/index.ts';
import type { PeopleStore } from '../people/ports.ts';
import type { Person } from '../people/types.ts';
import type { DeliveryStore } from '../reminders/ports.ts';
import { claimEvents, claimedBy, type StreakEvent, wayBack, withoutMessage } from '../streaks/index.ts';
import {
  closedStreak,
  readForStreak,
  type Streak,
  type StreakReading,
  type StreakRules,
  type StreakStores,
} from '../streaks/read.ts';
import { isLost } from './lost.ts';
import { updatePerson } from './update.ts';

interface TellStores extends StreakStores {
  readonly people: PeopleStore;
  readonly deliveries: Pick<DeliveryStore, 'find'>;
}

/** What a message tells of a streak. */
export interface StreakNews {
  readonly events: readonly StreakEvent[];
  readonly today: Day;
  /** Freezes that can be held. */
  readonly maxFreezes: number;
  /** The dates on which an entry each brings back the streak that ended. */
  readonly wayBack?: readonly Day[];
}

/** The message that tells it: a delivery's id, or `answerKey`. */
export interface NewsMessage {
  readonly by: string;
  readonly now: Instant;
  readonly rules: StreakRules & { readonly tzdb: string };
  /** An earlier attempt may have arrived: then nothing is told but what that one told. */
  readonly mayHaveArrived?: boolean;
}

/** The interaction as the message that tells something; no delivery has such an id. */
export const answerKey = (eventId: string): string => `answer:${eventId}`;

/** Reads what there is to tell now and writes the keys of it (S13), and returns the person as written. */
export async function tellNews(
  stores: TellStores,
  person: Person,
  message: NewsMessage,
): Promise<{ readonly news: StreakNews; readonly person: Person }> {
  const reading = await readForStreak(stores, person, message.now, message.rules);
  return tellNewsOf(stores, person, { reading, streak: await closedStreak(stores, reading) }, message);
}

/** The same for a streak that was read already. */
export async function tellNewsOf(
  stores: TellStores,
  person: Person,
  { reading, streak }: { readonly reading: StreakReading; readonly streak: Streak },
  message: NewsMessage,
): Promise<{ readonly news: StreakNews; readonly person: Person }> {
  const { state, today } = streak;
  const told = await tellEvents(stores, person, state.events, { ...message, today });
  const end = told.events.findLast((it) => it.kind === 'streak-ended');
  const back = end && wayBack(reading.facts, end, message.rules, reading.from);
  const maxFreezes = message.rules.freezes.maxHeld;
  return {
    news: { events: told.events, today, maxFreezes, ...(back && { wayBack: back }) },
    person: told.person,
  };
}

/**
 * Writes the keys of the events that a message tells, and returns these events. Two messages at once never tell the same: the
 * person is written only in the version that was read.
 */
async function tellEvents(
  stores: TellStores,
  person: Person,
  events: readonly StreakEvent[],
  { by, now, today, rules, mayHaveArrived }: NewsMessage & { readonly today: Day },
): Promise<{ readonly events: readonly StreakEvent[]; readonly person: Person }> {
  if (mayHaveArrived) return { events: claimedBy(person.streakEvents, events, by), person };
  let news: readonly StreakEvent[] = [];
  const lost = await lostMessages(stores, person, events);
  const written = await updatePerson(stores.people, person, { now, tzdb: rules.tzdb }, (current) => {
    const { streakEvents, ...rest } = current;
    const left = lost.reduce(withoutMessage, streakEvents);
    const claimed = claimEvents(left, events, { today, by });
    news = claimed.news;
    if (claimed.record === streakEvents) return current;
    return claimed.record ? { ...rest, streakEvents: claimed.record } : rest;
  });
  return { events: news, person: written };
}

/** The deliveries that told some of these events and certainly did not arrive. */
async function lostMessages(
  { deliveries }: TellStores,
  { id, streakEvents }: Person,
  events: readonly StreakEvent[],
): Promise<readonly string[]> {
  const keys = streakEvents?.told.filter((it) =>
    events.some(({ kind, day }) => it.kind === kind && it.day === day),
  );
  const messages = new Set(keys?.flatMap(({ by }) => by ?? []));
  const lost: string[] = [];
  for (const by of messages) {
    const delivery = by.startsWith(`${id}:`) ? await deliveries.find({ personId: id }, by) : undefined;
    if (delivery && isLost(delivery)) lost.push(by);
  }
  return lost;
}
