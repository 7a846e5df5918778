import { Temporal } from 'temporal-polyfill';
import { addDays } from './dates.ts';

/** Milliseconds since 1970. */
export type Instant = number;
export const minute = 60_000;
export const hour = 60 * minute;

/** The zone and day start in force from an instant on; the first one since ever. */
export interface Clock {
  readonly from: Instant;
  readonly zone: string;
  readonly dayStart: number;
}

export const instantOf = (iso: string): Instant => Temporal.Instant.from(iso).epochMilliseconds;
export const isoOf = (instant: Instant): string => new Date(instant).toISOString();

const answers = new Map<string, Instant>();
/** The same question about a zone is asked for many people; its answer never changes. */
function once(question: string, answer: () => Instant): Instant {
  const known = answers.get(question) ?? answer();
  answers.set(question, known);
  return known;
}

const wallClock = (date: string, minutes: number): Temporal.PlainDateTime =>
  Temporal.PlainDate.from(addDays(date, Math.floor(minutes / 1440))).toPlainDateTime({
    hour: Math.floor((minutes % 1440) / 60),
    minute: minutes % 60,
  });

/** A gap moves forward by its length, an overlap takes the first (R1). `minutes` may go beyond the day. */
export const wallInstant = (zone: string, date: string, minutes: number): Instant =>
  once(
    `wall ${zone} ${date} ${minutes}`,
    () => wallClock(date, minutes).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds,
  );

/** The first instant at which the wall clock reaches date + day start; in a gap, the transition (S2). */
const firstReaching = (zone: string, date: string, dayStart: number): Instant =>
  once(`start ${zone} ${date} ${dayStart}`, () => {
    const wanted = wallClock(date, dayStart);
    const first = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
    if (first.toPlainDateTime().equals(wanted)) return first.epochMilliseconds;
    return first.getTimeZoneTransition('next')!.epochMilliseconds;
  });

export const calendarDate = (zone: string, at: Instant): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The last date that has begun, by one clock alone. */
function dateByClock({ zone, dayStart }: Clock, at: Instant): string {
  let date = addDays(calendarDate(zone, at), 1);
  while (firstReaching(zone, date, dayStart) > at) date = addDays(date, -1);
  return date;
}

const later = (one: string, other: string): string => (one < other ? other : one);

const inForce = (clocks: readonly Clock[], at: Instant): number => {
  const index = clocks.findLastIndex((clock) => clock.from <= at);
  return Math.max(index, 0);
};

/** The local date at an instant: never back, also over a change of clock (S2 and S9). */
export function dateAt(clocks: readonly Clock[], at: Instant): string {
  const index = inForce(clocks, at);
  const clock = clocks[index]!;
  const date = dateByClock(clock, at);
  if (index === 0) return date;
  const before = dateAt(clocks.slice(0, index), clock.from - 1);
  return later(before, date);
}

/** The first instant whose local date is `date` or a later one. */
export function startOf(clocks: readonly Clock[], date: string): Instant {
  for (const [index, clock] of clocks.entries()) {
    const until = clocks[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    const reached = firstReaching(clock.zone, date, clock.dayStart);
    const first = index === 0 ? reached : Math.max(reached, clock.from);
    if (first < until) return first;
  }
  throw new Error(`${date} never begins`);
}

/** A date lasts from `start` until just before `end`; the two are equal for a date that never occurs. */
export const boundsOf = (clocks: readonly Clock[], date: string): { start: Instant; end: Instant } => ({
  start: startOf(clocks, date),
  end: startOf(clocks, addDays(date, 1)),
});

/** When it is HH:MM on a local date (R1 and R2); undefined if it does not occur in it. */
export function occurrence(clocks: readonly Clock[], date: string, minutes: number): Instant | undefined {
  const { start, end } = boundsOf(clocks, date);
  for (const [index, clock] of clocks.entries()) {
    const first = index === 0 ? start : Math.max(start, clock.from);
    const until = Math.min(end, clocks[index + 1]?.from ?? end);
    const at = wallInstant(clock.zone, date, minutes < clock.dayStart ? minutes + 1440 : minutes);
    if (at >= first && at < until) return at;
  }
  return undefined;
}
