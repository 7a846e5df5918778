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
  return drawableText(language, parts, (format) => format.format(utc(day)));
}

/** 'Nov 16 – 22', with the same fall-back. */
export function formatDays(from: DayNumber, to: DayNumber, language: string | undefined): string {
  const parts: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' };
  return drawableText(language, parts, (format) => format.formatRange(utc(from), utc(to)));
}

function drawableText(
  language: string | undefined,
  parts: Intl.DateTimeFormatOptions,
  write: (format: Intl.DateTimeFormat) => string,
): string {
  for (const tag of [language ?? 'en-GB', 'en-GB']) {
    const text = attempt(tag, parts, write);
    if (text !== undefined && [...text].every((it) => medium.font.covers(it.codePointAt(0)!))) return text;
  }
  return '';
}

/** Undefined for a tag that is none and for a day beyond what a date can hold. */
function attempt(
  tag: string,
  parts: Intl.DateTimeFormatOptions,
  write: (format: Intl.DateTimeFormat) => string,
) {
  try {
    const options = { calendar: 'gregory', numberingSystem: 'latn', ...parts, timeZone: 'UTC' } as const;
    return write(new Intl.DateTimeFormat([tag], options)).replace(/[\u00a0\u2009\u202f]/g, ' ');
  } catch {
    return undefined;
  }
}

function utc(day: DayNumber): Date {
  return new Date(Date.UTC(1970, 0, 1 + day));
}
