import type { KindQuestions } from './question.ts';

export const unknownQuestions: KindQuestions = {
  first: [
    'What did you expect to happen at that moment, and what happened instead?',
    'What is the smallest thing you can do that makes it happen again?',
    'When did it last work, and what has changed since then, however small?',
    { ofError: 'Which line of the message is the first that you do not understand?' },
    'Does it happen every time, or only under some condition?',
  ],
  deeper: [
    {
      when: /work|yesterday|before|earlier/i,
      ask: 'What is different between the last time it worked and now?',
    },
    { when: /sometimes|random|often/i, ask: 'What do the times it fails have in common?' },
    { when: /only|just|except/i, ask: 'What is special about the one case where it happens?' },
    'Which of the things you believe about this program have you actually seen, and which do you assume?',
    'Up to which step is everything as you expect, and what shows it?',
  ],
  observations: [
    {
      first: 'the input is different',
      second: 'the program is different',
      observation: 'the old version with the new input, and the new version with the old',
    },
    {
      first: 'it happens here',
      second: 'it is only seen here',
      observation: 'one log line before and one after the suspected step',
    },
  ],
  checks: ['the smallest way to make it happen again', 'what changed since it last worked'],
};
