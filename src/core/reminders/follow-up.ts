import { type Day, dayAt, type Instant } from '../calendar/index.ts';
import { pauseOn } from '../people/now.ts';
import type { Person } from '../people/types.ts';
import type { StreakFacts } from '../streaks/index.ts';
import { isReachable } from './reach.ts';
import { promptFrequencyOn } from './unanswered.ts';

/** A fix is asked about this many local dates after it was noted (R36). */
export const followUpDays = 7;

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

/** Whether a weekly summary is silent on a date. It is where a prompt is, but a logged date does not silence it (R43). */
export function isQuietOn(person: Person, facts: StreakFacts, day: Day): boolean {
  if (!isReachable(person) || person.skippedDay === day || person.rest.includes(day) || pauseOn(person, day))
    return true;
  const asking = promptFrequencyOn(person, facts, day);
  return asking === 'between' || asking === 'silent';
}
