import type { Instant } from './day.ts';
import { type Findable, findable, isOneTypoApart, plainText } from './near-text.ts';
import { stretchAt } from './offset.ts';
import { formatTimeOfDay } from './time-of-day.ts';
import { wallTime } from './wall-clock.ts';
import { canonicalZone } from './zone.ts';
import { type IndexedZone, zoneIndex } from './zone-index.ts';

const LONGEST_QUERY = 60;
/** Shorter words have too many neighbours. */
const SHORTEST_TYPO = 4;

/** Who types one of these means the place, and most of its places keep summer time; the zone of that name does not. */
const WITHOUT_SUMMER_TIME = new Set(['EST', 'MST', 'HST']);

/** What is offered before anything is typed: one well-known zone for most hours of the day. */
const WELL_KNOWN = [
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Kyiv',
  'Europe/Istanbul',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Dhaka',
  'Asia/Jakarta',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
  'America/Sao_Paulo',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'Africa/Lagos',
  'Africa/Nairobi',
];

function hasWordsOf(found: IndexedZone, words: readonly string[]): boolean {
  return words.every((word) => found.words.some((candidate) => candidate.startsWith(word)));
}

/** How well a zone answers a query: 0 is best; undefined: not at all. */
function scoreOf(found: IndexedZone, { text, tight }: Findable): number | undefined {
  const same = (name: Findable) => name.tight === tight;
  const begins = (name: Findable) => name.tight.startsWith(tight);
  const near = (name: Findable) => isOneTypoApart(name.tight, tight);
  if (found.today !== undefined) {
    // An old name answers only to itself; whoever types less is offered today's name.
    if (!same(found.city) && !same(found.full)) return undefined;
    return WITHOUT_SUMMER_TIME.has(found.zone) ? 3 : 0;
  }
  if (same(found.full) || same(found.city)) return 0;
  if (found.abbreviations.includes(tight)) return 1;
  if (found.places.some(same) || found.countries.some(same)) return 2;
  if (begins(found.city)) return 4;
  if (begins(found.full) || found.places.some(begins)) return 5;
  if (found.countries.some(begins)) return 6;
  if (hasWordsOf(found, text.split(' '))) return 7;
  if (tight.length < SHORTEST_TYPO) return undefined;
  const places = [found.city, ...found.places];
  if (places.some((place) => place.tight.includes(tight))) return 8;
  if (near(found.full) || places.some(near)) return 9;
  return found.countries.some(near) ? 10 : undefined;
}

/** 'UTC+0', 'UTC-3', 'UTC+5:30'. */
function offsetLabel(zone: string, at: Instant): string {
  const minutes = Math.round(stretchAt(zone, at).offset / 60_000);
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${rest}`;
}

/** 'Europe/Lisbon (10:42, UTC+0)'. */
function zoneLabel(zone: string, now: Instant): string {
  return `${zone} (${formatTimeOfDay(wallTime(zone, now).minutes)}, ${offsetLabel(zone, now)})`;
}

function labelled(zones: readonly string[], limit: number, now: Instant): { zone: string; label: string }[] {
  const known: string[] = [];
  for (const zone of zones) {
    if (known.length >= limit) break;
    if (canonicalZone(zone) !== undefined) known.push(zone);
  }
  return known.map((zone) => ({ zone, label: zoneLabel(zone, now) }));
}

/**
 * Zones for a city, a country, an abbreviation or a name of old, the best first; tolerant of case, spaces,
 * diacritics and one typo. Nothing typed: well-known ones.
 */
export function searchZones(text: string, limit: number, now: Instant): { zone: string; label: string }[] {
  const query = findable(plainText(text.slice(0, LONGEST_QUERY)));
  if (text.trim() === '') return labelled(WELL_KNOWN, limit, now);
  if (query.text === '') return [];
  const scored = zoneIndex().flatMap((found) => {
    const score = scoreOf(found, query);
    return score === undefined ? [] : [{ found, score }];
  });
  scored.sort((a, b) => a.score - b.score || a.found.rank - b.found.rank);
  return labelled(
    scored.map(({ found }) => found.zone),
    limit,
    now,
  );
}
