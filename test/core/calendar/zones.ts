import type { ClockHistory } from '../../../src/core/calendar/index.ts';
import { ZONE_NAMES } from '../../../src/core/calendar/zone-names.ts';
import { transitionsOf } from '../../oracles/local-dates.ts';

export const HOUR = 3_600_000;
export const FROM = Date.UTC(2024, 0, 1);
export const TO = Date.UTC(2031, 0, 1);

/** Every name of the time zone database, old spellings too. */
export const allZones: readonly string[] = ZONE_NAMES.map(({ zone }) => zone);

export interface Transition {
  readonly zone: string;
  readonly at: number;
}

/** Every instant from 2024 to 2030 at which the clocks of one of the zones are set. */
export function transitionsIn(zones: readonly string[]): readonly Transition[] {
  return zones.flatMap((zone) => transitionsOf(zone, FROM, TO).map((at) => ({ zone, at })));
}

/** The history of somebody who never changed anything. */
export function clockOf(zone: string, dayStart = 180): ClockHistory {
  return [{ zone, dayStart, from: 0 }];
}

export function at(text: string): number {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new Error(`No instant: ${text}`);
  return instant;
}
