import type { AppHarness } from '../support/app-harness.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** A Monday to start from, and instants by its days: `at(2, '09:30')` is Wednesday at 09:30 UTC. */
export interface Week {
  at(day: number, time: string): string;
  /** The date of a day: '2026-11-23'. */
  date(day: number): string;
  /** The same as the bot writes it, say with its weekday. */
  written(day: number, parts: Intl.DateTimeFormatOptions): string;
}

const weekFrom = (monday: number): Week => ({
  at: (day, time) => `${new Date(monday + day * dayMs).toISOString().slice(0, 10)}T${time}:00Z`,
  date: (day) => new Date(monday + day * dayMs).toISOString().slice(0, 10),
  written: (day, parts) =>
    new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' }).format(monday + day * dayMs),
});

/** Moves the clock to the next Monday at noon UTC. Tests that come after one another each begin a week of their own. */
export async function nextWeek(app: AppHarness): Promise<Week> {
  const today = Math.floor((await app.clock()) / dayMs);
  // 1970-01-05 was a Monday.
  const monday = (today + 7 - ((today - 4 + 7) % 7)) * dayMs;
  await app.to(new Date(monday + dayMs / 2).toISOString());
  return weekFrom(monday);
}

/** Where the sun never asks for another clock: what is said in UTC is said on the wall. */
export const utc = 'Atlantic/Reykjavik';

/** The first midnight UTC at least `aheadDays` from `after` on whose date the zone's clocks change. */
export function nextClockChange(zone: string, after: number, aheadDays = 3): number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const offset = (at: number): string =>
    format.formatToParts(at).find((it) => it.type === 'timeZoneName')?.value ?? '';
  let day = Math.floor(after / dayMs) + aheadDays;
  while (offset(day * dayMs) === offset((day + 1) * dayMs)) day += 1;
  return day * dayMs;
}

/** Somebody joins without prompts, so that moving the clock is quick. */
export async function joinQuietly(app: AppHarness, name: string, zone = utc): Promise<void> {
  await app.join(name, zone);
  await app.say(name, '/stop');
}
