import type { Wall } from './time-zone.ts';

type Day = Pick<Wall, 'year' | 'month' | 'day'>;

/** Days since 1970-01-01. */
export function dayNumber({ year, month, day }: Day): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / 86_400_000);
}

export const dayOfYear = (wall: Day): number =>
  dayNumber(wall) - dayNumber({ year: wall.year, month: 1, day: 1 }) + 1;

/** Sunday is 1. */
export const dayOfWeek = (wall: Day): number => ((((dayNumber(wall) + 4) % 7) + 7) % 7) + 1;

/** Weeks begin on Sundays; the days before the first one are in week 0. */
export const weekOfYear = (wall: Day): number => Math.floor((dayOfYear(wall) + 7 - dayOfWeek(wall)) / 7);

/** ISO 8601: Monday is 1, and a week belongs to the year of its Thursday. */
export function isoWeek(wall: Day): {
  readonly year: number;
  readonly week: number;
  readonly weekday: number;
} {
  const number = dayNumber(wall);
  const weekday = ((((number + 3) % 7) + 7) % 7) + 1;
  const thursday = new Date((number - weekday + 4) * 86_400_000);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((number - weekday + 4 - dayNumber({ year, month: 1, day: 1 })) / 7) + 1;
  return { year, week, weekday };
}
