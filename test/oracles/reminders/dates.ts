import { Temporal } from 'temporal-polyfill';

const sums = new Map<string, string>();

/** Calendar dates as 'YYYY-MM-DD', which sort as they follow each other. */
export function addDays(date: string, days: number): string {
  const key = `${date} ${days}`;
  const sum = sums.get(key) ?? Temporal.PlainDate.from(date).add({ days }).toString();
  sums.set(key, sum);
  return sum;
}

/** Monday is 1, Sunday 7. */
export const weekdayOf = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek;

/** The seven dates of a date's ISO week, Monday first. */
export function weekOf(date: string): string[] {
  const monday = addDays(date, 1 - weekdayOf(date));
  return [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(monday, days));
}

/** '2027-W12' */
export function isoWeekOf(date: string): string {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(date);
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;
}

/** Every date from `first` to `last`, both included. */
export function datesBetween(first: string, last: string): string[] {
  const dates: string[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}
