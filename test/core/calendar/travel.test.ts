import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClockHistory,
  changeClock,
  clockAt,
  clocksOn,
  dayAt,
  dayBounds,
  formatDay,
  isShortDay,
  parseDay,
} from '../../../src/core/calendar/index.ts';
import { runs } from '../../deep.ts';
import { datesByMinute } from '../../oracles/local-dates.ts';
import { allZones, at, clockOf, FROM, HOUR } from './zones.ts';

const shown = (history: ClockHistory, text: string) => formatDay(dayAt(history, at(text)));
const hours = (history: ClockHistory, date: string) => {
  const bounds = dayBounds(history, parseDay(date)!);
  return bounds === undefined ? 0 : (bounds.end - bounds.start) / HOUR;
};
const move = (history: ClockHistory, zone: string, text: string, dayStart = 180) =>
  changeClock(history, { zone, dayStart }, at(text));

describe('a new zone', () => {
  it('applies when the current local date ends in the old one', () => {
    const history = move(clockOf('Europe/Lisbon'), 'Europe/Berlin', '2026-11-21T12:00:00Z');
    expect(history.at(-1)).toEqual({
      zone: 'Europe/Berlin',
      dayStart: 180,
      from: at('2026-11-22T03:00:00Z'),
    });
    expect(clockAt(history, at('2026-11-22T02:59:59Z')).zone).toBe('Europe/Lisbon');
    expect(clockAt(history, at('2026-11-22T03:00:00Z')).zone).toBe('Europe/Berlin');
    expect(hours(history, '2026-11-22')).toBe(23);
  });

  it('makes a date long on the way west, and never repeats it', () => {
    const history = move(clockOf('Asia/Tokyo'), 'America/Los_Angeles', '2026-11-21T05:00:00Z');
    expect(shown(history, '2026-11-21T17:59:59Z')).toBe('2026-11-21');
    // Los Angeles still has the 21st, at ten in the morning.
    expect(shown(history, '2026-11-21T18:00:00Z')).toBe('2026-11-21');
    expect(shown(history, '2026-11-22T10:59:59Z')).toBe('2026-11-21');
    expect(shown(history, '2026-11-22T11:00:00Z')).toBe('2026-11-22');
    expect(hours(history, '2026-11-21')).toBe(41);
    expect(clocksOn(history, parseDay('2026-11-21')!).map(({ clock }) => clock.zone)).toEqual([
      'Asia/Tokyo',
      'America/Los_Angeles',
    ]);
    expect(isShortDay(history, parseDay('2026-11-21')!)).toBe(false);
  });

  it('leaves a short date on the way east', () => {
    const history = move(clockOf('America/Los_Angeles'), 'Asia/Tokyo', '2026-11-21T20:00:00Z');
    expect(shown(history, '2026-11-22T10:59:59Z')).toBe('2026-11-21');
    expect(shown(history, '2026-11-22T11:00:00Z')).toBe('2026-11-22');
    expect(hours(history, '2026-11-22')).toBe(7);
    expect(isShortDay(history, parseDay('2026-11-22')!)).toBe(true);
    expect(isShortDay(history, parseDay('2026-11-23')!)).toBe(false);
  });

  it('may skip a date altogether', () => {
    const history = move(clockOf('Pacific/Pago_Pago'), 'Pacific/Kiritimati', '2026-11-21T20:00:00Z');
    expect(shown(history, '2026-11-22T13:59:59Z')).toBe('2026-11-21');
    expect(shown(history, '2026-11-22T14:00:00Z')).toBe('2026-11-23');
    expect(dayBounds(history, parseDay('2026-11-22')!)).toBeUndefined();
    expect(isShortDay(history, parseDay('2026-11-22')!)).toBe(true);
    expect(clocksOn(history, parseDay('2026-11-22')!)).toEqual([]);
  });

  it('keeps a date that was reached even when a still further west one follows', () => {
    let history = move(clockOf('Pacific/Kiritimati'), 'Europe/Lisbon', '2026-11-21T00:00:00Z');
    history = move(history, 'Pacific/Pago_Pago', '2026-11-22T00:00:00Z');
    expect(history).toHaveLength(3);
    expect(hours(history, '2026-11-21')).toBeGreaterThan(24);
    expect(dayAt(history, at('2026-11-22T03:00:00Z'))).toBeGreaterThanOrEqual(
      dayAt(history, at('2026-11-22T02:59:59Z')),
    );
  });

  it('is replaced by a later choice made before it applies, and cancelled by a change back', () => {
    const home = clockOf('Europe/Lisbon');
    const first = move(home, 'Asia/Tokyo', '2026-11-21T12:00:00Z');
    const second = move(first, 'Europe/Paris', '2026-11-21T13:00:00Z');
    expect(second.map(({ zone }) => zone)).toEqual(['Europe/Lisbon', 'Europe/Paris']);
    expect(move(second, 'Europe/Lisbon', '2026-11-21T14:00:00Z')).toEqual(home);
    expect(move(home, 'Europe/Lisbon', '2026-11-21T14:00:00Z')).toBe(home);
    // Once it applies, a change back is a change.
    expect(move(second, 'Europe/Lisbon', '2026-11-22T14:00:00Z')).toHaveLength(3);
  });

  it('and a new day start follow one rule', () => {
    const later = move(clockOf('Europe/Lisbon', 0), 'Europe/Lisbon', '2026-11-21T12:00:00Z', 360);
    expect(later.at(-1)?.from).toBe(at('2026-11-22T00:00:00Z'));
    expect(hours(later, '2026-11-21')).toBe(30);
    expect(hours(later, '2026-11-22')).toBe(24);
    const earlier = move(clockOf('Europe/Lisbon', 360), 'Europe/Lisbon', '2026-11-21T12:00:00Z', 0);
    expect(hours(earlier, '2026-11-21')).toBe(24);
    expect(hours(earlier, '2026-11-22')).toBe(18);
  });
});

describe('any journey', () => {
  const step = fc.record({
    zone: fc.oneof(
      fc.constantFrom('Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Pacific/Chatham', 'UTC'),
      fc.constantFrom(...allZones),
    ),
    dayStart: fc.oneof(fc.constantFrom(0, 180, 360), fc.integer({ min: 0, max: 360 })),
    after: fc.integer({ min: 1, max: 60 * HOUR }),
  });
  const start = fc.integer({ min: FROM, max: FROM + 2500 * 24 * HOUR });

  function travel(begin: number, steps: readonly { zone: string; dayStart: number; after: number }[]) {
    let now = begin;
    const [home, ...rest] = steps;
    let history = clockOf(home!.zone, home!.dayStart);
    const seen: { at: number; day: number }[] = [];
    for (const { zone, dayStart, after } of rest) {
      seen.push({ at: now, day: dayAt(history, now) });
      history = changeClock(history, { zone, dayStart }, now);
      now += after;
    }
    return { history, end: now, seen };
  }

  it('changes nothing that has been told, and no date returns', () => {
    fc.assert(
      fc.property(start, fc.array(step, { minLength: 2, maxLength: 8 }), (begin, steps) => {
        const { history, end, seen } = travel(begin, steps);
        for (const told of seen) expect(dayAt(history, told.at)).toBe(told.day);
        let last = Number.NEGATIVE_INFINITY;
        for (let instant = begin - 24 * HOUR; instant < end + 48 * HOUR; instant += HOUR / 2) {
          const date = dayAt(history, instant);
          expect(date).toBeGreaterThanOrEqual(last);
          last = date;
        }
      }),
      runs(150),
    );
  });

  it('is tiled by its dates, some of them long, short or missing', () => {
    fc.assert(
      fc.property(start, fc.array(step, { minLength: 2, maxLength: 8 }), (begin, steps) => {
        const { history, end } = travel(begin, steps);
        let expected: number | undefined;
        for (let day = dayAt(history, begin) - 1; day <= dayAt(history, end) + 3; day++) {
          const bounds = dayBounds(history, day);
          const clocks = clocksOn(history, day);
          expect(clocks.at(0)?.start).toBe(bounds?.start);
          expect(clocks.at(-1)?.end).toBe(bounds?.end);
          if (bounds === undefined) continue;
          if (expected !== undefined) expect(bounds.start).toBe(expected);
          for (const instant of [bounds.start, bounds.end - 1]) expect(dayAt(history, instant)).toBe(day);
          for (const { clock, start: from } of clocks) expect(clockAt(history, from)).toBe(clock);
          expected = bounds.end;
        }
      }),
      runs(200),
    );
  });

  it('has the dates that looking at every minute finds', () => {
    fc.assert(
      fc.property(start, fc.array(step, { minLength: 2, maxLength: 5 }), (begin, steps) => {
        const whole = begin - (begin % 60_000);
        const { history, end } = travel(
          whole,
          steps.map((it) => ({ ...it, after: it.after - (it.after % 60_000) + 60_000 })),
        );
        for (const [minute, date] of datesByMinute(history, whole, Math.min(end, whole + 60 * HOUR))) {
          if (dayAt(history, minute) !== date)
            expect.fail(`${new Date(minute).toISOString()} ${JSON.stringify(history)}`);
        }
      }),
      runs(5, 30),
    );
  });
});
