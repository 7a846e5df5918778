/**
 * Local dates told a second time, straight from S2 and S9 and by another library: every minute is
 * looked at, one after the other. Imports nothing of ours.
 */
import { Temporal } from 'temporal-polyfill';

export interface PlainClock {
  readonly zone: string;
  readonly dayStart: number;
  readonly from: number;
}

const MINUTE = 60_000;

export function zonedAt(zone: string, at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

export function dayNumber(date: Temporal.PlainDate): number {
  return Temporal.PlainDate.from('1970-01-01').until(date, { largestUnit: 'day' }).days;
}

/** Kept for the next walk over the same minutes with another day start. */
const offsets = new Map<string, number>();

/** The date that a clock whose day begins late shows, were it never set back. */
function shownDay(zone: string, dayStart: number, at: number): number {
  const key = `${zone} ${at}`;
  const offset = offsets.get(key) ?? zonedAt(zone, at).offsetNanoseconds / 1e6;
  if (offsets.size > 20_000) offsets.clear();
  offsets.set(key, offset);
  return Math.floor(((at + offset) / MINUTE - dayStart) / 1440);
}

/**
 * The local date of each whole minute in [from, to): the highest that the zone's clock has shown (S2), never below
 * the highest so far (S9). Begins `lead` minutes earlier, so that what lies further back does not matter.
 */
export function datesByMinute(
  clocks: readonly PlainClock[],
  from: number,
  to: number,
  lead = 4 * 1440,
): Map<number, number> {
  const dates = new Map<number, number>();
  const begin = from - lead * MINUTE;
  let date = Number.NEGATIVE_INFINITY;
  const reachedIn = new Map<string, number>();
  for (let at = begin; at < to; at += MINUTE) {
    for (const { zone, dayStart } of clocks) {
      const key = `${zone} ${dayStart}`;
      reachedIn.set(
        key,
        Math.max(reachedIn.get(key) ?? Number.NEGATIVE_INFINITY, shownDay(zone, dayStart, at)),
      );
    }
    const { zone, dayStart } = clocks.findLast((clock, index) => index === 0 || clock.from <= at)!;
    date = Math.max(date, reachedIn.get(`${zone} ${dayStart}`)!);
    if (at >= from) dates.set(at, date);
  }
  return dates;
}

/** The instants in [from, to) at which the zone's clocks are set. */
export function transitionsOf(zone: string, from: number, to: number): number[] {
  const found: number[] = [];
  let next = zonedAt(zone, from).getTimeZoneTransition('next');
  while (next !== null && next.epochMilliseconds < to) {
    found.push(next.epochMilliseconds);
    next = next.getTimeZoneTransition('next');
  }
  return found;
}
