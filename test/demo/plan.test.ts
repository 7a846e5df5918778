import { describe, expect, test } from 'vitest';
import { wholeCast } from '../../src/demo/people.ts';
import { planOf } from '../../src/demo/plan.ts';

const { characters, days } = wholeCast;
const endAt = Date.UTC(2026, 10, 28, 19, 40);

describe('the plan of the demo', () => {
  test('is the same for the same seed and end, and another one for another seed', () => {
    expect(planOf(7, endAt)).toEqual(planOf(7, endAt));
    expect(planOf(8, endAt)).not.toEqual(planOf(7, endAt));
  });

  test('is in its order, ends at its end, and lets nobody act before they join', () => {
    for (const seed of [1, 7, 99]) {
      const plan = planOf(seed, endAt);
      expect(plan.map((it) => it.at)).toEqual(plan.map((it) => it.at).sort((a, b) => a - b));
      // The page opens with the eyes of whoever joined first.
      expect(plan[0]).toMatchObject({ who: 'Ada', type: 'join', organiser: true });
      expect(plan.at(-1)?.at).toBeLessThan(endAt);
      expect(plan[0]?.at).toBeGreaterThan(endAt - (days + 1) * 86_400_000);
      for (const { name } of characters)
        expect([name, plan.find((it) => it.who === name)?.type]).toEqual([name, 'join']);
    }
  });

  test('has eight people, three months, and something of everything', () => {
    const plan = planOf(7, endAt);
    expect(new Set(plan.map((it) => it.who)).size).toBe(8);
    for (const type of ['say', 'answer', 'cheer', 'stuck'] as const)
      expect(plan.filter((it) => it.type === type).length).toBeGreaterThan(20);
  });
});
