import { type Day, dayBounds, type Instant } from '../calendar/index.ts';
import type { Person } from '../people/types.ts';
import { isRequired, type StreakFacts, weekProgress } from '../streaks/index.ts';
import { isReachable } from './schedule.ts';
import type { ReminderKind } from './types.ts';

/** After so many local dates without an answer prompts come once a week, after so many such weeks none. */
export const dailyWithoutAnswer = 7;
export const weeksWithoutAnswer = 4;

/** Why a reminder is not sent; stable, for the delivery's record. */
export type Unwanted =
  | 'unreachable'
  | 'skipped'
  | 'logged'
  | 'not-required'
  | 'target-met'
  | 'not-urgent'
  | 'unanswered';

/** Why a reminder for a local date is not wanted as things stand; undefined: it is. */
export function unwanted(
  kind: ReminderKind,
  day: Day,
  person: Person,
  facts: StreakFacts,
): Unwanted | undefined {
  if (!isReachable(person)) return 'unreachable';
  if (person.skippedDay === day) return 'skipped';
  if (facts.logged.has(day)) return 'logged';
  const week = weekProgress(facts, day);
  if (week && week.needed === 0) return 'target-met';
  if (!isRequired(facts, day)) return 'not-required';
  if (kind === 'nudge' && week && week.daysLeft > week.needed) return 'not-urgent';
  return kind === 'prompt' || kind === 'nudge' ? unanswered(kind, day, person) : undefined;
}

/** Dates since they were last heard of, this one not counted. */
const silentDays = (person: Person, day: Day): number => Math.max(0, day - person.lastHeardDay - 1);

function unanswered(kind: ReminderKind, day: Day, person: Person): Unwanted | undefined {
  const silent = silentDays(person, day);
  if (silent < dailyWithoutAnswer) return undefined;
  const isWeekly = (silent - dailyWithoutAnswer) % 7 === 6;
  return kind === 'prompt' && isWeekly && !fallsSilent(person, day) ? undefined : 'unanswered';
}

/** Whether prompts come once a week by then. */
export const isWeeklyOnly = (person: Person, day: Day): boolean =>
  silentDays(person, day) >= dailyWithoutAnswer;

/** Whether so many weekly prompts stayed without an answer that they are left in peace until they return. */
export const fallsSilent = (person: Person, day: Day): boolean =>
  silentDays(person, day) >= dailyWithoutAnswer + 7 * weeksWithoutAnswer + 6;

/** Until when a reminder may still be sent: its date lasts, and it is at most `lateWindowMs` late. */
export function expiresAt(person: Person, day: Day, dueAt: Instant, lateWindowMs: number): Instant {
  return Math.min(dueAt + lateWindowMs, (dayBounds(person.clocks, day)?.end ?? dueAt) - 1);
}
