import { type ClockHistory, type ClockRule, clockAt, dayAt, dayBounds } from './clock.ts';
import type { Day, Instant } from './day.ts';

function isSameRule(a: ClockRule, b: ClockRule): boolean {
  return a.zone === b.zone && a.dayStart === b.dayStart;
}

/**
 * S9: a new zone or day start applies when the current local date ends by the rule in force. A change that still
 * waits is replaced; asking for the rule in force only cancels it. Nothing to change: the same history.
 */
export function changeClock(history: ClockHistory, rule: ClockRule, now: Instant): ClockHistory {
  const inForce = history.filter((change, index) => index === 0 || change.from <= now);
  if (isSameRule(clockAt(inForce, now), rule)) return inForce.length === history.length ? history : inForce;
  const today = dayBounds(inForce, dayAt(inForce, now));
  if (today === undefined) throw new RangeError(`No date at ${now}`);
  return [...inForce, { zone: rule.zone, dayStart: rule.dayStart, from: today.end }];
}

/** The rules in force during a date, in their order: one, unless the date is long (S9); none if it never occurs. */
export function clocksOn(
  history: ClockHistory,
  day: Day,
): readonly { readonly clock: ClockRule; readonly start: Instant; readonly end: Instant }[] {
  const bounds = dayBounds(history, day);
  if (bounds === undefined) return [];
  return history.flatMap((clock, index) => {
    const start = index === 0 ? bounds.start : Math.max(bounds.start, clock.from);
    const end = Math.min(bounds.end, history[index + 1]?.from ?? bounds.end);
    return start < end ? [{ clock, start, end }] : [];
  });
}
