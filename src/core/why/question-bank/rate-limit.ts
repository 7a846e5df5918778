import type { KindQuestions } from './question.ts';

export const rateLimitQuestions: KindQuestions = {
  first: [
    'How many calls does one action of one user cause?',
    'What did the answer say about when you may call again, and does anything read that?',
    'Over which time is the limit counted, and how many calls fall into that time?',
    {
      when: /openai|quota|billing/i,
      ask: 'Is it the speed that is limited here or the total, and which words of the answer tell you?',
    },
  ],
  deeper: [
    { when: /loop|map|each|all/i, ask: 'How many of these calls are under way at the same moment?' },
    { when: /retry|again/i, ask: 'What happens to the number of calls when one of them fails?' },
    { when: /cache|same/i, ask: 'How many of these calls ask for what you already know?' },
    { when: /key|user|shared/i, ask: 'Who else uses the same key, and who counts their calls?' },
    'Which part of the program decides how fast it calls, and what does it base that on?',
    'What would happen with ten times as many users?',
  ],
  observations: [
    {
      first: 'too many at once',
      second: 'too many in total',
      observation: 'the number of calls per second beside the number per day',
    },
    {
      first: 'the retries cause it',
      second: 'the first calls cause it',
      observation: 'the count of calls with retries turned off',
    },
  ],
  checks: ['how many calls one action causes', 'what the answer says about waiting'],
};
