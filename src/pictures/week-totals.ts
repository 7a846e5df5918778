import { formatDay } from './dates.ts';
import type { WeekFacts } from './facts.ts';
import { whole } from './numbers.ts';

export const namedAtMost = 12;

/** Seven whole numbers, Monday to Sunday, whatever came in. */
export function sevenDays(entries: readonly number[]): readonly number[] {
  return Array.from({ length: 7 }, (_, weekday) => whole(entries[weekday] ?? 0));
}

export interface WeekTotals {
  readonly entries: number;
  readonly people: number;
  /** Those beyond the ones that are named. */
  readonly more: number;
  /** The first of the fullest days, Monday = 0; undefined in a week without entries. */
  readonly busiest: number | undefined;
}

export function weekTotals(facts: WeekFacts): WeekTotals {
  const days = sevenDays(facts.entriesByDay);
  const most = Math.max(...days);
  const people = Math.max(whole(facts.totalPeople), facts.people.length);
  return {
    entries: Math.max(
      whole(facts.totalEntries ?? 0),
      days.reduce((sum, it) => sum + it, 0),
    ),
    people,
    more: people - Math.min(facts.people.length, namedAtMost),
    busiest: most > 0 ? days.indexOf(most) : undefined,
  };
}

export function weekdayName(facts: WeekFacts, weekday: number, style: 'narrow' | 'short' | 'long'): string {
  return formatDay(facts.monday + weekday, facts.language, { weekday: style });
}
