import { calendarOf } from './dates.ts';
import type { DayNumber, YearDay } from './facts.ts';
import { whole } from './numbers.ts';

/** What a stretch of days comes to. */
export interface Stats {
  readonly logged: number;
  readonly entries: number;
  /** The most logged days in a row: days that asked for nothing, or that a freeze covered, neither add nor break. */
  readonly bestRun: number;
}

/** Of the days from `from` to `to`. A streak that began before counts with its days of this stretch. */
export function statsOf(days: readonly YearDay[], from: DayNumber, to: DayNumber): Stats {
  const mine = days.filter((it) => it.day >= from && it.day <= to).toSorted((a, b) => a.day - b.day);
  let run = 0;
  let bestRun = 0;
  for (const { kind } of mine) {
    if (kind === 'logged') run += 1;
    if (kind === 'missed') run = 0;
    bestRun = Math.max(bestRun, run);
  }
  const logged = mine.filter((it) => it.kind === 'logged');
  return {
    logged: logged.length,
    entries: logged.reduce((sum, it) => sum + whole(it.entries), 0),
    bestRun,
  };
}

/** The first day of a month (0 to 11; 12 is the next January). */
export const firstOfMonth = (year: number, month: number): DayNumber =>
  Math.round(Date.UTC(year, month, 1) / 86_400_000);

/** The first and the last day of the month in which a day lies. */
export function monthAround(day: DayNumber): { readonly from: DayNumber; readonly to: DayNumber } {
  const { year, month } = calendarOf(day);
  return { from: firstOfMonth(year, month), to: firstOfMonth(year, month + 1) - 1 };
}
