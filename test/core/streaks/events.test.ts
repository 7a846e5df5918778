import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ToldEvents } from '../../../src/core/people/index.ts';
import {
  type ClosedStreak,
  checkpointDay,
  claimEvents,
  closeThrough,
  foldStreak,
  milestonesUpTo,
  type StreakEvent,
  type StreakFacts,
  toldBefore,
  wayBack,
  withoutMessage,
} from '../../../src/core/streaks/index.ts';
import { runs } from '../../deep.ts';
import { isPlainMilestone, plainEvents, plainTeller } from '../../oracles/streak-events.ts';
import { afterDay, day, factsOf, freezeRules, histories, loggedOn, rules } from './histories.ts';

const keyOf = ({ kind, day: date }: Pick<StreakEvent, 'kind' | 'day'>) => `${date} ${kind}`;
const eventsIn = (facts: StreakFacts, freezes = rules) => foldStreak(facts, freezes).state.events;

describe('the events of a streak (S13)', () => {
  it('are what the plain second implementation finds, whatever the history', () => {
    fc.assert(
      fc.property(histories, freezeRules, (facts, freezes) => {
        const plain = plainEvents({ ...facts, ...freezes });
        expect(eventsIn(facts, freezes).map(keyOf).sort()).toEqual(plain.map(keyOf).sort());
      }),
      runs(600),
    );
  });

  it('say how long the streak is and what is left', () => {
    const facts = factsOf('2026-09-16', { logged: loggedOn(['2026-08-31', '2026-09-13'], '2026-09-15') });
    expect(eventsIn(facts).slice(-2)).toEqual([
      { kind: 'milestone', day: day('2026-09-13'), count: 14, held: 2 },
      { kind: 'freeze-used', day: day('2026-09-14'), count: 14, held: 1 },
    ]);
  });

  it('name the length of a streak that ended, and the date that an outage excused', () => {
    const facts = factsOf('2026-09-06', {
      logged: loggedOn(['2026-08-31', '2026-09-01']),
      excused: new Map([[day('2026-09-02'), 'outage']]),
    });
    expect(eventsIn(facts)).toEqual([
      { kind: 'date-excused', day: day('2026-09-02'), count: 2, held: 0 },
      { kind: 'streak-ended', day: day('2026-09-03'), count: 2, held: 0 },
    ]);
  });
});

describe('milestones (S14)', () => {
  it('are the same seven, then each year', () => {
    expect(milestonesUpTo(1200)).toEqual([7, 14, 30, 50, 100, 200, 365, 730, 1095]);
    const counts = Array.from({ length: 1200 }, (_, index) => index);
    expect(counts.filter(isPlainMilestone)).toEqual(milestonesUpTo(1199));
    expect(milestonesUpTo(6)).toEqual([]);
  });
});

/** What happens between two messages, and to a message. */
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('log' as const), back: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ kind: fc.constant('delete' as const), back: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ kind: fc.constant('sleep' as const), dates: fc.constantFrom(1, 1, 1, 1, 2, 3) }),
    fc.record({ kind: fc.constant('outage' as const), back: fc.integer({ min: 0, max: 1 }) }),
    fc.record({ kind: fc.constant('message' as const), fate: fc.constantFrom('arrives', 'arrives', 'lost') }),
    fc.record({ kind: fc.constant('retry' as const) }),
    fc.record({ kind: fc.constant('cut' as const) }),
  ),
  { minLength: 30, maxLength: 160 },
);

describe('any history with messages in any order', () => {
  it('tells each event that holds exactly once, with the fold closed day by day', () => {
    fc.assert(
      fc.property(histories, freezeRules, steps, (facts, freezes, list) => {
        const logged = new Map<number, readonly string[]>(facts.logged);
        const excused = new Map(facts.excused);
        let { today } = facts;
        let record: ToldEvents | undefined;
        let closed: ClosedStreak | undefined;
        const teller = plainTeller();
        let lost: string | undefined;
        const now = (): StreakFacts => ({ ...facts, today, logged, excused });
        for (const [index, step] of list.entries()) {
          if (step.kind === 'log') {
            const date = Math.max(facts.joined, today - step.back);
            logged.set(date, [...(logged.get(date) ?? []), `${index}`]);
          } else if (step.kind === 'delete') {
            logged.delete(today - step.back);
            if (closed && today - step.back <= closed.through) closed = undefined;
          } else if (step.kind === 'sleep') today += step.dates;
          else if (step.kind === 'outage') {
            excused.set(today - step.back, 'outage');
            closed = undefined;
          } else if (step.kind === 'cut') {
            record = toldBefore(today, [record]);
            teller.cut(today);
          } else {
            const by = step.kind === 'retry' && lost !== undefined ? lost : `message ${index}`;
            const from = closed;
            const fold = foldStreak(from ? afterDay(now(), from.through) : now(), freezes, from);
            closed = closeThrough(fold, checkpointDay(today, 2)) ?? closed;
            const claimed = claimEvents(record, fold.state.events, { today, by });
            record = claimed.record;
            if (step.kind === 'message' && step.fate === 'lost') {
              record = withoutMessage(record, by);
              lost = by;
              continue;
            }
            if (step.kind === 'retry') lost = undefined;
            const expected = teller.message({ ...now(), ...freezes });
            expect(claimed.news.map(keyOf).sort()).toEqual(expected.map(keyOf).sort());
          }
        }
        expect(record?.told.length ?? 0).toBeLessThan(200);
      }),
      runs(300),
    );
  });
});

describe('the way back', () => {
  const joined = day('2026-09-01');
  const logged = loggedOn(['2026-09-01', '2026-09-05']);
  const ended = (facts: StreakFacts) =>
    eventsIn(facts).find((it) => it.kind === 'streak-ended') as StreakEvent;
  const back = (facts: StreakFacts) => wayBack(facts, ended(facts), { freezes: rules, backdateDays: 2 });

  it('is an entry on the date that ended it', () => {
    expect(back(factsOf('2026-09-07', { joined, logged }))).toEqual([day('2026-09-06')]);
  });

  it('is an entry on each of two missed dates', () => {
    expect(back(factsOf('2026-09-08', { joined, logged }))).toEqual([day('2026-09-06'), day('2026-09-07')]);
  });

  it('is closed when the date is too far back', () => {
    expect(back(factsOf('2026-09-09', { joined, logged }))).toBeUndefined();
  });

  it('is not a new streak as long as the one that ended', () => {
    const facts = factsOf('2026-09-12', { joined, logged: loggedOn('2026-09-01', '2026-09-02') });
    expect(back(facts)).toBeUndefined();
  });

  it('is another date of a week that missed its target', () => {
    const weekly = { kind: 'weekly', times: 3 } as const;
    const facts = factsOf('2026-09-07', {
      logged: loggedOn('2026-08-31', '2026-09-06'),
      cadence: [{ from: day('2026-08-31'), cadence: weekly }],
    });
    expect(back(facts)).toEqual([day('2026-09-05')]);
  });

  it('brings back what it says, whatever the history', () => {
    fc.assert(
      fc.property(histories, freezeRules, (facts, freezes) => {
        for (const event of eventsIn(facts, freezes).filter((it) => it.kind === 'streak-ended')) {
          const days = wayBack(facts, event, { freezes, backdateDays: 2 });
          if (!days) continue;
          const more = new Map([...facts.logged, ...days.map((it) => [it, ['back']] as const)]);
          const { days: all, current } = foldStreak({ ...facts, logged: more }, freezes);
          expect(current).toBeGreaterThanOrEqual(event.count);
          expect(all.some((it) => it.ended && it.day >= event.day)).toBe(false);
        }
      }),
      runs(300),
    );
  });
});
