import type { KindQuestions } from './question.ts';

export const memoryQuestions: KindQuestions = {
  first: [
    'Does the memory grow from the start, or does it jump at one moment?',
    'Which data does the program hold when it runs out, and how large is it in one piece?',
    {
      when: /build|webpack|tsc|compile/i,
      ask: 'At which step of the build does it run out, and how did the amount of input change?',
    },
    'How long does it run until then, and does the amount of traffic change that?',
  ],
  deeper: [
    { when: /list|array|map|cache|push/i, ask: 'Who takes things out of that collection again, and when?' },
    {
      when: /file|csv|upload|stream|read/i,
      ask: 'How much of that file is in memory at the same time, and how much does the work need at once?',
    },
    { when: /query|find|rows|records/i, ask: 'How many records does that query bring back on a bad day?' },
    { when: /loop|recurs/i, ask: 'What ends that loop, and what shows that the end is ever reached?' },
    'What would the program keep if it did the same work ten times in a row?',
    'Which reference still points to what should be gone by then?',
  ],
  observations: [
    {
      first: 'something is kept for ever',
      second: 'one piece is too large',
      observation: 'the memory in use after each of ten equal rounds',
    },
    {
      first: 'the input grew',
      second: 'the program leaks',
      observation: 'the same program with last week’s input',
    },
  ],
  checks: ['memory in use after equal rounds of work', 'how large one batch can become'],
};
