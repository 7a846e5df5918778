import type { Day } from '../calendar/index.ts';

/** S7 and S8: the dates that an entry may be put on now, `window` dates back but never before joining. Inclusive. */
export function backdateWindow(input: { joined: Day; today: Day; window: number }): {
  earliest: Day;
  latest: Day;
} {
  const { joined, today, window } = input;
  return { earliest: Math.min(today, Math.max(joined, today - window)), latest: today };
}
