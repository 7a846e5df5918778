import { BoundedMap } from './bounded-map.ts';
import { ZONE_NAMES } from './zone-names.ts';

const LONGEST_NAME = 64;
const OFFSET = /^(?:etc\/)?gmt[+-]/;
/** A name that a newer time zone database may have: its areas are settled, its cities are not. */
const AREA_AND_CITY =
  /^(?:africa|america|antarctica|arctic|asia|atlantic|australia|brazil|canada|chile|europe|indian|mexico|pacific|us)(?:\/[a-z][a-z_-]*){1,2}$/;
const SMALL_WORDS = new Set(['au', 'da', 'de', 'del', 'es', 'of', 'la', 'prince']);

const spelling = new Map(ZONE_NAMES.map(({ zone }) => [zone.toLowerCase(), zone]));
const known = new BoundedMap<string, boolean>(1000);

/** Not `Intl.supportedValuesOf`: it lacks UTC and every spelling but one. */
function isAccepted(zone: string): boolean {
  return known.get(zone, () => {
    try {
      new Intl.DateTimeFormat('en-US', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  });
}

function capitalised(name: string): string {
  return name
    .split('/')
    .map((part) =>
      part.replace(/[a-z]+/g, (word, at: number) =>
        at > 0 && SMALL_WORDS.has(word) ? word : word[0]!.toUpperCase() + word.slice(1),
      ),
    )
    .join('/');
}

/**
 * S1: an IANA zone in any case, as the database spells it; an old name stays what it is ('Asia/Calcutta').
 * Undefined for what the runtime does not know, for offsets and for Etc/GMT±n, and for abbreviations that are no IANA
 * names ('BST' would be Dhaka's).
 */
export function canonicalZone(text: string): string | undefined {
  const typed = text.trim();
  if (typed.length > LONGEST_NAME || !/^[A-Za-z0-9_+/-]+$/.test(typed)) return undefined;
  const lower = typed.toLowerCase();
  if (OFFSET.test(lower)) return undefined;
  const zone = spelling.get(lower) ?? (AREA_AND_CITY.test(lower) ? capitalised(lower) : undefined);
  return zone !== undefined && isAccepted(zone) ? zone : undefined;
}
