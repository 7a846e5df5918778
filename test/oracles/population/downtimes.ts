import { hour, type Instant, minute } from '../reminders/local-time.ts';
import type { Span } from '../reminders/simulated-time.ts';

const half = minute / 2;

/**
 * A minute, 26 hours, a minute, an hour; the minutes over a full hour, at which many are due. The long ones begin and end 7
 * minutes past a quarter, so that no date that ends at a quarter is within minutes of being excused or not.
 */
export function downtimesIn({ from, to }: Span): Span[] {
  const all = [
    [9 * hour - half, minute],
    [18 * hour + 7 * minute, 26 * hour],
    [49 * hour - half, minute],
    [55 * hour + 7 * minute, hour],
  ] as const;
  return all
    .map(([after, length]) => ({ from: from + after, to: from + after + length }))
    .filter((it) => it.to < to - 5 * hour);
}

export const isDown = (downtimes: readonly Span[], at: Instant): boolean =>
  downtimes.some((it) => it.from <= at && at < it.to);
