import type { KindQuestions } from './question.ts';

export const databaseQuestions: KindQuestions = {
  first: [
    { when: /E11000|duplicate|unique|P2002/i, ask: 'Which value collided, and which record had it already?' },
    {
      when: /null/i,
      ask: 'For the records in that index, where is the field filled in, and what happens when it is not?',
    },
    {
      when: /foreign key/i,
      ask: 'Which of the two rows was supposed to exist first, and what proves that it did?',
    },
    {
      when: /deadlock|locked/i,
      ask: 'Which two operations wanted the same rows at the same time, and in which order did each take them?',
    },
    {
      when: /syntax error/i,
      ask: 'What does the statement look like once it has been put together, right before it is sent?',
    },
    {
      when: /cast|uuid|objectid|invalid input/i,
      ask: 'What is the value, and what type does it have, at the moment the query is made?',
    },
    {
      when: /validat|required/i,
      ask: 'What did the object look like right before it was saved, field by field?',
    },
    'Which query was sent to {tech} when this happened, with which values?',
  ],
  deeper: [
    {
      when: /twice|again|double|seed|retry/i,
      ask: 'What makes this code run a second time with the same data?',
    },
    {
      when: /empty|null|undefined|missing/i,
      ask: 'Up to which step is the value still there, and after which step is it gone?',
    },
    {
      when: /index|unique/i,
      ask: 'When was that index made, and did the data or the schema look different then?',
    },
    { when: /id\b|_id/i, ask: 'Who chooses that key, and how does it make sure that no record has it yet?' },
    'Which assumption of your code about the data in {tech} turned out not to hold?',
    'If you look at the stored data directly, what do you find that you did not expect?',
  ],
  observations: [
    {
      first: 'the same data is written twice',
      second: 'two different records share a value that should be unique',
      observation: 'what the record that is already stored looks like',
    },
    {
      first: 'the value is wrong before the query',
      second: 'the query changes it',
      observation: 'the values printed right before the query is sent',
    },
  ],
  checks: ['the query and its values right before it is sent', 'what is already stored under that key'],
};
