import type { KindQuestions } from './question.ts';

export const deploymentQuestions: KindQuestions = {
  first: [
    {
      when: /R10|H10|\$PORT|bind/i,
      ask: 'Which port does your program listen on in production, and who told it to use that one?',
    },
    {
      when: /502|503|504|gateway/i,
      ask: 'Did your program answer at all, or did the one in front of it give up waiting?',
    },
    { when: /CrashLoop|OOM|137/i, ask: 'What were the last lines the program wrote before it was ended?' },
    {
      when: /health/i,
      ask: 'What does the health check ask, and what does your program answer in its first seconds?',
    },
    'What is there on your machine that the deployed copy does not have?',
    'Did it ever run there, and what is the first version that did not?',
  ],
  deeper: [
    {
      when: /env|variable|secret/i,
      ask: 'Which settings does the program read at start, and which of them does the deployed copy really have?',
    },
    {
      when: /build|dist|compile/i,
      ask: 'Which files does the deployed copy start from, and when were those made?',
    },
    {
      when: /version|node/i,
      ask: 'Which versions of the language and its packages run there, compared with yours?',
    },
    {
      when: /port|localhost|0\.0/i,
      ask: 'From outside the container, on which address could anybody reach the program?',
    },
    'At which step does the start differ from the start on your machine?',
    'What does the platform expect of a program before it calls it alive?',
  ],
  observations: [
    {
      first: 'the program crashes at start',
      second: 'the program runs but cannot be reached',
      observation: 'the first ten lines of its log after the start',
    },
    {
      first: 'a setting is missing there',
      second: 'the code there is older',
      observation: 'the version and the names of the settings, printed at start',
    },
  ],
  checks: ['the program’s first log lines after a deployment', 'which settings the deployed copy has'],
};
