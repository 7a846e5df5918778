import type { Context } from '../chat/context.ts';
import type { Choice } from '../chat/reply.ts';
import { canonicalZone, searchZones } from '../core/calendar/index.ts';
import { listText, quoted } from './words.ts';

/** Zones to choose from while one is typed: by city, country or an old spelling. */
export async function suggestZone(typed: string, { now }: Pick<Context, 'now'>): Promise<readonly Choice[]> {
  return searchZones(typed, 25, now).map(({ zone, label }) => ({ value: zone, label }));
}

/** What is said to a zone that is none, with the nearest ones that are. */
export function zoneNotUnderstood(typed: string, now: number): string {
  const shown = quoted(typed);
  if (/^(?:utc|gmt)?\s*[+-]\s*\d/i.test(typed.trim()) || /^etc\/gmt/i.test(typed.trim())) {
    return `${shown} is an offset, which ignores daylight saving time. Use a city instead, like Lisbon or Europe/Lisbon.`;
  }
  const near = searchZones(typed.slice(0, 60), 3, now).map((it) => it.zone);
  if (near.length > 0) return `I don't know the time zone ${shown}. Did you mean ${listText(near, 'or')}?`;
  return `I don't know the time zone ${shown}. Use a city or a name like Europe/Lisbon.`;
}

/** A zone by its name, or by a city that only one zone is named after. */
export function readZone(typed: string, now: number): string | undefined {
  const named = canonicalZone(typed.trim());
  if (named) return named;
  const city = typed
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const found = searchZones(typed.slice(0, 60), 5, now).filter((it) =>
    it.zone.toLowerCase().endsWith(`/${city}`),
  );
  return found.length === 1 ? found[0]?.zone : undefined;
}
