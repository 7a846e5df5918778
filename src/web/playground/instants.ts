import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../core/calendar/index.ts';
import { Problem } from '../problem.ts';

const dayMs = 86_400_000;
/** One step of the clock; a longer journey takes several requests. */
const longestStepDays = 1100;

/** An ISO 8601 instant with `Z` or an offset. */
function parseInstant(text: string): Instant {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    throw new Problem(
      400,
      'bad-instant',
      `"to" takes an instant like 2026-11-22T09:00:00Z, not "${text.slice(0, 60)}".`,
    );
  }
}

/** An ISO 8601 duration in weeks, days, hours, minutes and seconds, in milliseconds. A day is 24 hours. */
export function parseDuration(text: string): number {
  const words = `"advance" takes a duration like PT24H, P1D or PT90M, not "${text.slice(0, 60)}".`;
  let duration: Temporal.Duration;
  try {
    duration = Temporal.Duration.from(text);
  } catch {
    throw new Problem(400, 'bad-duration', words);
  }
  if (duration.years !== 0 || duration.months !== 0) {
    throw new Problem(400, 'bad-duration', `Months and years differ in length; name days. ${words}`);
  }
  const { weeks } = duration;
  return Math.round(duration.with({ weeks: 0 }).total('milliseconds') + weeks * 7 * dayMs);
}

/** Where the clock is to go, seen from `now`. */
export function targetOf(
  request: { readonly to?: string | undefined; readonly advance?: string | undefined },
  now: Instant,
): Instant {
  const { to, advance } = request;
  if ((to === undefined) === (advance === undefined)) {
    throw new Problem(400, 'bad-input', 'Name either "to" (an instant) or "advance" (a duration).');
  }
  const target = to !== undefined ? parseInstant(to) : now + parseDuration(advance as string);
  if (target < now) {
    throw new Problem(400, 'backwards', 'The clock only goes forward; it stands at '.concat(iso(now), '.'));
  }
  if (target - now > longestStepDays * dayMs) {
    throw new Problem(400, 'too-far', `The clock takes at most ${longestStepDays} days at once.`);
  }
  return target;
}

export const iso = (instant: Instant): string => new Date(instant).toISOString();
