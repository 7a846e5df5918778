import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { promptQuestion, promptQuestions, type QuestionFacts } from '../../src/messages/prompt-questions.ts';
import { runs } from '../deep.ts';

const monday = 20_793;
const facts = (more: Partial<QuestionFacts> = {}): QuestionFacts => ({
  day: monday,
  minutes: 9 * 60,
  own: [],
  ...more,
});
const ask = (more: Partial<QuestionFacts>): string => promptQuestion(facts(more)).source;

const anyFacts = fc.record(
  {
    day: fc.integer({ min: 20_000, max: 21_000 }),
    minutes: fc.integer({ min: 0, max: 1439 }),
    own: fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
    project: fc.string({ minLength: 1 }),
    tag: fc.string({ minLength: 1 }),
  },
  { requiredKeys: ['day', 'minutes', 'own'] },
);

describe('the question of a prompt (R41)', () => {
  test('is one of sixty, all different', () => {
    const words = { project: 'P', tag: 'T', open: 'O' };
    expect(new Set(promptQuestions.map((it) => it.text(words).source)).size).toBe(60);
  });

  test('fits the hour: nobody is asked in the morning what they built today', () => {
    const at = (minutes: number) =>
      Array.from({ length: 60 }, (_, more) => ask({ day: monday + more, minutes }));
    for (const text of at(9 * 60)) expect(text).not.toMatch(/did you|moved forward|get done/);
    for (const text of at(21 * 60)) expect(text).not.toMatch(/will you|would you like/);
    expect(at(60)).toEqual(at(22 * 60));
  });

  test('is about what was open yesterday, before anything else', () => {
    const open = { text: 'ECONNREFUSED on 6379', day: monday - 1 };
    expect(ask({ open, minutes: 1080, own: ['Mine?'] })).toMatch(
      /^Yesterday "ECONNREFUSED on 6379" was still open\. /,
    );
    const older = { text: 'CORS', day: monday - 3 };
    const week = [0, 1, 2, 3].map((more) => ask({ day: monday + more, open: older, minutes: 1080 }));
    expect(week.filter((it) => it.startsWith('"CORS" was still open'))).toHaveLength(1);
  });

  test('is every other day one of their own, in turn', () => {
    const asked = [0, 1, 2, 3, 4].map((more) => ask({ day: 20_792 + more, own: ['One?', 'Two?'] }));
    expect([asked[0], asked[2], asked[4]]).toEqual(['One?', 'Two?', 'One?']);
    expect(asked[1]).not.toMatch(/One|Two/);
  });

  test('names the project, and takes what they typed literally', () => {
    const week = [0, 1, 2, 3, 4, 5, 6, 7].map((more) => ask({ day: monday + more, project: '*api*' }));
    expect(week.some((it) => it.includes('\\*api\\*'))).toBe(true);
  });

  test('is the same for the same facts, never empty, and differs from the day before', () => {
    fc.assert(
      fc.property(anyFacts, (one) => {
        const given = { ...one, own: [] } as QuestionFacts;
        const text = promptQuestion(given).source;
        expect(text).toMatch(/\?/);
        expect(promptQuestion(given).source).toBe(text);
        expect(promptQuestion({ ...given, day: given.day + 1 }).source).not.toBe(text);
      }),
      runs(400),
    );
  });
});
