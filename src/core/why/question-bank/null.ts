import type { KindQuestions } from './question.ts';

export const nullQuestions: KindQuestions = {
  first: [
    {
      when: /req\.body|destructure/i,
      ask: 'What is the request’s body at that line, and which part of the server was meant to fill it?',
    },
    {
      when: /not a function/i,
      ask: 'What is {name} at that line, if you print it, and where does it come from?',
    },
    { when: /not defined/i, ask: 'Where is {name} declared, and can the line that uses it see that place?' },
    {
      when: /NoneType|AttributeError/i,
      ask: 'Which call gave nothing back there, and in which case does it do so?',
    },
    {
      when: /undefined|null/i,
      ask: 'Which value on that line is the missing one, and which step was supposed to give it?',
    },
    'In which case is that value there, and in which is it missing?',
  ],
  deeper: [
    {
      when: /api|fetch|response|data/i,
      ask: 'What does the answer look like in the case that fails, all of it?',
    },
    {
      when: /await|async|promise|load/i,
      ask: 'At that moment, has the step that brings the value already finished?',
    },
    { when: /find|query|database|user/i, ask: 'What does that look-up give back when it finds nothing?' },
    {
      when: /body|json|middleware|form/i,
      ask: 'In which form does the client send it, and who on the server understands that form?',
    },
    { when: /first|initial|render|start/i, ask: 'What is its value before anything has been loaded?' },
    'Who promised that this value is always there, and where is that promise kept?',
    'Where was the value last present on its way to this line?',
  ],
  observations: [
    {
      first: 'the value never arrives',
      second: 'it arrives under another name',
      observation: 'the whole object printed one line earlier',
    },
    {
      first: 'it is not there yet',
      second: 'it will never be there',
      observation: 'the same line a second later',
    },
  ],
  checks: ['the whole object one line before the access', 'what a look-up returns when it finds nothing'],
};
