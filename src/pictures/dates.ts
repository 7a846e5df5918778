import type { DayNumber } from './facts.ts';
import { medium } from './fonts.ts';

/** Monday = 0 … Sunday = 6. Day 0, 1970-01-01, was a Thursday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function mondayOf(day: DayNumber): DayNumber {
  return day - weekdayOf(day);
}

/** Month 0 to 11 and day of the month 1 to 31 in the proleptic Gregorian calendar. */
export function calendarOf(day: DayNumber): { year: number; month: number; date: number } {
  const at = utc(day);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), date: at.getUTCDate() };
}

/** Formats a day; falls back to English where the language is unknown or its letters are not in the bundled font. */
export function formatDay(
  day: DayNumber,
  language: string | undefined,
  parts: Intl.DateTimeFormatOptions,
): string {
  const text = formatIn(language ?? 'en', day, parts);
  const drawable =
    text !== undefined && [...text].every((it) => it === ' ' || medium.font.covers(it.codePointAt(0)!));
  return (drawable ? text : formatIn('en', day, parts)) ?? '';
}

function formatIn(language: string, day: DayNumber, parts: Intl.DateTimeFormatOptions): string | undefined {
  try {
    return new Intl.DateTimeFormat([language], {
      calendar: 'gregory',
      numberingSystem: 'latn',
      ...parts,
      timeZone: 'UTC',
    })
      .format(utc(day))
      .replace(/[\u00a0\u202f]/g, ' ');
  } catch {
    return undefined;
  }
}

function utc(day: DayNumber): Date {
  return new Date(Date.UTC(1970, 0, 1 + day));
}
