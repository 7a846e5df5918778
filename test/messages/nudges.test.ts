import { describe, expect, test } from 'vitest';
import { type NudgeFacts, nudges, nudgeText, situationOf } from '../../src/messages/nudges.ts';

const facts = (more: Partial<NudgeFacts> = {}): NudgeFacts => ({
  day: 20_793,
  streak: 5,
  longest: 9,
  freezesHeld: 0,
  daysHere: 40,
  ...more,
});

describe('the words of a nudge (R42)', () => {
  test('are at least thirty, all different', () => {
    const all = Object.values(nudges).flat();
    expect(all.length).toBeGreaterThanOrEqual(30);
    const texts = all.map(
      ([lead, rest]) => `${lead} ${rest(facts({ week: { done: 1, target: 3 } })).source}`,
    );
    expect(new Set(texts).size).toBe(all.length);
  });

  test.each([
    ['week', { week: { done: 1, target: 3 }, daysHere: 2 }],
    ['first-week', { daysHere: 6, freezesHeld: 1 }],
    ['freeze', { freezesHeld: 1, streak: 30 }],
    ['long', { streak: 14 }],
    ['at-stake', { streak: 13 }],
    ['after-break', { streak: 0 }],
    ['fresh', { streak: 0, longest: 0 }],
  ] as const)('fit the situation: %s', (situation, more) => {
    expect(situationOf(facts(more))).toBe(situation);
  });

  test('take turns by date, and blame nobody', () => {
    const week = [0, 1, 2, 3, 4, 5].map((day) => nudgeText(facts({ day })).source);
    expect(new Set(week).size).toBe(5);
    expect(week[5]).toBe(week[0]);
    for (const list of Object.values(nudges))
      for (const [lead, rest] of list)
        expect(`${lead} ${rest(facts()).source}`).not.toMatch(/miss|fail|lose|lost|forgot|should|must|only/i);
  });
});
