import type { KindQuestions } from './question.ts';

export const typesQuestions: KindQuestions = {
  first: [
    {
      when: /undefined|null/i,
      ask: 'On which path could this value be missing, and what does your program do on that path?',
    },
    { when: /any/i, ask: 'Where does this value come from, and which place knows its real shape?' },
    {
      when: /not assignable/i,
      ask: 'Which of the two types describes what the value really is when the program runs?',
    },
    {
      when: /does not exist on type/i,
      ask: 'What does the compiler think this object is, and what do you think it is?',
    },
    'Is the compiler wrong about the value, or is it right about a case that you had not thought of?',
  ],
  deeper: [
    {
      when: /library|package|@types|node_modules/i,
      ask: 'Which version of the types and which version of the code do you have, and do they belong together?',
    },
    {
      when: /api|json|fetch|body|input/i,
      ask: 'Who checks that what comes in from outside has the shape that the type promises?',
    },
    { when: /as |cast|any|ignore/i, ask: 'What would happen at run time in the case that this cast hides?' },
    'What would the program do if the value were the one the compiler warns about?',
    'Where was this type first written down, and what has changed since?',
  ],
  observations: [
    {
      first: 'the type is too wide',
      second: 'the value really can be missing',
      observation: 'a value printed at that line for every kind of input',
    },
    {
      first: 'types and library differ',
      second: 'the code uses the library wrongly',
      observation: 'the version of the library beside the version of its types',
    },
  ],
  checks: ['on which path a value can be missing', 'that types and library are of one version'],
};
