import type { KindQuestions } from './question.ts';

export const dependencyQuestions: KindQuestions = {
  first: [
    {
      when: /ERESOLVE|peer/i,
      ask: 'Which two packages ask for different versions of the same thing, and which of them did you add last?',
    },
    {
      when: /gyp|native|build/i,
      ask: 'What does this package need to build on a machine, and which part of that is missing here?',
    },
    {
      when: /404|E404|ETARGET|No matching/i,
      ask: 'Where does this package or version exist, and which registry was asked?',
    },
    { when: /integrity|lock/i, ask: 'What changed the lock file last, and on which machine?' },
    {
      when: /engine/i,
      ask: 'Which version of the language does this package ask for, and which one is running?',
    },
    'Does it fail with the lock file as committed and an empty folder of packages?',
  ],
  deeper: [
    {
      when: /version|upgrade|update/i,
      ask: 'Which version was in use when it last worked, and what let it change?',
    },
    {
      when: /react|angular|vue|next/i,
      ask: 'Which of the packages that need it has not followed to the new version?',
    },
    { when: /docker|ci|server/i, ask: 'What does that machine install from, compared with yours?' },
    { when: /force|legacy/i, ask: 'What did that flag hide, and where would you notice later?' },
    'Why is this version chosen, and by which line in which file?',
    'Who decides which version of {name} is installed?',
  ],
  observations: [
    {
      first: 'two packages disagree',
      second: 'one version does not exist',
      observation: 'the list of who asks for it, and in which range',
    },
    {
      first: 'the lock file differs',
      second: 'the machine differs',
      observation: 'an install from the same lock file in an empty folder',
    },
  ],
  checks: ['who asks for which version before upgrading', 'an install from the lock file in an empty folder'],
};
