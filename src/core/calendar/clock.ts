import type { Day, Instant } from './day.ts';
import { stretchAt } from './offset.ts';
import { firstReaching, HOUR, MINUTE, MINUTES_A_DAY, readingOf, WIDEST } from './wall-clock.ts';

/** By which a person's dates are told: an IANA zone, and when a date begins, in whole minutes (0 to 360) after midnight. */
export interface ClockRule {
  readonly zone: string;
  readonly dayStart: number;
}

/** A rule in force from an instant on. */
export interface ClockChange extends ClockRule {
  readonly from: Instant;
}

/** Never empty, ascending; the first one is in force since ever. At most one change takes effect per date. */
export type ClockHistory = readonly ClockChange[];

/** A date that lasts less than this is short (S9). */
const SHORT = 12 * HOUR;

function dateAtReading(reading: number, dayStart: number): Day {
  return Math.floor(Math.floor(reading / MINUTE - dayStart) / MINUTES_A_DAY);
}

/** S2: the last date whose beginning the wall clock has reached, even if the clock was set back since. */
function dayUnder(rule: ClockRule, at: Instant): Day {
  let stretch = stretchAt(rule.zone, at);
  let day = dateAtReading(at + stretch.offset, rule.dayStart);
  while (stretch.from > at - WIDEST) {
    const change = stretch.from;
    stretch = stretchAt(rule.zone, change - 1);
    day = Math.max(day, dateAtReading(change - 1 + stretch.offset, rule.dayStart));
  }
  return day;
}

function indexAt(history: ClockHistory, at: Instant): number {
  let index = history.length - 1;
  while (index > 0 && history[index]!.from > at) index--;
  return index;
}

/** The rule in force at an instant. */
export function clockAt(history: ClockHistory, at: Instant): ClockRule {
  return history[indexAt(history, at)]!;
}

/** The local date at an instant (S2 and S9). A later instant never has an earlier date. */
export function dayAt(history: ClockHistory, at: Instant): Day {
  let index = indexAt(history, at);
  let day = dayUnder(history[index]!, at);
  // A date reached under an earlier rule stays reached; what lies further back than this cannot be ahead.
  while (index > 0 && history[index]!.from > at - 2 * WIDEST) {
    const change = history[index]!.from;
    index--;
    day = Math.max(day, dayUnder(history[index]!, change - 1));
  }
  return day;
}

/** The first instant whose local date is `day` or a later one. */
function firstInstantOf(history: ClockHistory, day: Day): Instant {
  let index = indexAt(history, readingOf(day, 0) - WIDEST);
  while (true) {
    const rule = history[index]!;
    const reached = firstReaching(rule.zone, day, rule.dayStart);
    const since = index === 0 ? reached : Math.max(rule.from, reached);
    const next = history[index + 1];
    if (next === undefined || since < next.from) return since;
    index++;
  }
}

/** When a date begins and ends (exclusive). Undefined: the date never occurs, in these zones or by this travel. */
export function dayBounds(history: ClockHistory, day: Day): { start: Instant; end: Instant } | undefined {
  const start = firstInstantOf(history, day);
  const end = firstInstantOf(history, day + 1);
  return start < end ? { start, end } : undefined;
}

/** Whether a date is left with less than 12 hours, or none (S9). */
export function isShortDay(history: ClockHistory, day: Day): boolean {
  return firstInstantOf(history, day + 1) - firstInstantOf(history, day) < SHORT;
}
