import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { calendarOf, mondayOf, weekdayOf } from '../../src/pictures/dates.ts';

it('day numbers become calendar dates and weekdays, before 1970 too', () => {
  expect(calendarOf(0)).toEqual({ year: 1970, month: 0, date: 1 });
  expect([weekdayOf(0), weekdayOf(-4), weekdayOf(20_778)]).toEqual([3, 6, 5]);
  expect(calendarOf(20_778)).toEqual({ year: 2026, month: 10, date: 21 });
});

it('the Monday of a week is at most six days before, and a Monday', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => {
      expect(weekdayOf(mondayOf(day))).toBe(0);
      expect(day - mondayOf(day)).toBe(weekdayOf(day));
    }),
  );
});
