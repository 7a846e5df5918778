import type { KindQuestions } from './question.ts';

export const asyncQuestions: KindQuestions = {
  first: [
    {
      when: /headers/i,
      ask: 'For one request, which two places in your code send an answer, and can both of them be reached?',
    },
    { when: /unhandled/i, ask: 'Which call returned the promise that failed, and who was waiting for it?' },
    {
      when: /\[object Promise\]|is not iterable/i,
      ask: 'At which line do you still hold a promise although you treat it as its value?',
    },
    'In which order did the steps really run, and in which order did you expect them?',
  ],
  deeper: [
    { when: /callback/i, ask: 'When the callback runs, what has the function around it already done?' },
    { when: /if|else|error|catch/i, ask: 'After the branch that answers early, which line runs next?' },
    { when: /loop|forEach|map/i, ask: 'Who waits for the work that each turn of that loop starts?' },
    {
      when: /sometimes|random|race|often/i,
      ask: 'Which two things does the outcome depend on, of which either may finish first?',
    },
    {
      when: /headers|sent/i,
      ask: 'What does the function still do after the response is out, and what would tell it to stop?',
    },
    'Which statement did you think would wait, and what shows that it did not?',
    'Where does the failure of {name} go when nobody is listening for it?',
  ],
  observations: [
    {
      first: 'the answer is sent twice in one run',
      second: 'the handler runs twice',
      observation: 'one log line at the start of the handler and one before each answer',
    },
    {
      first: 'nobody waits for the promise',
      second: 'the promise fails by itself',
      observation: 'the order of log lines before the call, after it, and in what follows',
    },
  ],
  checks: ['that each path through a handler answers once', 'who waits for each promise'],
};
