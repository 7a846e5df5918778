import { BoundedMap } from './bounded-map.ts';
import type { Instant } from './day.ts';

/** A stretch of time in which a zone keeps one offset from UTC. Neighbouring stretches may have the same offset. */
export interface Stretch {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  /** Milliseconds to add to an instant to get the wall clock. */
  readonly offset: number;
}

/** No two instants at which a zone's clocks are set lie less than 6 days apart since 1970; probes lie 18.6 hours apart. */
const PROBE = 2 ** 26;
/** About 99 days. Aligned, so that a window is the same whoever asks first. */
const WINDOW = 2 ** 33;
const SECOND = 1000;

// A formatter costs about 50 kB, and is needed only until a zone's stretches are known.
const formatters = new BoundedMap<string, Intl.DateTimeFormat>(128);
const windows = new BoundedMap<string, BoundedMap<number, readonly Stretch[]>>(700);

function formatterOf(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

/** The offset at a whole second, read off the wall clock: '11/21/2026, 08:28:37'. */
function measure(formatter: Intl.DateTimeFormat, at: Instant): number {
  const text = formatter.format(at);
  const fields = [0, 0, 0, 0, 0, 0];
  let field = 0;
  let inNumber = false;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    const isDigit = digit >= 0 && digit <= 9;
    if (isDigit) fields[field] = fields[field]! * 10 + digit;
    else if (inNumber) field++;
    inNumber = isDigit;
  }
  const [month, date, year, hour, minute, second] = fields;
  return Date.UTC(year!, month! - 1, date!, hour!, minute!, second!) - at;
}

/** The first whole second in (low, high] that has another offset than `low` has. */
function bisect(formatter: Intl.DateTimeFormat, low: Instant, high: Instant): Instant {
  const before = measure(formatter, low);
  let [same, other] = [low / SECOND, high / SECOND];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (measure(formatter, middle * SECOND) === before) same = middle;
    else other = middle;
  }
  return other * SECOND;
}

function stretchesIn(zone: string, index: number): readonly Stretch[] {
  const formatter = formatters.get(zone, formatterOf);
  const stretches: Stretch[] = [];
  const end = (index + 1) * WINDOW;
  let from = index * WINDOW;
  let probe = Math.ceil(from / SECOND) * SECOND;
  let offset = measure(formatter, probe);
  while (probe < end) {
    const next = Math.floor((probe + PROBE) / SECOND) * SECOND;
    if (measure(formatter, next) === offset) {
      probe = next;
      continue;
    }
    const change = bisect(formatter, probe, next);
    if (change >= end) break;
    stretches.push({ from, to: change, offset });
    from = change;
    probe = change;
    offset = measure(formatter, change);
  }
  stretches.push({ from, to: end, offset });
  return stretches;
}

/**
 * The stretch of `zone` around an instant: exact to the second, about 0.1 microseconds once its window is known.
 * Throws a RangeError for a zone that the runtime does not know (`canonicalZone` tells beforehand).
 */
export function stretchAt(zone: string, at: Instant): Stretch {
  const ofZone = windows.get(zone, () => new BoundedMap(64));
  const stretches = ofZone.get(Math.floor(at / WINDOW), (index) => stretchesIn(zone, index));
  for (const stretch of stretches) if (at < stretch.to) return stretch;
  throw new RangeError(`No instant: ${at}`);
}
