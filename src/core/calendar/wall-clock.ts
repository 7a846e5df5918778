import type { Day, Instant } from './day.ts';
import { stretchAt } from './offset.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** A day on a wall clock. How long it lasts is another matter. */
export const MINUTES_A_DAY = 1440;
/** More than the wall clocks of any two zones, or of one zone before and after a change, lie apart. */
export const WIDEST = 32 * HOUR;

/** What the wall clock in the zone shows at an instant: the calendar date, and whole minutes after midnight. */
export function wallTime(zone: string, at: Instant): { day: Day; minutes: number } {
  const minutes = Math.floor((at + stretchAt(zone, at).offset) / MINUTE);
  const day = Math.floor(minutes / MINUTES_A_DAY);
  return { day, minutes: minutes - day * MINUTES_A_DAY };
}

/** A reading of a wall clock as milliseconds: no instant, since only a zone makes one of it. */
export function readingOf(day: Day, minutes: number): number {
  return (day * MINUTES_A_DAY + minutes) * MINUTE;
}

/**
 * The instant at which the wall clock in the zone shows `minutes` after midnight of `day` (1440 and more: on the days
 * after). Skipped by the clock: later by what was skipped. Shown twice: the first.
 */
export function wallInstant(zone: string, day: Day, minutes: number): Instant {
  const reading = readingOf(day, minutes);
  let stretch = stretchAt(zone, reading - WIDEST);
  while (true) {
    // Every earlier stretch ended before the reading; so where this one begins after it, the clock skipped it.
    if (reading - stretch.offset < stretch.to) return reading - stretch.offset;
    const next = stretchAt(zone, stretch.to);
    if (stretch.to + next.offset > reading) return reading - stretch.offset;
    stretch = next;
  }
}

/** The first instant at which the wall clock in the zone reaches a reading; where it skips it: when it does so. */
export function firstReaching(zone: string, day: Day, minutes: number): Instant {
  const reading = readingOf(day, minutes);
  let stretch = stretchAt(zone, reading - WIDEST);
  while (reading - stretch.offset >= stretch.to) stretch = stretchAt(zone, stretch.to);
  return Math.max(stretch.from, reading - stretch.offset);
}
