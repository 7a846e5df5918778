import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  formatDay,
  formatWeek,
  isoWeekOf,
  mondayOf,
  parseDay,
  weekdayOf,
} from '../../../src/core/calendar/index.ts';
import { runs } from '../../deep.ts';

const LAST = 2_932_896; // 9999-12-31
const days = fc.integer({ min: 0, max: LAST });
const plainDate = (day: number) => Temporal.PlainDate.from('1970-01-01').add({ days: day });

describe('local dates as integers', () => {
  it('agree with another calendar on every date from 1970 to 9999', () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = plainDate(day);
        expect(formatDay(day)).toBe(date.toString());
        expect(parseDay(date.toString())).toBe(day);
        expect(weekdayOf(day)).toBe(date.dayOfWeek);
        expect(isoWeekOf(day)).toEqual({ year: date.yearOfWeek, week: date.weekOfYear });
        expect(weekdayOf(mondayOf(day))).toBe(1);
        expect(day - mondayOf(day)).toBe(date.dayOfWeek - 1);
      }),
      runs(2000),
    );
  });

  it('agree around every turn of a year from 1970 to 2100', () => {
    for (let year = 1970; year <= 2100; year++) {
      const newYear = parseDay(`${year}-01-01`)!;
      for (let day = newYear - 4; day < newYear + 62; day++) {
        if (day < 0) continue;
        const date = plainDate(day);
        expect(formatDay(day)).toBe(date.toString());
        expect(isoWeekOf(day)).toEqual({ year: date.yearOfWeek, week: date.weekOfYear });
      }
    }
  });

  it('reads real dates from 1970 to 9999 and nothing else', () => {
    expect(parseDay('1970-01-01')).toBe(0);
    expect(parseDay('2024-02-29')).toBe(19_782);
    expect(parseDay('9999-12-31')).toBe(LAST);
    for (const text of [
      '',
      '2026-02-29',
      '2100-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
      '2026-1-1',
      '26-01-01',
      '1969-12-31',
      '10000-01-01',
      '+2026-01-01',
      '2026-01-01T00:00',
      ' 2026-01-01',
      '2026-01-01\n',
      '2026/01/01',
      '٢٠٢٦-٠١-٠١',
      'today',
      '0000-00-00',
      '9999-99-99',
    ]) {
      expect(parseDay(text), text).toBeUndefined();
    }
  });

  it('writes ISO weeks, which may belong to another year than the date', () => {
    expect(formatWeek(parseDay('2026-11-21')!)).toBe('2026-W47');
    expect(formatWeek(parseDay('2027-01-01')!)).toBe('2026-W53');
    expect(formatWeek(parseDay('2024-12-30')!)).toBe('2025-W01');
    expect(formatWeek(parseDay('2026-03-02')!)).toBe('2026-W10');
  });
});
