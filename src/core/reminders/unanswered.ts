import { type Day, dayAt, type Instant } from '../calendar/index.ts';
import type { Person } from '../people/types.ts';
import { isRequired, type StreakFacts } from '../streaks/index.ts';

const dailyDates = 7;
const weeklyDates = 4;

/**
 * How much somebody is asked who does not answer (R21): for seven required dates `daily`, then
 * on four dates a week apart (`weekly`, `between` them nothing), then `silent` until they return.
 */
export type PromptFrequency = 'daily' | 'weekly' | 'between' | 'silent';

/** Follows from the date of the last answer alone; a date is asked about as it stood then. */
export function promptFrequencyOn(person: Person, facts: StreakFacts, day: Day): PromptFrequency {
  let asked = 0;
  let weekly = 0;
  let next = Number.NEGATIVE_INFINITY;
  for (let date = person.lastActiveDay + 1; date <= day; date++) {
    if (!asksFor(facts, date)) {
      if (date === day) return asked < dailyDates ? 'daily' : weekly < weeklyDates ? 'between' : 'silent';
      continue;
    }
    if (asked < dailyDates) {
      asked += 1;
      next = date + 7;
      if (date === day) return 'daily';
    } else if (weekly < weeklyDates && date >= next) {
      weekly += 1;
      next = date + 7;
      if (date === day) return 'weekly';
    } else if (date === day) return weekly < weeklyDates ? 'between' : 'silent';
  }
  return 'daily';
}

/** Whether a date is asked about: excuses do not silence, and count in a week only once they are over (R8 and R9). */
export function asksFor(facts: StreakFacts, day: Day): boolean {
  return isRequired(asOf(facts, day), day);
}

/** The facts with the excuses of the dates before `day` alone. */
export function asOf(facts: StreakFacts, day: Day): StreakFacts {
  return { ...facts, excused: new Map([...facts.excused].filter(([date]) => date < day)) };
}

/** They did something at `now`: it answers that date (R22). The same person when nothing changes. */
export function recordActivity(person: Person, now: Instant): Person {
  const today = dayAt(person.clocks, now);
  if (person.lastActiveDay >= today && person.prompts !== 'silent') return person;
  const prompts = person.prompts === 'silent' ? 'on' : person.prompts;
  return { ...person, lastActiveDay: Math.max(today, person.lastActiveDay), prompts };
}
