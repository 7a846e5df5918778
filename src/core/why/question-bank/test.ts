import type { KindQuestions } from './question.ts';

export const testQuestions: KindQuestions = {
  first: [
    {
      when: /timeout|timed? ?out|not invoked/i,
      ask: 'What is the test still waiting for when the time is over?',
    },
    {
      when: /did not exit|open handle/i,
      ask: 'What is still open when the last test is done, and who opened it?',
    },
    {
      when: /expected|received|toEqual|assert/i,
      ask: 'Which of the two values is right: the one the test expects or the one the code gives?',
    },
    'Does this test fail when it runs alone, and when it runs first?',
    'How often does it fail in ten runs without any change?',
  ],
  deeper: [
    {
      when: /sometimes|flaky|often|ci|random/i,
      ask: 'What does the outcome depend on that the test does not control?',
    },
    { when: /alone|first|order|together/i, ask: 'What does another test leave behind that this one finds?' },
    {
      when: /mock|fake|stub/i,
      ask: 'What does the fake do that the real thing would not, or the other way round?',
    },
    { when: /database|data|seed/i, ask: 'In which state does the test find its data, and who put it there?' },
    { when: /async|await|promise|done/i, ask: 'How does the test learn that the work is finished?' },
    'What would this test still say if the code it checks did nothing at all?',
    'What does the test assume about time, order or surroundings?',
  ],
  observations: [
    {
      first: 'the code is slow',
      second: 'the test waits for something that never comes',
      observation: 'the last line that ran before the time was over',
    },
    {
      first: 'the test is at fault',
      second: 'an earlier test is at fault',
      observation: 'the result of this test run alone',
    },
  ],
  checks: ['the test run alone', 'what the test leaves behind'],
};
