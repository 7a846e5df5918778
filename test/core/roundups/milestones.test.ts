import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../../src/core/people/index.ts';
import { milestonesIn } from '../../../src/core/roundups/index.ts';
import { milestonesUpTo } from '../../../src/core/streaks/index.ts';
import { runs } from '../../deep.ts';
import { reachedBy } from '../../oracles/milestones.ts';
import { aPerson } from '../../store/samples.ts';

const dayMs = 24 * 60 * 60 * 1000;
const freezes = { stepsPerFreeze: 7, maxHeld: 2 };
const joinedDay = 20_000;

const ada: Person = {
  ...aPerson({ id: 'ada' }),
  joinedDay,
  clocks: [{ from: 0, zone: 'UTC', dayStart: 0 }],
  cadence: [{ from: joinedDay, cadence: { kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] } }],
  rest: [],
  pauses: [],
};

interface Written {
  readonly id: string;
  readonly day: number;
  readonly at: number;
}

const at = (day: number, hour: number): number => day * dayMs + hour * 60 * 60 * 1000;
const onEach = (from: number, days: number, hour = 12): Written[] =>
  Array.from({ length: days }, (_, n) => ({ id: `${from + n}`, day: from + n, at: at(from + n, hour) }));
const told = (entries: readonly Written[], from: number, to: number) =>
  milestonesIn(ada, entries, { from, to }, freezes);

describe('a milestone', () => {
  it('of the day of a roundup stands in that one when its entry came before the cut-off, else in the next', () => {
    const cut = at(joinedDay + 6, 18);
    const [start, end] = [at(joinedDay, 0), cut + 7 * dayMs];
    const early = onEach(joinedDay, 7, 17);
    expect([told(early, start, cut), told(early, cut, end)]).toEqual([[7], []]);
    const late = onEach(joinedDay, 7, 19);
    expect([told(late, start, cut), told(late, cut, end)]).toEqual([[], [7]]);
    const onTheDot = onEach(joinedDay, 7, 18);
    expect([told(onTheDot, start, cut), told(onTheDot, cut, end)]).toEqual([[], [7]]);
  });

  it('counts from the entry that closed a gap, not from the day it is for', () => {
    const cut = at(joinedDay + 7, 18);
    const day = joinedDay + 1;
    const gap = onEach(joinedDay, 8).filter((it) => it.day !== day);
    expect(told([...gap, { id: 'late', day, at: cut + 1 }], at(joinedDay, 0), cut)).toEqual([]);
    expect(told([...gap, { id: 'late', day, at: cut + 1 }], cut, cut + dayMs)).toEqual([7]);
    expect(told([...gap, { id: 'in time', day, at: cut - 1 }], at(joinedDay, 0), cut)).toEqual([7]);
  });

  it('is told beside a higher one of the same period', () => {
    expect(told(onEach(joinedDay, 14), at(joinedDay, 0), at(joinedDay + 14, 0))).toEqual([14, 7]);
  });

  it('stands in exactly one of the roundups, whatever was logged, backdated, moved, deleted and cut off', () => {
    const history = fc.record({
      // For each day: whether it is logged, at which hour, and how many days late.
      days: fc.array(
        fc.record({
          logged: fc.integer({ min: 0, max: 12 }).map((it) => it > 0),
          hour: fc.double({ min: 0, max: 23.9, noNaN: true }),
          late: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 2 })),
        }),
        { minLength: 5, maxLength: 60 },
      ),
      changed: fc.array(fc.tuple(fc.nat(59), fc.constantFrom('deleted', 'moved')), { maxLength: 4 }),
      cuts: fc.array(fc.double({ min: 0.1, max: 14, noNaN: true }), { minLength: 4, maxLength: 14 }),
    });
    fc.assert(
      fc.property(history, ({ days, changed, cuts }) => {
        const acts = new Map(changed);
        const entries = days.flatMap(({ logged, hour, late }, n): Written[] => {
          if (!logged || acts.get(n) === 'deleted') return [];
          const day = joinedDay + n + late;
          const own = joinedDay + n - (acts.get(n) === 'moved' ? 1 : 0);
          return [{ id: `${n}`, day: Math.max(joinedDay, own), at: at(day, hour) }];
        });
        const periods: { from: number; to: number }[] = [];
        for (const length of cuts) {
          const from = periods.at(-1)?.to ?? at(joinedDay, 0);
          periods.push({ from, to: Math.round(from + length * dayMs) });
        }
        const reached = reachedBy(entries, joinedDay, milestonesUpTo(1000), freezes);
        for (const { from, to } of periods) {
          const here = reached.filter((it) => it.at >= from && it.at < to).map((it) => it.days);
          expect(told(entries, from, to)).toEqual(here.sort((a, b) => b - a));
        }
      }),
      runs(150),
    );
  });
});
