import type { KindQuestions } from './question.ts';

export const portQuestions: KindQuestions = {
  first: [
    'Which process holds that port right now, and when was it started?',
    {
      when: /nodemon|watch|restart/i,
      ask: 'When the program restarts, how do you know that the earlier one is gone?',
    },
    'Does your program start the server once, or can that line be reached twice?',
    'Where does the port number come from, and what else on this machine uses the same one?',
  ],
  deeper: [
    {
      when: /old|still|background|zombie|earlier/i,
      ask: 'How did the earlier run end, and what should have freed the port?',
    },
    { when: /test|jest/i, ask: 'Who starts the server during the tests, and who stops it?' },
    { when: /mac|airplay|5000|system/i, ask: 'Which program of the system itself likes this port?' },
    { when: /twice|two|import/i, ask: 'Which two files lead to the same line that listens?' },
    'What shows whether the other process is yours or somebody else’s?',
    'What frees this port when your program ends in an unexpected way?',
  ],
  observations: [
    {
      first: 'an earlier run still holds it',
      second: 'the program listens twice',
      observation: 'the process that holds the port before you start',
    },
    {
      first: 'your own program holds it',
      second: 'another program does',
      observation: 'the name and start time of that process',
    },
  ],
  checks: ['who holds the port before starting', 'that the server is started in one place'],
};
