import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClockHistory,
  dayAt,
  dayBounds,
  formatDay,
  isShortDay,
  parseDay,
  wallTime,
} from '../../../src/core/calendar/index.ts';
import { deep, runs, sample } from '../../deep.ts';
import { datesByMinute } from '../../oracles/local-dates.ts';
import { allZones, at, clockOf, FROM, HOUR, TO, transitionsIn } from './zones.ts';

const zones = fc.constantFrom(...allZones);
const dayStarts = fc.oneof(fc.constantFrom(0, 180, 360), fc.integer({ min: 0, max: 360 }));
const shown = (history: ClockHistory, text: string) => formatDay(dayAt(history, at(text)));
const hours = (history: ClockHistory, date: string) => {
  const bounds = dayBounds(history, parseDay(date)!);
  return bounds === undefined ? 0 : (bounds.end - bounds.start) / HOUR;
};

/** Day starts that are likely to meet a change: at it, before it and after it, on both clocks. */
function trickyDayStarts(zone: string, set: number): number[] {
  const [before, after] = [wallTime(zone, set - 1).minutes + 1, wallTime(zone, set).minutes];
  const near = [before, after, Math.floor((before + after) / 2), before + 1, after - 1];
  return [...new Set([0, 180, ...near])].filter((minutes) => minutes >= 0 && minutes <= 360);
}

describe('local dates', () => {
  it('are those that looking at every minute finds, around the changes of every zone', () => {
    for (const { zone, at: set } of sample(transitionsIn(allZones), 8)) {
      const starts = trickyDayStarts(zone, set);
      for (const dayStart of deep ? starts : starts.slice(-4)) {
        const history = clockOf(zone, dayStart);
        const walked = datesByMinute(history, set - 26 * HOUR, set + 26 * HOUR, 32 * 60);
        let last = Number.NEGATIVE_INFINITY;
        for (const [minute, date] of walked) {
          if (dayAt(history, minute) !== date)
            expect.fail(`${zone} ${dayStart} ${new Date(minute).toISOString()}`);
          if (date !== last && last > 0) {
            expect(dayBounds(history, date)?.start, `${zone} ${dayStart} ${formatDay(date)}`).toBe(minute);
          }
          last = date;
        }
      }
    }
  });

  it('tile the time line in every zone: no hole, no overlap, each instant within its date', () => {
    const lengths = new Set<number>();
    for (const zone of sample(allZones, 40)) {
      const history = clockOf(zone, (zone.length * 13) % 361);
      let end: number | undefined;
      for (let day = dayAt(history, FROM); day <= dayAt(history, TO); day++) {
        const bounds = dayBounds(history, day);
        if (bounds === undefined) continue;
        if (end !== undefined && bounds.start !== end) expect.fail(`${zone} ${formatDay(day)}`);
        const within = [bounds.start, Math.floor((bounds.start + bounds.end) / 2), bounds.end - 1];
        if (within.some((instant) => dayAt(history, instant) !== day))
          expect.fail(`${zone} ${formatDay(day)}`);
        lengths.add((bounds.end - bounds.start) / HOUR);
        end = bounds.end;
      }
    }
    expect(lengths).toContain(24);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(21);
  });

  it('never go back, whatever the zone and the day start', () => {
    const instant = fc.integer({ min: 0, max: at('2040-01-01T00:00:00Z') });
    fc.assert(
      fc.property(
        zones,
        dayStarts,
        instant,
        fc.integer({ min: 0, max: 60 * HOUR }),
        (zone, dayStart, early, later) => {
          const history = clockOf(zone, dayStart);
          const date = dayAt(history, early);
          expect(dayAt(history, early + later)).toBeGreaterThanOrEqual(date);
          const bounds = dayBounds(history, date)!;
          expect(bounds.start).toBeLessThanOrEqual(early);
          expect(bounds.end).toBeGreaterThan(early);
        },
      ),
      runs(1500),
    );
  });

  it('begin when the day start is reached: three in the morning belongs to the new date, a minute earlier to the old', () => {
    const history = clockOf('Europe/Lisbon');
    expect(shown(history, '2026-11-21T02:59:59.999Z')).toBe('2026-11-20');
    expect(shown(history, '2026-11-21T03:00:00Z')).toBe('2026-11-21');
    expect(shown(clockOf('Europe/Lisbon', 0), '2026-11-21T00:00:00Z')).toBe('2026-11-21');
    expect(shown(clockOf('Europe/Lisbon', 360), '2026-11-21T05:59:00Z')).toBe('2026-11-20');
  });

  it('last 23 and 25 hours where clocks are set for summer and winter', () => {
    // The change at 01:00 lies before the day start, so it belongs to the date before.
    expect(hours(clockOf('Europe/Lisbon'), '2027-03-27')).toBe(23);
    expect(hours(clockOf('Europe/Lisbon'), '2027-03-28')).toBe(24);
    expect(hours(clockOf('Europe/Lisbon', 0), '2027-03-28')).toBe(23);
    expect(hours(clockOf('Europe/Lisbon'), '2026-10-24')).toBe(25);
    expect(hours(clockOf('America/New_York', 0), '2026-11-01')).toBe(25);
    expect(hours(clockOf('Australia/Lord_Howe', 0), '2026-10-04')).toBe(23.5);
    expect(hours(clockOf('Australia/Lord_Howe', 0), '2027-04-04')).toBe(24.5);
  });

  it('begin when a skipped day start would have come: at the change', () => {
    const history = clockOf('Europe/Berlin', 150);
    expect(dayBounds(history, parseDay('2027-03-28')!)?.start).toBe(at('2027-03-28T01:00:00Z'));
  });

  it('do not go back on Chatham, whose clocks show 02:45 after 03:44 on 2027-04-04', () => {
    const history = clockOf('Pacific/Chatham');
    expect(shown(history, '2027-04-03T13:14:59Z')).toBe('2027-04-03');
    expect(shown(history, '2027-04-03T13:15:00Z')).toBe('2027-04-04');
    expect(wallTime('Pacific/Chatham', at('2027-04-03T14:00:00Z')).minutes).toBe(165);
    for (const time of ['13:59:59.999', '14:00:00', '14:14:59', '14:15:00']) {
      expect(shown(history, `2027-04-03T${time}Z`)).toBe('2027-04-04');
    }
    expect(hours(history, '2027-04-04')).toBe(25);
  });

  it('know the date that Apia skipped', () => {
    const midnight = clockOf('Pacific/Apia', 0);
    expect(dayBounds(midnight, parseDay('2011-12-30')!)).toBeUndefined();
    expect(isShortDay(midnight, parseDay('2011-12-30')!)).toBe(true);
    expect(shown(midnight, '2011-12-30T09:59:59Z')).toBe('2011-12-29');
    expect(shown(midnight, '2011-12-30T10:00:00Z')).toBe('2011-12-31');
    // With a later day start the clock still reaches its beginning, and three hours of it are left.
    expect(hours(clockOf('Pacific/Apia'), '2011-12-30')).toBe(3);
    expect(isShortDay(clockOf('Pacific/Apia'), parseDay('2011-12-30')!)).toBe(true);
  });

  it('begin after midnight where summer time skips midnight', () => {
    const saoPaulo = clockOf('America/Sao_Paulo', 0);
    expect(dayBounds(saoPaulo, parseDay('2017-10-15')!)?.start).toBe(at('2017-10-15T03:00:00Z'));
    expect(hours(saoPaulo, '2017-10-15')).toBe(23);
    expect(hours(saoPaulo, '2018-02-17')).toBe(25);
    const cairo = clockOf('Africa/Cairo', 0);
    expect(hours(cairo, '2026-04-24')).toBe(23);
  });

  it('follow Casablanca through Ramadan and Scoresbysund through its change of zone and summer time at once', () => {
    expect(hours(clockOf('Africa/Casablanca', 0), '2026-02-15')).toBe(25);
    expect(hours(clockOf('Africa/Casablanca', 0), '2026-03-22')).toBe(23);
    const scoresbysund = clockOf('America/Scoresbysund', 0);
    expect(hours(scoresbysund, '2024-03-30') + hours(scoresbysund, '2024-03-31')).toBe(48);
    expect(hours(clockOf('America/Scoresbysund', 0), '2026-10-24')).toBe(25);
    expect(hours(clockOf('Asia/Kathmandu'), '2026-10-24')).toBe(24);
  });

  it('do not repeat a date where clocks fall back over midnight', () => {
    // Until 2011 the clocks of St John's went from 00:01 back to 23:01.
    const history = clockOf('America/St_Johns', 0);
    expect(shown(history, '2010-11-07T02:30:00Z')).toBe('2010-11-07');
    expect(shown(history, '2010-11-07T02:31:00Z')).toBe('2010-11-07');
    expect(wallTime('America/St_Johns', at('2010-11-07T02:31:00Z'))).toEqual({
      day: parseDay('2010-11-06'),
      minutes: 23 * 60 + 1,
    });
  });
});
