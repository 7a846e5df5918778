import { OLD_ZONE_NAMES } from './old-zone-names.ts';
import { ZONES_BY_COUNTRY } from './zones-by-country.ts';

/** A name of the time zone database, and what it is known by. */
export interface ZoneName {
  readonly zone: string;
  /** ISO 3166 codes of the countries for which it is listed. */
  readonly countries: readonly string[];
  /** Today's name of a zone that has another one; absent: this is today's name. */
  readonly today?: string;
}

function rowsOf(table: string): readonly (readonly [string, ...string[]])[] {
  return table
    .trim()
    .split('\n')
    .map((row) => row.split(' ') as [string, ...string[]]);
}

function listNames(): readonly ZoneName[] {
  const countries = new Map<string, string[]>([
    ['UTC', []],
    ['GMT', []],
  ]);
  for (const [country, ...zones] of rowsOf(ZONES_BY_COUNTRY)) {
    for (const zone of zones) countries.set(zone, [...(countries.get(zone) ?? []), country]);
  }
  return [
    ...[...countries].map(([zone, codes]) => ({ zone, countries: codes })),
    ...rowsOf(OLD_ZONE_NAMES).map(([zone, today]) => ({ zone, countries: [], today: today! })),
  ];
}

/** Every name of the time zone database but offsets, in its own spelling; today's names first. */
export const ZONE_NAMES: readonly ZoneName[] = listNames();
