/** A local date as an integer: days since 1970-01-01. The next date is one more, whatever the clocks do. */
export type Day = number;

/** Milliseconds since the epoch. */
export type Instant = number;

const EARLIEST_YEAR = 1970;
const LATEST_YEAR = 9999;

/** The day number of a proleptic Gregorian date; out-of-range months and days carry over. */
function dayOf(year: number, month: number, date: number): Day {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dateOf(day: Day): { year: number; month: number; date: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date };
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/** Reads 'YYYY-MM-DD'. Undefined for anything else, for dates that do not exist, and outside 1970 to 9999. */
export function parseDay(text: string): Day | undefined {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (match === null) return undefined;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month < 1 || month > 12 || date < 1) return undefined;
  const day = dayOf(year, month, date);
  return formatDay(day) === text ? day : undefined;
}

/** 'YYYY-MM-DD'. */
export function formatDay(day: Day): string {
  const { year, month, date } = dateOf(day);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}`;
}

/** The calendar month in which a date lies, 1 to 12, and its first date. */
export function calendarMonth(day: Day): {
  readonly year: number;
  readonly month: number;
  readonly first: Day;
} {
  const { year, month } = dateOf(day);
  return { year, month, first: dayOf(year, month, 1) };
}

/** ISO weekday: Monday is 1, Sunday is 7. */
export function weekdayOf(day: Day): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((((day + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** The Monday of the ISO week that holds the day. */
export function mondayOf(day: Day): Day {
  return day - weekdayOf(day) + 1;
}

/** ISO 8601 week: its year is the year of its Thursday. */
export function isoWeekOf(day: Day): { year: number; week: number } {
  const thursday = mondayOf(day) + 3;
  const { year } = dateOf(thursday);
  return { year, week: Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1 };
}

/** '2026-W47'. */
export function formatWeek(day: Day): string {
  const { year, week } = isoWeekOf(day);
  return `${padded(year, 4)}-W${padded(week, 2)}`;
}

/** Inclusive; without `to` it has no end yet. */
export interface DayRange {
  readonly from: Day;
  readonly to?: Day;
}
