import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainDay, foldStreak, type StreakFacts } from '../../../src/core/streaks/index.ts';
import { runs } from '../../deep.ts';
import { day, factsOf, histories, loggedOn, rules } from './histories.ts';

function explain(facts: StreakFacts, date: string) {
  const { days } = foldStreak(facts, rules);
  const index = days.findIndex((it) => it.day === day(date));
  return explainDay(days[index]!, days[index - 1]);
}

describe('the ledger explains a date (S12)', () => {
  it('that counted, and the freeze that it earned', () => {
    const facts = factsOf('2026-09-07', { logged: loggedOn(['2026-08-31', '2026-09-06']) });
    expect(explain(facts, '2026-08-31')).toMatchObject({
      outcome: 'counted',
      countBefore: 0,
      countAfter: 1,
      freezeEarned: false,
    });
    expect(explain(facts, '2026-09-06')).toMatchObject({
      outcome: 'counted',
      countAfter: 7,
      freezesBefore: 0,
      freezesAfter: 1,
      freezeEarned: true,
    });
    expect(explain(facts, '2026-09-07')).toMatchObject({ outcome: 'open', countBefore: 7, countAfter: 7 });
  });

  it('that used a freeze, ended a streak, or was missed when there was none', () => {
    const facts = factsOf('2026-09-11', { logged: loggedOn(['2026-08-31', '2026-09-06']) });
    expect(explain(facts, '2026-09-07')).toMatchObject({
      outcome: 'frozen',
      freezesBefore: 1,
      freezesAfter: 0,
      countAfter: 7,
    });
    expect(explain(facts, '2026-09-08')).toMatchObject({ outcome: 'ended', lost: 7, countAfter: 0 });
    expect(explain(facts, '2026-09-09')).toMatchObject({ outcome: 'missed', lost: 0 });
  });

  it('that asked for nothing, and why', () => {
    const facts = factsOf('2026-09-03', {
      rest: [day('2026-09-01')],
      excused: new Map([[day('2026-09-02'), 'outage']]),
      logged: loggedOn('2026-08-31'),
    });
    expect(explain(facts, '2026-09-01')).toMatchObject({ outcome: 'neutral', reason: 'rest' });
    expect(explain(facts, '2026-09-02')).toMatchObject({ outcome: 'neutral', reason: 'outage' });
  });

  it('a Sunday that was logged and yet closed a week below its target', () => {
    const facts = factsOf('2026-09-07', {
      cadence: [{ from: day('2026-08-31'), cadence: { kind: 'weekly', times: 3 } }],
      logged: loggedOn('2026-09-01', '2026-09-06'),
    });
    expect(explain(facts, '2026-09-06')).toMatchObject({
      outcome: 'ended',
      logged: true,
      lost: 2,
      week: { target: 3, done: 2 },
    });
  });

  it('by facts that add up, on every date of any history', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const { days } = foldStreak(facts, rules);
        for (const [index, date] of days.entries()) {
          const told = explainDay(date, days[index - 1]);
          expect(told.countAfter).toBe(told.countBefore + (told.logged ? 1 : 0) - told.lost);
          expect(told.freezesAfter).toBe(
            told.ended ? 0 : told.freezesBefore + (told.freezeEarned ? 1 : 0) - (told.frozen ? 1 : 0),
          );
          if (told.outcome === 'neutral') expect(told.reason).toBeDefined();
        }
      }),
      runs(150),
    );
  });
});
