import { type Findable, findable, plainText } from './near-text.ts';
import { ABBREVIATIONS, COUNTRY_NAMES, PLACES } from './place-names.ts';
import { ZONE_NAMES, type ZoneName } from './zone-names.ts';

/** A zone as somebody may look for it; in plain text. */
export interface IndexedZone {
  readonly zone: string;
  readonly full: Findable;
  /** The city in its name. */
  readonly city: Findable;
  /** Cities and old spellings that share the zone. */
  readonly places: readonly Findable[];
  /** Countries: names and ISO codes. */
  readonly countries: readonly Findable[];
  /** Of its name, its places and its countries. */
  readonly words: readonly string[];
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

function makeIndex(): readonly IndexedZone[] {
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
  const indexed = ({ zone, countries, today }: ZoneName, order: number): IndexedZone => {
    const full = findable(plainText(zone));
    const shared = [...(places.get(zone) ?? []), ...(oldNames.get(zone) ?? [])].map(findable);
    const lands = countries
      .flatMap((code) => [
        plainText(regions.of(code) ?? code),
        code.toLowerCase(),
        ...(countryNames.get(code) ?? []),
      ])
      .map(findable);
    return {
      zone,
      full,
      city: findable(cityOf(zone)),
      places: shared,
      countries: lands,
      words: [full, ...shared, ...lands].flatMap(({ text }) => text.split(' ')),
      abbreviations: abbreviations.get(zone)?.words ?? [],
      rank: (abbreviations.get(zone)?.rank ?? 50) * 1000 + order,
      ...(today === undefined ? {} : { today }),
    };
  };
  return ZONE_NAMES.map(indexed);
}

let index: readonly IndexedZone[] | undefined;

/** Every name of the database, though the runtime may not know all; made at first use. */
export function zoneIndex(): readonly IndexedZone[] {
  index ??= makeIndex();
  return index;
}
