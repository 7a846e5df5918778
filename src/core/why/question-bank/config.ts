import type { KindQuestions } from './question.ts';

export const configQuestions: KindQuestions = {
  first: [
    'Which value does the program see for {name} at the moment it needs it?',
    {
      when: /env|process\.env|dotenv|environment/i,
      ask: 'At which moment is the file with the settings read, and is that before or after the first use?',
    },
    {
      when: /URL|invalid url/i,
      ask: 'What does the address look like once it is put together, with every part named?',
    },
    {
      when: /secretOrPrivateKey|must have a value/i,
      ask: 'Which setting should carry that value, and in which process would you look for it?',
    },
    'In which places can this setting be made, and which of them wins?',
  ],
  deeper: [
    {
      when: /folder|directory|path|cwd/i,
      ask: 'From which folder is the program started, and from which one does it look for its settings?',
    },
    {
      when: /docker|compose|container/i,
      ask: 'Who passes the settings into the container, and what arrives there?',
    },
    {
      when: /quote|space|newline/i,
      ask: 'Which characters belong to the value, and which ones only surround it?',
    },
    {
      when: /test|production|local|env/i,
      ask: 'How does the program know which surroundings it is in, and what does it believe now?',
    },
    'What does the program do when this setting is missing, and would you notice?',
    'Who wrote this value last, and for which surroundings was it meant?',
  ],
  observations: [
    {
      first: 'the setting is not there',
      second: 'it is there but read too early',
      observation: 'its presence printed at the first line of the program and at the line that fails',
    },
    {
      first: 'the value is wrong',
      second: 'another place overrides it',
      observation: 'all the places that set it, in the order in which they are read',
    },
  ],
  checks: [
    'which settings are present, at start, without their values',
    'which place wins when two set the same',
  ],
};
