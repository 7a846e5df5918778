import { describe, expect, test } from 'vitest';
import { chosenIn } from '../../src/core/people/index.ts';
import {
  longestQuestion,
  mostQuestions,
  parseQuestions,
  questionsOf,
  typedQuestions,
  withQuestions,
} from '../../src/settings/question-list.ts';
import { aPerson } from '../store/samples.ts';

describe('own questions', () => {
  test('are typed with | between them, or one on each line', () => {
    const value = ['What did I learn?', "What's next?"];
    expect(parseQuestions("What did I learn? |  What's   next?")).toEqual({ value });
    expect(parseQuestions("\nWhat did I learn?\r\nWhat's next?\n\n")).toEqual({ value });
    expect(parseQuestions('Twice? | Twice?')).toEqual({ value: ['Twice?'] });
  });

  test('go with none, and with an empty form', () => {
    for (const typed of ['none', ' NONE ', '', ' | \n']) expect(parseQuestions(typed)).toEqual({ value: [] });
    const person = withQuestions(withQuestions(aPerson(), ['One?']), []);
    expect(chosenIn(person, 'questions')).toBeUndefined();
    expect(questionsOf(person)).toEqual([]);
    expect(typedQuestions(person)).toBe('none');
  });

  test('have a limit in number and in length, which is said', () => {
    const many = Array.from({ length: mostQuestions + 1 }, (_, index) => `${index}?`).join('|');
    expect(parseQuestions(many)).toEqual({ wrong: expect.stringContaining('10 at most; that was 11') });
    const long = 'x'.repeat(longestQuestion + 1);
    expect(parseQuestions(long)).toEqual({ wrong: expect.stringContaining('150 characters') });
  });
});
