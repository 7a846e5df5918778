import type { Day } from '../core/calendar/index.ts';
import { readDateAhead } from '../core/log/index.ts';
import { dateText, quoted } from './words.ts';

/** How far ahead days off can be planned. */
const daysAhead = 366;

export const dateNotUnderstood = (typed: string): string =>
  `${notADate(typed)}. Write today, yesterday, monday or 2026-11-20.`;

const notADate = (typed: string): string => `I can't read ${quoted(typed)} as a date`;

/** A day from today to a year ahead, or what is wrong with it. `what`: what it is for, with its article. */
export function readDayAhead(
  typed: string,
  what: string,
  today: Day,
  language: string,
): { readonly day: Day } | { readonly code: string; readonly wrong: string } {
  const day = readDateAhead(typed, today);
  if (day === undefined)
    return {
      code: 'wrong-date',
      wrong: `${notADate(typed)}, so nothing was changed. Try tomorrow, saturday or 2026-12-24.`,
    };
  const read = dateText(day, language);
  if (day < today)
    return {
      code: 'date-in-past',
      wrong: `${read} is in the past, so nothing was changed. ${what} can be today or later.`,
    };
  if (day > today + daysAhead)
    return {
      code: 'date-too-far',
      wrong: `${read} is more than a year away, so nothing was changed. ${what} can be up to ${dateText(today + daysAhead, language)}.`,
    };
  return { day };
}
