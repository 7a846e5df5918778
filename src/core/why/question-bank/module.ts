import type { KindQuestions } from './question.ts';

export const moduleQuestions: KindQuestions = {
  first: [
    {
      when: /ERR_REQUIRE_ESM|ES Module|import statement/i,
      ask: 'Which of the two module systems is the file that loads, and which one is the file that is loaded?',
    },
    {
      when: /No module named|ModuleNotFound/i,
      ask: 'Which interpreter runs this, and into which one was the package installed?',
    },
    {
      when: /'\.|'\//i,
      ask: 'Seen from the file that asks for it, which path does that lead to, letter by letter?',
    },
    {
      when: /Cannot find (?:module|package)/i,
      ask: 'In which folder does the program look for {name}, and what is installed there?',
    },
    { when: /export/i, ask: 'What does that module really export, under which names?' },
    'Which file asks for it, and from where does the program start?',
  ],
  deeper: [
    {
      when: /install|node_modules|pip/i,
      ask: 'When was the install last run in this very folder, and what did the file that lists the packages say then?',
    },
    {
      when: /version|upgrade|latest/i,
      ask: 'What did the newer version of this package change about how it is loaded?',
    },
    {
      when: /docker|deploy|server|ci/i,
      ask: 'Which files are copied there, and is the one in question among them?',
    },
    {
      when: /case|capital|linux|mac/i,
      ask: 'How is the file spelled on disk, and how in the line that asks for it?',
    },
    {
      when: /type|tsconfig|package\.json|config/i,
      ask: 'Which setting decides how this file is read, and what does it say?',
    },
    'What is different between the place where this module is found and the one where it is not?',
    'What tells the program that this file is the kind of module it takes it for?',
  ],
  observations: [
    {
      first: 'it is not installed',
      second: 'it is looked for in the wrong place',
      observation: 'the list of what is in the package folder next to the file that asks',
    },
    {
      first: 'the package changed its form',
      second: 'the file is read in the wrong form',
      observation: 'the version in use and what its own description says of its form',
    },
  ],
  checks: ['in which folder a package is installed', 'the module system of both files'],
};
