import { type Day, dayAt, dayBounds, dueInstant, formatDay, type Instant } from '../calendar/index.ts';
import { pauseOn } from '../people/now.ts';
import type { FollowUp, Person } from '../people/types.ts';
import type { StreakFacts } from '../streaks/index.ts';
import { laneOf, missedDelivery, pendingDelivery } from './delivery.ts';
import { latestSendOn } from './lateness.ts';
import { isReachable } from './reach.ts';
import type { Delivery } from './types.ts';
import { promptFrequencyOn } from './unanswered.ts';

/** A fix is asked about this many local dates after it was noted (R36). */
export const followUpDays = 7;
/** If the prompt time does not occur in the date, so many later dates are tried. */
const searchedDays = 8;

/** Plans a follow-up for a fix noted now. If one waits for the same entry, this one replaces it. */
export function withFollowUp(person: Person, entryId: string, now: Instant): Person {
  const day = dayAt(person.clocks, now) + followUpDays;
  const others = withoutFollowUp(person, entryId).followUps ?? [];
  return { ...person, followUps: [...others, { entryId, day }] };
}

/** Removes the follow-up of an entry. Returns the same person if there was none. */
export function withoutFollowUp(person: Person, entryId: string): Person {
  if (!person.followUps?.some((it) => it.entryId === entryId)) return person;
  const { followUps, ...rest } = person;
  const others = followUps.filter((it) => it.entryId !== entryId);
  return others.length > 0 ? { ...rest, followUps: others } : rest;
}

/** The prompt time of its date, or of the first later date in which the time occurs. */
export function followUpAt(person: Person, { day }: FollowUp): Instant {
  for (let date = day; date < day + searchedDays; date++) {
    const at = dueInstant(person.clocks, date, person.promptTime);
    if (at !== undefined) return at;
  }
  return dayBounds(person.clocks, day)?.start ?? 0;
}

/** The earliest due instant of all follow-ups, also if it has passed. */
export const nextFollowUpAt = (person: Person): Instant | undefined =>
  person.followUps?.map((it) => followUpAt(person, it)).sort((a, b) => a - b)[0];

/** Whether a follow-up is silent on a date. It is where a prompt is, but a logged date does not silence it (R36). */
export function isQuietOn(person: Person, facts: StreakFacts, day: Day): boolean {
  if (!isReachable(person) || person.skippedDay === day || person.rest.includes(day) || pauseOn(person, day))
    return true;
  const asking = promptFrequencyOn(person, facts, day);
  return asking === 'between' || asking === 'silent';
}

/** The deliveries of the follow-ups that are due, and the person without these: each is asked once or never. */
export function planFollowUps(
  person: Person,
  facts: StreakFacts,
  now: Instant,
  lateWindowMs: number,
): { readonly deliveries: readonly Delivery[]; readonly person: Person } {
  const deliveries: Delivery[] = [];
  let left = person;
  for (const followUp of person.followUps ?? []) {
    const dueAt = followUpAt(person, followUp);
    if (dueAt > now) continue;
    left = withoutFollowUp(left, followUp.entryId);
    const day = dayAt(person.clocks, dueAt);
    if (isQuietOn(person, facts, day)) continue;
    const owed = {
      owner: { personId: person.id },
      kind: 'follow-up' as const,
      key: `${followUp.entryId}.${formatDay(followUp.day)}`,
      lane: laneOf(person.dm, 'follow-up'),
      dueAt,
      expiresAt: latestSendOn(person, day, { kind: 'follow-up', dueAt }, lateWindowMs),
    };
    deliveries.push(now <= owed.expiresAt ? pendingDelivery(owed) : missedDelivery(owed, now, 'too-late'));
  }
  return { deliveries, person: left };
}
