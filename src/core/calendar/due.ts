import type { ClockHistory } from './clock.ts';
import { clocksOn } from './clock-change.ts';
import type { Day, Instant } from './day.ts';
import { MINUTES_A_DAY, wallInstant } from './wall-clock.ts';

/**
 * When it is `minutes` after midnight (0 to 1439) on a local date. A time before the day start falls on the next
 * calendar day. A time that the clock skips is later by what was skipped; of one shown twice it is the first.
 * Undefined: that instant does not lie within the date.
 */
export function dueInstant(history: ClockHistory, day: Day, minutes: number): Instant | undefined {
  for (const { clock, start, end } of clocksOn(history, day)) {
    const afterMidnight = minutes < clock.dayStart ? minutes + MINUTES_A_DAY : minutes;
    const due = wallInstant(clock.zone, day, afterMidnight);
    if (due >= start && due < end) return due;
  }
  return undefined;
}
