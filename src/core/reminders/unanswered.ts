import { type Day, dayAt, type Instant } from '../calendar/index.ts';
import type { Person } from '../people/types.ts';
import { isRequired, type StreakFacts } from '../streaks/index.ts';

const dailyDates = 7;
const weeklyDates = 4;

/**
 * How often somebody who does not answer is asked (R21): `daily` for seven required dates, then on four dates a week apart
 * (`weekly`; nothing `between` them), then `silent` until they return.
 */
export type PromptFrequency = 'daily' | 'weekly' | 'between' | 'silent';

/** Depends on the date of the last answer alone, and judges each date by the facts of that date. */
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

/** Whether a date is asked about. Excuses do not silence (R8), and count in a week only when their date is over (R9). */
export function asksFor(facts: StreakFacts, day: Day): boolean {
  return isRequired(asOf(facts, day), day);
}

/** The facts with only the excuses of dates before `day`. */
export function asOf(facts: StreakFacts, day: Day): StreakFacts {
  return { ...facts, excused: new Map([...facts.excused].filter(([date]) => date < day)) };
}

/** Records that they did something at `now`, which answers that date (R22). Returns the same person if nothing changes. */
export function recordActivity(person: Person, now: Instant): Person {
  const today = dayAt(person.clocks, now);
  if (person.lastActiveDay >= today && person.prompts !== 'silent') return person;
  const prompts = person.prompts === 'silent' ? 'on' : person.prompts;
  return { ...person, lastActiveDay: Math.max(today, person.lastActiveDay), prompts };
}
