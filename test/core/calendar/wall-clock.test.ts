import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay, wallInstant, wallTime } from '../../../src/core/calendar/index.ts';
import { stretchAt } from '../../../src/core/calendar/offset.ts';
import { deep, runs, sample } from '../../deep.ts';
import { dayNumber, transitionsOf, zonedAt } from '../../oracles/local-dates.ts';
import { allZones, at, FROM, HOUR, TO, transitionsIn } from './zones.ts';

const zones = fc.constantFrom(...allZones);
const MINUTE = 60_000;

function expectedWall(zone: string, instant: number): { day: number; minutes: number } {
  const wall = zonedAt(zone, instant);
  return { day: dayNumber(wall.toPlainDate()), minutes: wall.hour * 60 + wall.minute };
}

function expectedInstant(zone: string, day: number, minutes: number): number {
  const wall = Temporal.PlainDateTime.from('1970-01-01').add({ days: day }).add({ minutes });
  return wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

describe('the wall clock', () => {
  it('agrees with Temporal at any instant in any zone', () => {
    const instants = fc.oneof(
      fc.integer({ min: FROM, max: TO }),
      fc.integer({ min: 0, max: at('2060-01-01T00:00:00Z') }),
    );
    fc.assert(
      fc.property(zones, instants, (zone, instant) => {
        expect(wallTime(zone, instant)).toEqual(expectedWall(zone, instant));
      }),
      runs(1500),
    );
  });

  it('agrees with Temporal to the millisecond where clocks are set, both ways', () => {
    for (const { zone, at: set } of transitionsIn(sample(allZones, 60))) {
      for (const near of [set - MINUTE, set - 1, set, set + 1, set + MINUTE - 1]) {
        expect(wallTime(zone, near), `${zone} ${near}`).toEqual(expectedWall(zone, near));
      }
      const { day, minutes } = wallTime(zone, set - 1);
      for (const shift of [-121, -61, -60, -31, -1, 0, 1, 2, 30, 31, 59, 60, 61, 62, 121, 1440]) {
        const reading = minutes + shift;
        expect(wallInstant(zone, day, reading), `${zone} ${formatDay(day)} ${reading}`).toBe(
          expectedInstant(zone, day, reading),
        );
      }
    }
  });

  it('agrees with Temporal on the instant of any reading in any zone', () => {
    const days = fc.integer({ min: parseDay('1970-01-03')!, max: parseDay('2060-01-01')! });
    fc.assert(
      fc.property(zones, days, fc.integer({ min: 0, max: 2880 }), (zone, day, minutes) => {
        expect(wallInstant(zone, day, minutes)).toBe(expectedInstant(zone, day, minutes));
      }),
      runs(1500),
    );
  });

  it('misses no moment from 2024 to 2030 at which clocks are set', () => {
    for (const zone of sample(allZones, 60)) {
      expect(foundIn(zone, FROM, TO), zone).toEqual(transitionsOf(zone, FROM, TO));
    }
  });

  it('misses none where clocks were set again within weeks: Ramadan, an energy crisis, a law taken back', () => {
    const [from, to] = [at('1985-01-01T00:00:00Z'), at('2045-01-01T00:00:00Z')];
    for (const zone of [
      'Africa/Casablanca',
      'Africa/El_Aaiun',
      'Africa/Cairo',
      'Asia/Gaza',
      'America/Noronha',
      'America/Argentina/Tucuman',
    ]) {
      expect(foundIn(zone, from, to), zone).toEqual(transitionsOf(zone, from, to));
    }
  });

  it('reads the same whoever asked before, and far beyond what it keeps', () => {
    const zone = 'America/New_York';
    const before = wallTime(zone, at('2026-03-08T07:00:00Z'));
    for (let year = 1970; year < 2200; year++) wallTime(zone, Date.UTC(year, 6, 1));
    expect(wallTime(zone, at('2026-03-08T07:00:00Z'))).toEqual(before);
    expect(wallTime(zone, at('9999-12-31T23:59:59Z'))).toEqual(
      expectedWall(zone, at('9999-12-31T23:59:59Z')),
    );
  });

  it('puts a skipped time later by what is skipped and takes the first of a time shown twice', () => {
    const day = (text: string) => parseDay(text)!;
    expect(wallInstant('Europe/Lisbon', day('2027-03-28'), 90)).toBe(at('2027-03-28T01:30:00Z'));
    expect(wallInstant('Europe/Lisbon', day('2027-10-31'), 90)).toBe(at('2027-10-31T00:30:00Z'));
    expect(wallInstant('Australia/Lord_Howe', day('2026-10-04'), 135)).toBe(at('2026-10-03T15:45:00Z'));
    expect(wallInstant('Australia/Lord_Howe', day('2027-04-04'), 105)).toBe(at('2027-04-03T14:45:00Z'));
    expect(wallInstant('Pacific/Apia', day('2011-12-30'), 720)).toBe(at('2011-12-30T22:00:00Z'));
    expect(wallInstant('America/Sao_Paulo', day('2017-10-15'), 0)).toBe(at('2017-10-15T03:00:00Z'));
  });

  it.runIf(deep)('is set at no moment that looking at every hour finds and the probes do not', () => {
    for (const zone of allZones) {
      const formatter = new Intl.DateTimeFormat('en', {
        timeZone: zone,
        timeZoneName: 'longOffset',
        hour: 'numeric',
      });
      const shown = (instant: number) => formatter.format(instant).split('GMT')[1];
      let last = { text: shown(FROM), offset: stretchAt(zone, FROM).offset };
      for (let instant = FROM; instant < TO; instant += HOUR) {
        const now = { text: shown(instant), offset: stretchAt(zone, instant).offset };
        if ((now.text === last.text) !== (now.offset === last.offset)) expect.fail(`${zone} ${instant}`);
        last = now;
      }
    }
  });
});

/** The instants in [from, to) at which the offset that we know changes. */
function foundIn(zone: string, from: number, to: number): number[] {
  const found: number[] = [];
  let stretch = stretchAt(zone, from);
  while (stretch.to < to) {
    const next = stretchAt(zone, stretch.to);
    if (next.from !== stretch.to) expect.fail(`A hole in ${zone} at ${stretch.to}`);
    if (next.offset !== stretch.offset && next.from >= from) found.push(next.from);
    stretch = next;
  }
  return found;
}
