import { formatDay } from './dates.ts';
import type { DayNumber, WeekFacts } from './facts.ts';
import { whole } from './numbers.ts';

export const namedAtMost = 12;

/** A period of 14 days touches 16 dates at most. */
const datesAtMost = 16;

/** How many dates the picture has: 1 to 16. */
export const dateCount = ({ entriesByDay }: WeekFacts): number =>
  Math.min(datesAtMost, Math.max(1, entriesByDay.length));

export const lastDate = (facts: WeekFacts): DayNumber => facts.first + dateCount(facts) - 1;

/** A whole number for each date, whatever came in. */
export function perDate(facts: WeekFacts, entries: readonly number[]): readonly number[] {
  return Array.from({ length: dateCount(facts) }, (_, index) => whole(entries[index] ?? 0));
}

export interface WeekTotals {
  readonly entries: number;
  readonly people: number;
  /** Those beyond the ones that are named. */
  readonly more: number;
  /** The first of the fullest dates, counted from the first one; undefined without entries. */
  readonly busiest: number | undefined;
}

export function weekTotals(facts: WeekFacts): WeekTotals {
  const days = perDate(facts, facts.entriesByDay);
  const most = Math.max(...days);
  const people = Math.max(whole(facts.totalPeople), facts.people.length);
  return {
    entries: days.reduce((sum, it) => sum + it, 0),
    people,
    more: people - Math.min(facts.people.length, namedAtMost),
    busiest: most > 0 ? days.indexOf(most) : undefined,
  };
}

export function weekdayName(facts: WeekFacts, index: number, style: 'narrow' | 'short' | 'long'): string {
  return formatDay(facts.first + index, facts.language, { weekday: style });
}

/** 'Wed'; with its number, 'Wed 9', where a weekday occurs twice. */
export function dateName(facts: WeekFacts, index: number, style: 'short' | 'long'): string {
  const weekday = weekdayName(facts, index, style);
  if (dateCount(facts) <= 7) return weekday;
  return `${weekday} ${formatDay(facts.first + index, facts.language, { day: 'numeric' })}`;
}
