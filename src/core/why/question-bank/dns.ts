import type { KindQuestions } from './question.ts';

export const dnsQuestions: KindQuestions = {
  first: [
    'Which exact host name is being looked up, letter by letter as the program sees it?',
    { when: /EAI_AGAIN/i, ask: 'Does the look-up fail every time, or only sometimes for the same name?' },
    'On which network or in which container does the process that looks up {name} run?',
    'What answer do you get when you look up the same name from the same place by hand?',
  ],
  deeper: [
    {
      when: /docker|container|compose/i,
      ask: 'Which containers share a network, and under what name does each one know the others?',
    },
    {
      when: /env|variable|setting|config/i,
      ask: 'Where does that host name come from, and could a quote or a space have come along with it?',
    },
    'Who is supposed to know this name: a public name server, your machine, or the container network?',
    'What would have to be running for this name to exist at all?',
  ],
  observations: [
    {
      first: 'the name is wrong',
      second: 'the name server cannot be reached',
      observation: 'whether any other name resolves from the same place',
    },
    {
      first: 'the name exists only elsewhere',
      second: 'the name has a typing error',
      observation: 'whether the name resolves from inside the other container or machine',
    },
  ],
  checks: [
    'how the host name looks when the program prints it between two marks',
    'from which network a name is looked up',
  ],
};
