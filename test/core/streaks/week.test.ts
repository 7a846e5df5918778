import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mondayOf, weekdayOf } from '../../../src/core/calendar/index.ts';
import {
  closeThrough,
  foldStreak,
  isRequired,
  nextRequiredDay,
  weekProgress,
} from '../../../src/core/streaks/index.ts';
import { runs } from '../../deep.ts';
import { afterDay, day, factsOf, histories, loggedOn, rules } from './histories.ts';

const weekly = (times: number, from = '2026-08-31') => [
  { from: day(from), cadence: { kind: 'weekly' as const, times } },
];

describe('the week so far', () => {
  it('tells how many days are needed and how many are left', () => {
    const facts = factsOf('2026-09-04', { cadence: weekly(4), logged: loggedOn('2026-08-31', '2026-09-01') });
    expect(weekProgress(facts, day('2026-09-04'))).toEqual({
      monday: day('2026-08-31'),
      times: 4,
      available: 7,
      target: 4,
      done: 2,
      needed: 2,
      daysLeft: 3,
    });
    expect(weekProgress(facts, day('2026-09-05'))).toMatchObject({ needed: 2, daysLeft: 2 });
    const logged = loggedOn('2026-08-31', '2026-09-01', '2026-09-04');
    expect(weekProgress({ ...facts, logged }, day('2026-09-04'))).toMatchObject({ needed: 1, daysLeft: 2 });
  });

  it('asks no more than what pauses, rest days and joining leave, coming ones too', () => {
    const facts = factsOf('2026-09-03', {
      joined: day('2026-09-02'),
      cadence: weekly(5),
      rest: [day('2026-09-05')],
      pauses: [{ from: day('2026-09-06') }],
    });
    expect(weekProgress(facts, day('2026-09-03'))).toMatchObject({
      available: 3,
      target: 3,
      needed: 3,
      daysLeft: 2,
    });
    expect(weekProgress(facts, day('2026-09-09'))).toMatchObject({
      available: 0,
      target: 0,
      needed: 0,
      daysLeft: 0,
    });
  });

  it('is for weekly cadences only', () => {
    expect(weekProgress(factsOf('2026-09-04'), day('2026-09-04'))).toBeUndefined();
  });

  it('is what the ledger says when the week closes, and needs no facts about dates that are closed', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const fold = foldStreak(facts, rules);
        for (const date of fold.days) {
          const week = weekProgress(facts, date.day);
          if (weekdayOf(date.day) === 7) expect(week === undefined).toBe(date.week === undefined);
          if (week !== undefined && weekdayOf(date.day) === 7) expect(week).toMatchObject(date.week!);
          if (date.day < facts.today - 3 || week === undefined) continue;
          const closed = closeThrough(fold, date.day - 1);
          if (closed === undefined) continue;
          expect(weekProgress(afterDay(facts, closed.through), date.day, closed)).toEqual(week);
          expect(isRequired(afterDay(facts, closed.through), date.day, closed)).toBe(
            isRequired(facts, date.day),
          );
        }
      }),
      runs(200),
    );
  });
});

describe('a date that asks for an entry', () => {
  it('is one that the ledger calls required, where weekdays are chosen', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        for (const date of foldStreak(facts, rules).days) {
          if (date.reason !== 'weekly') expect(isRequired(facts, date.day)).toBe(date.required);
        }
        expect(isRequired(facts, facts.joined - 1)).toBe(false);
      }),
      runs(150),
    );
  });

  it('is any free date of a week until the others meet its target', () => {
    const logged = loggedOn('2026-08-31', '2026-09-01');
    const facts = factsOf('2026-09-02', { cadence: weekly(2), logged, rest: [day('2026-09-08')] });
    expect(isRequired(facts, day('2026-09-01'))).toBe(true);
    expect(isRequired(facts, day('2026-09-02'))).toBe(false);
    expect(isRequired(facts, day('2026-09-07'))).toBe(true);
    expect(isRequired(facts, day('2026-09-08'))).toBe(false);
    expect(nextRequiredDay(facts, day('2026-09-02'))).toBe(day('2026-09-07'));
  });

  it('is found after any date, by looking at one after the other', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        let expected: number | undefined;
        for (let date = facts.today + 1; date < facts.today + 150 && expected === undefined; date++) {
          if (isRequired(facts, date)) expected = date;
        }
        expect(nextRequiredDay(facts, facts.today)).toBe(expected);
      }),
      runs(200),
    );
  });

  it('does not come in a pause without an end, and comes after one that ends in another century', () => {
    expect(
      nextRequiredDay(factsOf('2026-09-02', { pauses: [{ from: day('2026-09-01') }] }), day('2026-09-02')),
    ).toBeUndefined();
    const long = factsOf('2026-09-02', { pauses: [{ from: day('2026-09-01'), to: day('9998-12-31') }] });
    expect(nextRequiredDay(long, day('2026-09-02'))).toBe(day('9999-01-01'));
    expect(nextRequiredDay(factsOf('2026-09-02'), mondayOf(day('2026-09-02')) - 30)).toBe(day('2026-08-31'));
  });
});
