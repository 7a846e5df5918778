import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClockHistory,
  changeClock,
  dayAt,
  dayBounds,
  formatDay,
  parseDay,
} from '../../../src/core/calendar/index.ts';
import { backdateWindow, foldStreak, shortDays } from '../../../src/core/streaks/index.ts';
import { runs, sample } from '../../deep.ts';
import { plainStreak } from '../../oracles/streaks.ts';
import { allZones, at, clockOf, HOUR, transitionsIn } from '../calendar/zones.ts';
import { everyDay, rules } from './histories.ts';

/** The streak of somebody with this clock who wrote at these instants, joining at the first. */
function streakOf(history: ClockHistory, instants: readonly number[], now: number) {
  const joined = dayAt(history, instants[0]!);
  const logged = new Map<number, string[]>();
  for (const instant of instants) {
    const date = dayAt(history, instant);
    logged.set(date, [...(logged.get(date) ?? []), `entry-${instant}`]);
  }
  const today = dayAt(history, now);
  const facts = {
    joined,
    today,
    logged,
    cadence: [{ from: joined, cadence: everyDay }],
    rest: [],
    pauses: [],
    excused: shortDays(history, joined, today),
  };
  const fold = foldStreak(facts, rules);
  expect(fold.current).toBe(plainStreak({ ...facts, ...rules }).current);
  return fold;
}

/** One instant within each date that occurs, at these fractions of it. */
function onceADate(history: ClockHistory, from: number, to: number, fractions: readonly number[]): number[] {
  const instants: number[] = [];
  for (let date = dayAt(history, from); date <= dayAt(history, to); date++) {
    const bounds = dayBounds(history, date);
    if (bounds === undefined) continue;
    const fraction = fractions[date % fractions.length]!;
    instants.push(
      Math.min(bounds.end - 1, Math.floor(bounds.start + fraction * (bounds.end - bounds.start))),
    );
  }
  return instants;
}

const fractions = fc.array(fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })), {
  minLength: 1,
  maxLength: 9,
});
const dayStarts = fc.oneof(fc.constantFrom(0, 180, 360), fc.integer({ min: 0, max: 360 }));

describe('a streak in any zone', () => {
  it('has as many days as dates were logged, at whatever moment of each, through every change of clocks', () => {
    const changes = transitionsIn(sample(allZones, 80));
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        dayStarts,
        fractions,
        ({ zone, at: set }, dayStart, moments) => {
          const history = clockOf(zone, dayStart);
          const instants = onceADate(history, set - 72 * HOUR, set + 72 * HOUR, moments);
          const { current, days } = streakOf(history, instants, instants.at(-1)!);
          expect(current).toBe(instants.length);
          expect(days.every((date) => date.logged && !date.frozen)).toBe(true);
        },
      ),
      runs(300),
    );
  });

  it('survives any journey when every date that occurs is logged, and no entry on the way lowers it', () => {
    const leg = fc.tuple(
      fc.oneof(
        fc.constantFrom('Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Lisbon'),
        fc.constantFrom(...allZones),
      ),
      dayStarts,
      fc.integer({ min: 1, max: 100 * HOUR }),
    );
    const begin = fc.integer({ min: at('2024-01-05T00:00:00Z'), max: at('2030-11-01T00:00:00Z') });
    fc.assert(
      fc.property(
        begin,
        fc.array(leg, { minLength: 1, maxLength: 6 }),
        fractions,
        fc.nat(),
        (start, legs, moments, skip) => {
          let now = start;
          let history = clockOf('Europe/Lisbon');
          for (const [zone, dayStart, stay] of legs) {
            history = changeClock(history, { zone, dayStart }, now);
            now += stay;
          }
          const instants = onceADate(history, start, now + 48 * HOUR, moments);
          const end = instants.at(-1)!;
          expect(streakOf(history, instants, end).current).toBe(instants.length);
          const fewer = instants.filter((_, index) => index === 0 || index !== skip % instants.length);
          const without = streakOf(history, fewer, end);
          expect(without.current).toBeLessThanOrEqual(instants.length);
          // Missing only a short date costs nothing.
          const missed = dayAt(history, instants[skip % instants.length]!);
          if (fewer.length < instants.length && shortDays(history, missed, missed).size > 0) {
            expect(without.current).toBe(fewer.length);
          }
        },
      ),
      runs(200),
    );
  });

  it('forgives the short date of a flight east, and lets a flight west keep one date open', () => {
    const east = changeClock(
      clockOf('America/Los_Angeles'),
      { zone: 'Asia/Tokyo', dayStart: 180 },
      at('2026-11-21T20:00:00Z'),
    );
    const flew = streakOf(
      east,
      [at('2026-11-20T20:00:00Z'), at('2026-11-21T20:00:00Z'), at('2026-11-23T10:00:00Z')],
      at('2026-11-23T10:00:00Z'),
    );
    expect(flew.current).toBe(3);
    expect(flew.days.map((date) => [formatDay(date.day), date.reason])).toContainEqual([
      '2026-11-22',
      'short-day',
    ]);
    const west = changeClock(
      clockOf('Asia/Tokyo'),
      { zone: 'America/Los_Angeles', dayStart: 180 },
      at('2026-11-21T05:00:00Z'),
    );
    const late = streakOf(
      west,
      [at('2026-11-20T05:00:00Z'), at('2026-11-22T10:00:00Z')],
      at('2026-11-22T12:00:00Z'),
    );
    expect(late.current).toBe(2);
  });

  it('counts half past one in the night for the evening before', () => {
    const instants = ['2027-03-26T21:00:00Z', '2027-03-28T00:30:00Z', '2027-03-28T22:00:00Z'].map(at);
    expect(streakOf(clockOf('Europe/Lisbon'), instants, at('2027-03-29T01:00:00Z')).current).toBe(3);
    expect(streakOf(clockOf('Europe/Lisbon', 0), instants, at('2027-03-29T01:00:00Z')).current).toBe(1);
  });
});

describe('the backdating window (S7)', () => {
  it('reaches so many dates back, and never before joining', () => {
    const today = parseDay('2026-11-21')!;
    expect(backdateWindow({ joined: today - 30, today, window: 2 })).toEqual({
      earliest: today - 2,
      latest: today,
    });
    expect(backdateWindow({ joined: today - 1, today, window: 2 })).toEqual({
      earliest: today - 1,
      latest: today,
    });
    expect(backdateWindow({ joined: today, today, window: 7 })).toEqual({ earliest: today, latest: today });
    expect(backdateWindow({ joined: today - 30, today, window: 0 })).toEqual({
      earliest: today,
      latest: today,
    });
  });
});
