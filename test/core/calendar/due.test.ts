import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeClock,
  dayAt,
  dayBounds,
  dueInstant,
  formatDay,
  parseDay,
  wallInstant,
  wallTime,
} from '../../../src/core/calendar/index.ts';
import { runs, sample } from '../../deep.ts';
import { allZones, at, clockOf, FROM, HOUR, TO, transitionsIn } from './zones.ts';

const day = (text: string) => parseDay(text)!;
const due = (zone: string, date: string, minutes: number, dayStart = 180) => {
  const instant = dueInstant(clockOf(zone, dayStart), day(date), minutes);
  return instant === undefined ? undefined : new Date(instant).toISOString().slice(0, 16);
};

describe('when a time of day comes on a local date', () => {
  it('is that time by the wall clock', () => {
    expect(due('Europe/Lisbon', '2026-11-21', 9 * 60)).toBe('2026-11-21T09:00');
    expect(due('America/New_York', '2026-07-01', 9 * 60)).toBe('2026-07-01T13:00');
    expect(due('America/New_York', '2026-12-01', 9 * 60)).toBe('2026-12-01T14:00');
  });

  it('is on the next calendar day when it is earlier than the day start', () => {
    expect(due('Europe/Lisbon', '2026-11-21', 60)).toBe('2026-11-22T01:00');
    expect(due('Europe/Lisbon', '2026-11-21', 179)).toBe('2026-11-22T02:59');
    expect(due('Europe/Lisbon', '2026-11-21', 180)).toBe('2026-11-21T03:00');
    expect(due('Europe/Lisbon', '2026-11-21', 0, 0)).toBe('2026-11-21T00:00');
  });

  it('is not a time before the day start that the clock shows again once the date has begun', () => {
    // At 03:00 Copenhagen goes back to 02:00, and stays on the date that began at 02:01.
    expect(due('Europe/Copenhagen', '2029-10-28', 120, 121)).toBe('2029-10-29T01:00');
    expect(due('Europe/Copenhagen', '2029-10-27', 120, 121)).toBe('2029-10-28T00:00');
  });

  it('is later by what is skipped, and the first of two', () => {
    expect(due('Europe/Lisbon', '2027-03-27', 90)).toBe('2027-03-28T01:30');
    expect(due('Europe/Lisbon', '2026-10-24', 90)).toBe('2026-10-25T00:30');
    expect(due('America/Sao_Paulo', '2017-10-15', 30, 0)).toBe('2017-10-15T03:30');
    expect(due('Australia/Lord_Howe', '2026-10-04', 130, 0)).toBe('2026-10-03T15:40');
  });

  it('does not come where the date ends before it', () => {
    // 02:30 is skipped in Berlin that night; half past three belongs to the next date.
    expect(due('Europe/Berlin', '2027-03-27', 150)).toBeUndefined();
    expect(due('Pacific/Apia', '2011-12-30', 720)).toBeUndefined();
    expect(due('Pacific/Apia', '2011-12-30', 720, 0)).toBeUndefined();
    const history = changeClock(
      clockOf('America/Los_Angeles'),
      { zone: 'Asia/Tokyo', dayStart: 180 },
      at('2026-11-21T20:00:00Z'),
    );
    expect(dueInstant(history, day('2026-11-22'), 9 * 60)).toBeUndefined();
    expect(dueInstant(history, day('2026-11-22'), 21 * 60)).toBe(at('2026-11-22T12:00:00Z'));
  });

  it('comes once on a date made long by travel: by the first clock that reaches it', () => {
    const history = changeClock(
      clockOf('Asia/Tokyo'),
      { zone: 'America/Los_Angeles', dayStart: 180 },
      at('2026-11-21T05:00:00Z'),
    );
    expect(dueInstant(history, day('2026-11-21'), 9 * 60)).toBe(at('2026-11-21T00:00:00Z'));
    expect(dueInstant(history, day('2026-11-21'), 2 * 60)).toBe(at('2026-11-21T17:00:00Z'));
    expect(dueInstant(history, day('2026-11-22'), 9 * 60)).toBe(at('2026-11-22T17:00:00Z'));
  });

  it('lies within its date, and shows the time unless the clock skipped it, in every zone around every change', () => {
    const cases = transitionsIn(sample(allZones, 60));
    const minutes = fc.integer({ min: 0, max: 1439 });
    const dayStarts = fc.integer({ min: 0, max: 360 });
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        minutes,
        dayStarts,
        fc.integer({ min: -2, max: 2 }),
        (set, time, dayStart, off) => {
          const history = clockOf(set.zone, dayStart);
          const date = dayAt(history, set.at) + off;
          const instant = dueInstant(history, date, time);
          const { start, end } = dayBounds(history, date)!;
          const calendarDay = time < dayStart ? date + 1 : date;
          let first: number | undefined;
          for (
            let minute = Math.ceil(start / 60_000) * 60_000;
            minute < end && first === undefined;
            minute += 60_000
          ) {
            const wall = wallTime(set.zone, minute);
            if (wall.minutes === time && wall.day === calendarDay) first = minute;
          }
          if (instant === undefined) {
            // The date does not show the time, or shows it only a second time.
            if (first !== undefined) expect(wallInstant(set.zone, calendarDay, time)).toBeLessThan(start);
            return;
          }
          expect(dayAt(history, instant), `${set.zone} ${formatDay(date)}`).toBe(date);
          if (first === undefined) expect(wallTime(set.zone, instant).minutes).not.toBe(time);
          else expect(instant).toBe(first);
        },
      ),
      runs(250),
    );
  });

  it("comes on every date at 9 and at 20 o'clock, in every zone from 2024 to 2030", () => {
    for (const zone of sample(allZones, 25)) {
      const history = clockOf(zone);
      for (let date = dayAt(history, FROM); date < dayAt(history, TO); date += 1) {
        const [morning, evening] = [dueInstant(history, date, 9 * 60), dueInstant(history, date, 20 * 60)];
        if (morning === undefined || evening === undefined || evening - morning !== 11 * HOUR) {
          expect.fail(`${zone} ${formatDay(date)}`);
        }
      }
    }
  });
});
