import type { KindQuestions } from './question.ts';

export const parsingQuestions: KindQuestions = {
  first: [
    {
      when: /token '?<|DOCTYPE|html/i,
      ask: 'What was the whole body that came back, and with which status and content type?',
    },
    { when: /end of|unexpected end/i, ask: 'How long was the text that came in, and where does it stop?' },
    {
      when: /object|position 1|token o/i,
      ask: 'What is the value before it is parsed: a text, or already an object?',
    },
    { when: /yaml|indent/i, ask: 'Which character stands at the start of that line, a space or a tab?' },
    'What does the text look like right before it is parsed, its first fifty characters?',
    'Who wrote the text that could not be read, and what did that one mean to write?',
  ],
  deeper: [
    {
      when: /html|page|404|login|proxy/i,
      ask: 'Which address really answered, and was it the one you meant?',
    },
    { when: /empty|nothing|undefined/i, ask: 'In which case does the other side send nothing at all?' },
    { when: /file|config/i, ask: 'Who edits that file, and what checks it before it is used?' },
    { when: /stream|chunk|buffer/i, ask: 'How do you know that all of it had arrived before it was parsed?' },
    'What promises that this text has the form that is expected here?',
    'What is the difference between a text that parses and this one?',
  ],
  observations: [
    {
      first: 'the other side sent an error page',
      second: 'the text was cut off',
      observation: 'the status and the first fifty characters of the answer',
    },
    {
      first: 'the text is wrong',
      second: 'it is parsed twice',
      observation: 'the type of the value before it is parsed',
    },
  ],
  checks: ['status and content type before parsing', 'the first characters of what failed to parse'],
};
