import type { KindQuestions } from './question.ts';

export const timeQuestions: KindQuestions = {
  first: [
    {
      when: /zone|UTC|DST|offset/i,
      ask: 'In which time zone is the value at each step: typed in, stored, and shown?',
    },
    { when: /invalid/i, ask: 'What did the text look like that was turned into a date, and who wrote it?' },
    { when: /cron|schedule/i, ask: 'By whose clock was it supposed to run, and by whose did it run?' },
    'By exactly how much is the time off, and is it the same amount for every date?',
    'For which dates is it right, and for which ones wrong?',
  ],
  deeper: [
    {
      when: /one day|day before|yesterday|midnight/i,
      ask: 'At what local hour does the wrong day begin, and which zone has midnight then?',
    },
    { when: /hour/i, ask: 'Does the difference change in spring and autumn?' },
    {
      when: /server|production|docker/i,
      ask: 'Which zone does the machine believe it is in, and which one does your own?',
    },
    {
      when: /string|parse|format|iso/i,
      ask: 'Does that text say which zone it means, and what does the reader assume if it does not?',
    },
    'At which step does an instant become a calendar date, and with whose zone?',
    'What is really meant here: a moment, or a date on somebody’s calendar?',
  ],
  observations: [
    {
      first: 'the stored instant is wrong',
      second: 'only the display is wrong',
      observation: 'the stored value next to the shown one',
    },
    {
      first: 'a zone is missing',
      second: 'the clock is off',
      observation: 'the same value printed with its offset at each step',
    },
  ],
  checks: ['a value with its offset at each step', 'one date on each side of a clock change'],
};
