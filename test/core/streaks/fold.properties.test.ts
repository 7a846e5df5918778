import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClosedStreak,
  checkpointDay,
  closeThrough,
  foldStreak,
  type StreakFacts,
} from '../../../src/core/streaks/index.ts';
import { runs } from '../../deep.ts';
import { plainStreak } from '../../oracles/streaks.ts';
import { afterDay, freezeRules, histories, withEntry } from './histories.ts';

const someDay = fc.double({ min: 0, max: 1, noNaN: true });
const dayOf = (facts: StreakFacts, where: number) =>
  facts.joined + Math.floor(where * (facts.today - facts.joined + 1 - 1e-9));

describe('any streak', () => {
  it('is what the plain second implementation makes of it, date by date', () => {
    fc.assert(
      fc.property(histories, freezeRules, (facts, freezes) => {
        const fold = foldStreak(facts, freezes);
        const plain = plainStreak({ ...facts, ...freezes });
        const days = fold.days.map(({ open: _, held: __, week: ___, ...rest }) => ({
          reason: undefined,
          ...rest,
        }));
        expect(days).toEqual(plain.days);
        expect({ current: fold.current, longest: fold.longest }).toEqual({
          current: plain.current,
          longest: plain.longest,
        });
        expect(fold.freezes).toEqual({
          held: plain.held,
          max: freezes.maxHeld,
          progress: plain.progress,
          daysToNext: plain.daysToNext,
        });
      }),
      runs(600),
    );
  });

  it('is never lowered by an entry more, on any date', () => {
    fc.assert(
      fc.property(histories, freezeRules, someDay, (facts, freezes, where) => {
        const before = foldStreak(facts, freezes);
        const more = foldStreak(withEntry(facts, dayOf(facts, where)), freezes);
        expect(more.longest).toBeGreaterThanOrEqual(before.longest);
        for (const [index, date] of more.days.entries()) {
          expect(date.count).toBeGreaterThanOrEqual(before.days[index]!.count);
          expect(date.progress).toBeGreaterThanOrEqual(before.days[index]!.progress);
          expect(date.held).toBeGreaterThanOrEqual(before.days[index]!.held);
        }
      }),
      runs(300, 100),
    );
  });

  it('is restored when that entry is undone', () => {
    fc.assert(
      fc.property(histories, freezeRules, someDay, (facts, freezes, where) => {
        const date = dayOf(facts, where);
        const more = withEntry(facts, date);
        foldStreak(more, freezes);
        const logged = new Map(
          [...more.logged].map(([at, ids]) => [at, ids.filter((id) => id !== 'one-more')]),
        );
        const undone = foldStreak({ ...more, logged }, freezes);
        expect(undone).toEqual(foldStreak(facts, freezes));
      }),
      runs(200),
    );
  });

  it('does not depend on the order or the repetition of entries', () => {
    const cases = histories.chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        shuffled: fc.shuffledSubarray([...facts.logged.keys()], { minLength: facts.logged.size }),
      }),
    );
    fc.assert(
      fc.property(cases, freezeRules, ({ facts, shuffled }, freezes) => {
        const logged = new Map(
          shuffled.map((at) => [at, [...facts.logged.get(at)!, ...facts.logged.get(at)!].reverse()]),
        );
        const { states } = foldStreak({ ...facts, logged }, freezes);
        expect(states).toEqual(foldStreak(facts, freezes).states);
      }),
      runs(200),
    );
  });

  it('keeps longest >= current >= 0 and its freeze progress within bounds, and counts no date twice', () => {
    fc.assert(
      fc.property(histories, freezeRules, (facts, freezes) => {
        let longest = 0;
        for (const state of foldStreak(facts, freezes).states) {
          expect(state.count).toBeGreaterThanOrEqual(0);
          expect(state.longest).toBeGreaterThanOrEqual(Math.max(state.count, longest));
          expect(state.longest).toBeLessThanOrEqual(facts.logged.size);
          expect(state.progress).toBeGreaterThanOrEqual(0);
          expect(state.progress).toBeLessThanOrEqual(freezes.maxHeld * freezes.stepsPerFreeze);
          longest = state.longest;
        }
      }),
      runs(120, 100),
    );
  });

  it('loses nothing by a rest day, a pause or an excuse more', () => {
    fc.assert(
      fc.property(histories, freezeRules, someDay, (facts, freezes, where) => {
        const date = dayOf(facts, where);
        const before = foldStreak(facts, freezes);
        for (const released of [
          { ...facts, rest: [...facts.rest, date] },
          { ...facts, pauses: [...facts.pauses, { from: date, to: date + 2 }] },
          { ...facts, excused: new Map([...facts.excused, [date, 'outage' as const]]) },
        ]) {
          const { state } = foldStreak(released, freezes);
          expect(state.count).toBeGreaterThanOrEqual(before.state.count);
          expect(state.progress).toBeGreaterThanOrEqual(before.state.progress);
          expect(state.longest).toBeGreaterThanOrEqual(before.state.longest);
        }
      }),
      runs(300),
    );
  });
});

describe('a fold from a checkpoint', () => {
  it('equals the fold from scratch wherever it was closed, with facts about later dates only', () => {
    fc.assert(
      fc.property(histories, freezeRules, someDay, someDay, (facts, freezes, first, second) => {
        const scratch = foldStreak(facts, freezes);
        let closed: ClosedStreak | undefined;
        for (const through of [dayOf(facts, first), dayOf(facts, second)].sort((a, b) => a - b)) {
          const facts2 = closed === undefined ? facts : afterDay(facts, closed.through);
          closed = closeThrough(foldStreak(facts2, freezes, closed), through) ?? closed;
          if (closed === undefined) continue;
          const rest = foldStreak(
            afterDay(facts, closed.through),
            freezes,
            JSON.parse(JSON.stringify(closed)),
          );
          const { days, states, ...outcome } = scratch;
          expect(rest).toEqual({
            ...outcome,
            days: days.filter((date) => date.day > closed!.through),
            states: states.slice(-(facts.today - closed.through)),
          });
        }
      }),
      runs(400),
    );
  });

  it('stays equal from day to day while entries arrive, backdated ones too, at the cost of the window', () => {
    const arrivals = fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.boolean()), {
      minLength: 400,
      maxLength: 400,
    });
    fc.assert(
      fc.property(
        histories,
        freezeRules,
        fc.integer({ min: 0, max: 7 }),
        arrivals,
        (facts, freezes, window, dice) => {
          const logged = new Map<number, readonly string[]>();
          let closed: ClosedStreak | undefined;
          for (let today = facts.joined; today <= facts.today; today++) {
            const [back, writes] = dice[today - facts.joined]!;
            const date = Math.max(facts.joined, today - (back % (window + 1)));
            if (writes) logged.set(date, [...(logged.get(date) ?? []), `${today}`]);
            const now = { ...facts, today, logged };
            const fold = foldStreak(
              closed === undefined ? now : afterDay(now, closed.through),
              freezes,
              closed,
            );
            if (closed !== undefined) expect(fold.days.length).toBeLessThanOrEqual(window + 2);
            expect(fold.state).toEqual(foldStreak(now, freezes).state);
            closed = closeThrough(fold, checkpointDay(today, window)) ?? closed;
          }
          const length = facts.today - facts.joined;
          expect(closed?.through).toBe(length > window ? checkpointDay(facts.today, window) : undefined);
        },
      ),
      runs(60),
    );
  });

  it('cannot be closed through a date that still lasts, or that it does not hold', () => {
    fc.assert(
      fc.property(histories, freezeRules, (facts, freezes) => {
        const fold = foldStreak(facts, freezes);
        expect(closeThrough(fold, facts.today)).toBeUndefined();
        expect(closeThrough(fold, facts.today + 1)).toBeUndefined();
        expect(closeThrough(fold, facts.joined - 1)).toBeUndefined();
      }),
      runs(20),
    );
  });
});
