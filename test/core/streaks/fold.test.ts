import { describe, expect, it } from 'vitest';
import { foldStreak, type LedgerDay, type StreakFacts } from '../../../src/core/streaks/index.ts';
import { day, everyDay, factsOf, loggedOn, rules } from './histories.ts';

const fold = (facts: StreakFacts) => foldStreak(facts, rules);
const on = (facts: StreakFacts, date: string): LedgerDay =>
  fold(facts).days.find((it) => it.day === day(date))!;
const weekly = (times: number, from = '2026-08-31') => [
  { from: day(from), cadence: { kind: 'weekly' as const, times } },
];

describe('a streak of chosen days', () => {
  it('adds 1 for each logged date and nothing for a second entry (S4)', () => {
    const logged = loggedOn(['2026-08-31', '2026-09-03']);
    logged.set(day('2026-09-02'), ['one', 'two', 'three']);
    const { current, longest } = fold(factsOf('2026-09-03', { logged }));
    expect({ current, longest }).toEqual({ current: 4, longest: 4 });
    expect(on(factsOf('2026-09-03', { logged }), '2026-09-02').entries).toEqual(['one', 'two', 'three']);
  });

  it('is not broken by today, while it lasts', () => {
    const logged = loggedOn(['2026-08-31', '2026-09-02']);
    expect(fold(factsOf('2026-09-03', { logged })).current).toBe(3);
    expect(on(factsOf('2026-09-03', { logged }), '2026-09-03')).toMatchObject({
      required: true,
      open: true,
      ended: false,
    });
    expect(fold(factsOf('2026-09-04', { logged })).current).toBe(0);
    expect(on(factsOf('2026-09-04', { logged }), '2026-09-03')).toMatchObject({
      ended: true,
      count: 0,
      progress: 0,
    });
    expect(fold(factsOf('2026-09-04', { logged })).longest).toBe(3);
  });

  it('uses a freeze for a missed date once seven days are logged, which adds nothing (S4 and S5)', () => {
    const six = loggedOn(['2026-08-31', '2026-09-05']);
    expect(fold(factsOf('2026-09-07', { logged: six })).current).toBe(0);
    const seven = loggedOn(['2026-08-31', '2026-09-06']);
    const facts = factsOf('2026-09-08', { logged: seven });
    expect(fold(facts)).toMatchObject({
      current: 7,
      freezes: { held: 0, progress: 0, daysToNext: 7, max: 2 },
    });
    expect(on(facts, '2026-09-07')).toMatchObject({
      frozen: true,
      ended: false,
      logged: false,
      required: true,
      count: 7,
    });
    expect(fold(factsOf('2026-09-09', { logged: seven })).current).toBe(0);
  });

  it('holds two freezes at most, and keeps the steps beyond a used one', () => {
    const twenty = loggedOn(['2026-08-31', '2026-09-19']);
    expect(fold(factsOf('2026-09-20', { logged: twenty })).freezes).toEqual({
      held: 2,
      max: 2,
      progress: 14,
      daysToNext: 0,
    });
    const ten = loggedOn(['2026-08-31', '2026-09-09']);
    expect(fold(factsOf('2026-09-11', { logged: ten })).freezes).toEqual({
      held: 0,
      max: 2,
      progress: 3,
      daysToNext: 4,
    });
    expect(fold(factsOf('2026-09-22', { logged: twenty }))).toMatchObject({
      current: 20,
      freezes: { held: 0, progress: 0 },
    });
    expect(fold(factsOf('2026-09-23', { logged: twenty })).current).toBe(0);
  });

  it('knows no freeze where the installation allows none', () => {
    const logged = loggedOn(['2026-08-31', '2026-09-20']);
    expect(foldStreak(factsOf('2026-09-22', { logged }), { stepsPerFreeze: 7, maxHeld: 0 })).toMatchObject({
      current: 0,
      longest: 21,
      freezes: { held: 0, max: 0, progress: 0, daysToNext: 0 },
    });
  });

  it('asks nothing of a weekday that was not promised, and counts it when logged', () => {
    const cadence = [
      { from: day('2026-08-31'), cadence: { kind: 'weekdays' as const, days: [1, 2, 3, 4, 5] } },
    ];
    const logged = loggedOn(['2026-08-31', '2026-09-04'], '2026-09-06', '2026-09-07');
    const facts = factsOf('2026-09-07', { cadence, logged });
    expect(fold(facts).current).toBe(7);
    expect(on(facts, '2026-09-05')).toMatchObject({
      required: false,
      reason: 'not-promised',
      ended: false,
      count: 5,
    });
    expect(on(facts, '2026-09-06')).toMatchObject({ required: false, logged: true, count: 6 });
  });

  it('asks nothing on rest days and in pauses, where a logged date still counts (S10)', () => {
    const logged = loggedOn(['2026-08-31', '2026-09-01'], '2026-09-04', '2026-09-08');
    const facts = factsOf('2026-09-08', {
      logged,
      rest: [day('2026-09-02')],
      pauses: [{ from: day('2026-09-03'), to: day('2026-09-07') }],
    });
    expect(fold(facts).current).toBe(4);
    expect(on(facts, '2026-09-02')).toMatchObject({ required: false, reason: 'rest' });
    expect(on(facts, '2026-09-04')).toMatchObject({
      required: false,
      reason: 'pause',
      logged: true,
      count: 3,
    });
    expect(on(facts, '2026-09-05')).toMatchObject({ required: false, reason: 'pause', count: 3 });
    expect(fold(factsOf('2026-10-30', { logged, pauses: [{ from: day('2026-09-09') }] })).current).toBe(1);
  });

  it('excuses a date only if it is not logged, and says why (S9 and S11)', () => {
    const excused = new Map([
      [day('2026-09-01'), 'short-day' as const],
      [day('2026-09-02'), 'outage' as const],
    ]);
    const missed = factsOf('2026-09-03', { excused, logged: loggedOn('2026-08-31', '2026-09-03') });
    expect(fold(missed).current).toBe(2);
    expect(on(missed, '2026-09-01')).toMatchObject({ excused: true, required: false, reason: 'short-day' });
    expect(on(missed, '2026-09-02')).toMatchObject({ excused: true, required: false, reason: 'outage' });
    const logged = on(
      factsOf('2026-09-03', { excused, logged: loggedOn(['2026-08-31', '2026-09-03']) }),
      '2026-09-02',
    );
    expect(logged).toMatchObject({ excused: false, required: true, logged: true, count: 3 });
    expect(logged.reason).toBeUndefined();
  });

  it('marks backdated entries and counts nothing before joining (S7)', () => {
    const logged = loggedOn('2026-08-29', '2026-08-31', '2026-09-01');
    const facts = factsOf('2026-09-01', { logged, backdated: new Set([`entry-${day('2026-08-31')}`]) });
    const { days, current } = fold(facts);
    expect(current).toBe(2);
    expect(days.map((it) => it.backdated)).toEqual([true, false]);
    expect(days[0]?.day).toBe(day('2026-08-31'));
  });

  it('lets a deleted date lower the longest too (S12)', () => {
    const whole = loggedOn(['2026-08-31', '2026-09-04']);
    expect(fold(factsOf('2026-09-10', { logged: whole })).longest).toBe(5);
    whole.delete(day('2026-09-02'));
    expect(fold(factsOf('2026-09-10', { logged: whole })).longest).toBe(2);
  });
});

describe('a streak of some days a week', () => {
  it('ends on the Sunday of a week below its target, after what that Sunday added (S6)', () => {
    const logged = loggedOn('2026-09-01', '2026-09-06');
    const facts = factsOf('2026-09-07', { cadence: weekly(3), logged });
    expect(fold(facts)).toMatchObject({ current: 0, longest: 2 });
    expect(on(facts, '2026-09-06')).toMatchObject({
      logged: true,
      ended: true,
      count: 0,
      required: false,
      reason: 'weekly',
      week: { times: 3, available: 7, target: 3, done: 2 },
    });
    expect(on(facts, '2026-09-05')).toMatchObject({ ended: false, count: 1 });
  });

  it('is not broken by the week in progress, not even on its Sunday', () => {
    const facts = factsOf('2026-09-06', { cadence: weekly(3), logged: loggedOn('2026-09-01') });
    expect(fold(facts).current).toBe(1);
    expect(on(facts, '2026-09-06')).toMatchObject({ open: true, ended: false });
  });

  it('goes on through a week that meets its target, on whatever days', () => {
    const logged = loggedOn('2026-09-01', '2026-09-02', '2026-09-06', ['2026-09-07', '2026-09-09']);
    expect(fold(factsOf('2026-09-20', { cadence: weekly(3), logged })).current).toBe(6);
    expect(fold(factsOf('2026-09-21', { cadence: weekly(3), logged })).current).toBe(0);
  });

  it('uses one freeze for a whole week, marked on its Sunday', () => {
    const logged = loggedOn(['2026-08-31', '2026-09-06'], '2026-09-08');
    const facts = factsOf('2026-09-14', { cadence: weekly(5), logged });
    expect(fold(facts)).toMatchObject({ current: 8, freezes: { held: 0, progress: 1 } });
    expect(on(facts, '2026-09-13')).toMatchObject({ frozen: true, ended: false, count: 8 });
    expect(fold(facts).days.filter((it) => it.frozen)).toHaveLength(1);
  });

  it('asks of the week of joining no more than the days that were left', () => {
    const joined = day('2026-09-05');
    const facts = (logged: ReturnType<typeof loggedOn>) =>
      factsOf('2026-09-07', { joined, cadence: weekly(5, '2026-09-05'), logged });
    expect(fold(facts(loggedOn('2026-09-05', '2026-09-06'))).current).toBe(2);
    expect(fold(facts(loggedOn('2026-09-06'))).current).toBe(0);
  });

  it('takes paused, rested and excused dates off the target, and counts what was logged inside them', () => {
    const released = {
      cadence: weekly(5),
      pauses: [{ from: day('2026-09-01'), to: day('2026-09-03') }],
      rest: [day('2026-09-04')],
      excused: new Map([[day('2026-09-05'), 'outage' as const]]),
    };
    const two = factsOf('2026-09-07', { ...released, logged: loggedOn('2026-08-31', '2026-09-06') });
    expect(on(two, '2026-09-06').week).toEqual({ times: 5, available: 2, target: 2, done: 2 });
    expect(fold(two).current).toBe(2);
    const inside = factsOf('2026-09-07', { ...released, logged: loggedOn('2026-09-02', '2026-09-04') });
    expect(fold(inside).current).toBe(2);
    const one = factsOf('2026-09-07', { ...released, logged: loggedOn('2026-09-02') });
    expect(fold(one).current).toBe(0);
  });

  it('counts a logged date as available though it would have been excused', () => {
    const excused = new Map(
      ['2026-08-31', '2026-09-01', '2026-09-02'].map((date) => [day(date), 'outage' as const]),
    );
    const facts = factsOf('2026-09-07', {
      cadence: weekly(5),
      excused,
      logged: loggedOn(['2026-09-02', '2026-09-06']),
    });
    expect(on(facts, '2026-09-06').week).toEqual({ times: 5, available: 5, target: 5, done: 5 });
  });

  it('is neutral in a week that asks for nothing', () => {
    const facts = factsOf('2026-09-14', {
      cadence: weekly(3),
      logged: loggedOn(['2026-08-31', '2026-09-02']),
      pauses: [{ from: day('2026-09-07'), to: day('2026-09-13') }],
    });
    expect(fold(facts).current).toBe(3);
    expect(on(facts, '2026-09-13')).toMatchObject({ week: { target: 0 }, ended: false, frozen: false });
  });

  it('hands over to chosen days on a Monday, and the other way', () => {
    const cadence = [...weekly(2), { from: day('2026-09-07'), cadence: everyDay }];
    const logged = loggedOn('2026-09-01', '2026-09-02', '2026-09-07', '2026-09-08');
    expect(fold(factsOf('2026-09-09', { cadence, logged })).current).toBe(4);
    expect(on(factsOf('2026-09-10', { cadence, logged }), '2026-09-09')).toMatchObject({
      ended: true,
      required: true,
    });
  });
});
