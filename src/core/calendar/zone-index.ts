import { plainText } from './near-text.ts';
import { ABBREVIATIONS, COUNTRY_NAMES, PLACES } from './place-names.ts';
import { ZONE_NAMES, type ZoneName } from './zone-names.ts';

/** A zone as somebody may look for it; all in plain text. */
export interface Findable {
  readonly zone: string;
  readonly full: string;
  /** The city in its name. */
  readonly city: string;
  /** Cities and old spellings that share the zone. */
  readonly places: readonly string[];
  /** Countries: names and ISO codes. */
  readonly countries: readonly string[];
  readonly abbreviations: readonly string[];
  /** Its place among the zones of each abbreviation, then among all. */
  readonly rank: number;
  /** How today's name of it is spelt, when it is an old one. */
  readonly today?: string;
}

function cityOf(zone: string): string {
  return plainText(zone.slice(zone.lastIndexOf('/') + 1));
}

/** Words by the head of their row, from rows 'head: some words, more words'. */
function readWords(table: string): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const row of table.trim().split('\n')) {
    const [zone, words] = row.split(': ') as [string, string];
    places.set(zone, words.split(', '));
  }
  return places;
}

function readAbbreviations(): Map<string, { words: string[]; rank: number }> {
  const found = new Map<string, { words: string[]; rank: number }>();
  for (const row of ABBREVIATIONS.trim().split('\n')) {
    const [words, zones] = row.split(': ') as [string, string];
    for (const [rank, zone] of zones.split(' ').entries()) {
      const known = found.get(zone) ?? { words: [], rank };
      found.set(zone, {
        words: [...known.words, ...plainText(words).split(' ')],
        rank: Math.min(known.rank, rank),
      });
    }
  }
  return found;
}

function makeIndex(): readonly Findable[] {
  const places = readWords(PLACES);
  const countryNames = readWords(COUNTRY_NAMES);
  const abbreviations = readAbbreviations();
  const regions = new Intl.DisplayNames('en', { type: 'region' });
  const oldNames = new Map<string, string[]>();
  for (const { zone, today } of ZONE_NAMES) {
    if (today !== undefined && zone.includes('/')) {
      oldNames.set(today, [...(oldNames.get(today) ?? []), cityOf(zone)]);
    }
  }
  const findable = ({ zone, countries, today }: ZoneName, order: number): Findable => ({
    zone,
    full: plainText(zone),
    city: cityOf(zone),
    places: [...(places.get(zone) ?? []), ...(oldNames.get(zone) ?? [])],
    countries: countries.flatMap((code) => [
      plainText(regions.of(code) ?? code),
      code.toLowerCase(),
      ...(countryNames.get(code) ?? []),
    ]),
    abbreviations: abbreviations.get(zone)?.words ?? [],
    rank: (abbreviations.get(zone)?.rank ?? 50) * 1000 + order,
    ...(today === undefined ? {} : { today }),
  });
  return ZONE_NAMES.map(findable);
}

let index: readonly Findable[] | undefined;

/** Every name of the database, though the runtime may not know all; made at first use. */
export function zoneIndex(): readonly Findable[] {
  index ??= makeIndex();
  return index;
}
