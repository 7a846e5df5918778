import fc from 'fast-check';
import { createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import { describe, expect, test } from 'vitest';
import { dueAfter, type Grade, grades, newCard, reviewed } from '../../../src/core/deck/index.ts';
import { runs } from '../../deep.ts';

const start = Date.UTC(2026, 10, 21, 9);
const ratings = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy } as const;
const history = fc.array(
  fc.record({
    grade: fc.constantFrom(...grades),
    waitMs: fc.oneof(
      fc.integer({ min: 0, max: 3_600_000 }),
      fc.integer({ min: 0, max: 60 * 24 * 3_600_000 }),
    ),
  }),
  { maxLength: 25 },
);

describe('the schedule of a card', () => {
  test('is that of ts-fsrs for the same history, review by review', () => {
    const scheduler = fsrs();
    fc.assert(
      fc.property(history, (reviews) => {
        let ours = newCard('p', 'e', start);
        let theirs = createEmptyCard(new Date(start));
        let now = start;
        for (const { grade, waitMs } of reviews) {
          now += waitMs;
          ours = JSON.parse(JSON.stringify(reviewed(ours, grade, now)));
          theirs = scheduler.next(theirs, new Date(now), ratings[grade]).card;
          expect(ours.memory.dueAt).toBe(theirs.due.getTime());
          expect(ours.memory.stability).toBe(theirs.stability);
          expect(ours.memory.lapses).toBe(theirs.lapses);
        }
        expect(ours.history).toHaveLength(reviews.length);
      }),
      runs(300),
    );
  });

  test('a better grade never comes back sooner', () => {
    let card = newCard('p', 'e', start);
    for (const grade of ['good', 'good', 'hard', 'easy'] satisfies Grade[]) {
      const due = dueAfter(card, card.memory.dueAt);
      const inOrder = grades.map((it) => due[it]);
      expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
      card = reviewed(card, grade, card.memory.dueAt);
    }
  });

  test('a review dated before the last one counts as done with it', () => {
    const once = reviewed(newCard('p', 'e', start), 'good', start + 1000);
    const again = reviewed(once, 'good', start);
    expect(again.history.map((it) => it.at)).toEqual([start + 1000, start + 1000]);
  });
});
