import {
  type ClockHistory,
  clockAt,
  type Day,
  dayAt,
  formatTimeOfDay,
  type Instant,
  wallTime,
} from '../core/calendar/index.ts';
import { shortDate } from './words.ts';

/** By whose clock, and in whose language, dates and times are told. */
export interface Reader {
  readonly clocks: ClockHistory;
  readonly language: string;
}

/** A community has a zone, and calendar days. */
export const readerIn = (zone: string, language = 'en-GB'): Reader => ({
  clocks: [{ from: 0, zone, dayStart: 0 }],
  language,
});

/**
 * 'today' and 'tomorrow' only where one's own date and the calendar agree on it. From midnight until the day starts they do
 * not, nor does a time after midnight that belongs to the day before: then the calendar's date stands there.
 */
function ahead(own: number, calendar: number, date: Day, language: string): string {
  if (own === calendar && own === 0) return 'today';
  return own === calendar && own === 1 ? 'tomorrow' : shortDate(date, language);
}

/** A local date from today on: 'today', 'tomorrow' or 'Sat 21 Nov'. */
export function dayAhead(day: Day, { clocks, language }: Reader, now: Instant): string {
  const calendar = wallTime(clockAt(clocks, now).zone, now).day;
  return ahead(day - dayAt(clocks, now), day - calendar, day, language);
}

/** An instant from now on: 'tomorrow at 09:00', by the zone that is in force then; one that is not the present one is named. */
export function instantText(at: Instant, { clocks, language }: Reader, now: Instant): string {
  const { zone } = clockAt(clocks, at);
  const present = clockAt(clocks, now).zone;
  const then = wallTime(zone, at);
  const own = dayAt(clocks, at) - dayAt(clocks, now);
  const day = ahead(own, then.day - wallTime(present, now).day, then.day, language);
  return `${day} at ${formatTimeOfDay(then.minutes)}${zone === present ? '' : ` (${zone})`}`;
}
