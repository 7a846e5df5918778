import type { KindQuestions } from './question.ts';

export const buildQuestions: KindQuestions = {
  first: [
    {
      when: /ERR_OSSL|digital envelope/i,
      ask: 'Which version of Node runs the build, and which one was there when it last worked?',
    },
    {
      when: /exited|ELIFECYCLE|status/i,
      ask: 'What is the first line that complains, above the one that only says it failed?',
    },
    'Which file is the first that the build complains about, and what is special about it?',
    'Does the build fail on a fresh clone as well, or only in this folder?',
  ],
  deeper: [
    {
      when: /version|node|upgrade/i,
      ask: 'Which of the tools in the build relies on what that version took away?',
    },
    { when: /cache/i, ask: 'What does the build reuse from earlier runs, and when was that made?' },
    {
      when: /ci|server|docker/i,
      ask: 'Which step runs there that does not run on your machine, or in another order?',
    },
    {
      when: /config|babel|webpack|vite|tsconfig/i,
      ask: 'Which line of the configuration is responsible for this kind of file?',
    },
    'What was the last build that worked, and what differs since?',
    'Which tool in the line stops, and what did the one before hand over to it?',
  ],
  observations: [
    {
      first: 'the code is at fault',
      second: 'the tools are at fault',
      observation: 'whether yesterday’s commit builds on the same machine today',
    },
    { first: 'a cache is stale', second: 'an input changed', observation: 'a build in a fresh clone' },
  ],
  checks: ['the first complaint, not the last', 'a build in a fresh clone'],
};
