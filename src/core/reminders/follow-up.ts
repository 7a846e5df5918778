import { type Day, dayAt, dayBounds, dueInstant, formatDay, type Instant } from '../calendar/index.ts';
import { pauseOn } from '../people/now.ts';
import type { FollowUp, Person } from '../people/types.ts';
import type { StreakFacts } from '../streaks/index.ts';
import { laneOf, missedDelivery, pendingDelivery } from './delivery.ts';
import { isReachable } from './reach.ts';
import type { Delivery } from './types.ts';
import { promptFrequencyOn } from './unanswered.ts';

/** A fix is asked about this many local dates after it was noted (R36). */
export const followUpDays = 7;
/** A prompt time that does not occur in its date is looked for in the dates after it. */
const searchedDays = 8;

/** Asks about a fix noted now; one that waits already for the same entry is moved. */
export function withFollowUp(person: Person, entryId: string, now: Instant): Person {
  const day = dayAt(person.clocks, now) + followUpDays;
  const others = withoutFollowUp(person, entryId).followUps ?? [];
  return { ...person, followUps: [...others, { entryId, day }] };
}

/** Nothing is asked about this entry any more. The same person when nothing was to be. */
export function withoutFollowUp(person: Person, entryId: string): Person {
  if (!person.followUps?.some((it) => it.entryId === entryId)) return person;
  const { followUps, ...rest } = person;
  const others = followUps.filter((it) => it.entryId !== entryId);
  return others.length > 0 ? { ...rest, followUps: others } : rest;
}

/** The prompt time of its date, or of the first date after it in which that occurs. */
export function followUpAt(person: Person, { day }: FollowUp): Instant {
  for (let date = day; date < day + searchedDays; date++) {
    const at = dueInstant(person.clocks, date, person.promptTime);
    if (at !== undefined) return at;
  }
  return dayBounds(person.clocks, day)?.start ?? 0;
}

/** When the next one is to be looked at; one whose instant has passed still is. */
export const nextFollowUpAt = (person: Person): Instant | undefined =>
  person.followUps?.map((it) => followUpAt(person, it)).sort((a, b) => a - b)[0];

/** Why a follow-up stays silent on a date: a prompt is silent on the same dates (R36). Logging does not silence it. */
export function isQuietOn(person: Person, facts: StreakFacts, day: Day): boolean {
  if (!isReachable(person) || person.skippedDay === day || person.rest.includes(day) || pauseOn(person, day))
    return true;
  const asking = promptFrequencyOn(person, facts, day);
  return asking === 'between' || asking === 'silent';
}

/** The deliveries of the follow-ups that are due, and the person without them: each is asked once or never. */
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
      expiresAt: Math.min(dueAt + lateWindowMs, (dayBounds(person.clocks, day)?.end ?? dueAt) - 1),
    };
    deliveries.push(now <= owed.expiresAt ? pendingDelivery(owed) : missedDelivery(owed, now, 'too-late'));
  }
  return { deliveries, person: left };
}
