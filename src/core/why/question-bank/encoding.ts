import type { KindQuestions } from './question.ts';

export const encodingQuestions: KindQuestions = {
  first: [
    'What are the actual bytes at the place that it complains about?',
    'Which program wrote this text, and in which encoding did it write?',
    { when: /0x80|0x8b|binary|gzip|image/i, ask: 'What makes you sure that the file is text at all?' },
    {
      when: /ER_TRUNCATED|incorrect string/i,
      ask: 'Which characters can the column hold, and which one did it refuse?',
    },
    'Which character breaks it, and does it work as soon as that one is gone?',
  ],
  deeper: [
    {
      when: /excel|csv|windows|export/i,
      ask: 'What does the program that exported the file call its encoding?',
    },
    {
      when: /url|query|param/i,
      ask: 'How many times has this text been encoded on its way, and how many times decoded?',
    },
    {
      when: /database|column|table/i,
      ask: 'Which encoding do the connection, the table and the column each have?',
    },
    { when: /default|open|read/i, ask: 'Where does the reader take its assumption about the encoding from?' },
    'At which of the steps is the text still right, and after which is it broken?',
    'Who in this line assumes an encoding without being told one?',
  ],
  observations: [
    {
      first: 'the file is in another encoding',
      second: 'the file is not text',
      observation: 'its first bytes',
    },
    {
      first: 'it is written wrongly',
      second: 'it is read wrongly',
      observation: 'the bytes in between, looked at without decoding',
    },
  ],
  checks: ['the first bytes of a file that comes from elsewhere', 'that each side names its encoding'],
};
