import type { KindQuestions } from './question.ts';

export const gitQuestions: KindQuestions = {
  first: [
    { when: /publickey/i, ask: 'Which key does your machine offer, and which account knows that key?' },
    {
      when: /denied to|403/i,
      ask: 'As which account did the remote see you, and what may that account do there?',
    },
    {
      when: /non-fast-forward|fetch first|behind|rejected/i,
      ask: 'Which commits does the remote have that your branch does not, and who made them?',
    },
    { when: /conflict/i, ask: 'What was each of the two sides trying to achieve in those lines?' },
    { when: /detached/i, ask: 'What were you on when you made these commits, and what points at them now?' },
    'What does the remote address look like that this command really uses?',
    'Which branch are you on, and which one on the remote does it follow?',
  ],
  deeper: [
    {
      when: /ssh|key|agent/i,
      ask: 'Which of your keys is tried, in which order, and what does the verbose output say about it?',
    },
    {
      when: /https|token|password/i,
      ask: 'Which saved credentials does git use here, and from when are they?',
    },
    { when: /rebase|amend|force|reset/i, ask: 'Which commits exist twice now, in an old and a new form?' },
    { when: /clone|fork|remote/i, ask: 'Whose repository is that, and what are you allowed to do in it?' },
    'What was the last command that worked on this branch, and what came after it?',
    'What picture of the history did you have, and where does the real one differ?',
  ],
  observations: [
    {
      first: 'the key is not offered',
      second: 'the key is not known there',
      observation: 'what the verbose connection test says about each key',
    },
    {
      first: 'the histories have parted',
      second: 'the branch names differ',
      observation: 'the log of both branches side by side',
    },
  ],
  checks: ['which account the remote sees', 'what the remote has before pushing'],
};
