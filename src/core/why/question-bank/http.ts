import type { KindQuestions } from './question.ts';

export const httpQuestions: KindQuestions = {
  first: [
    {
      when: /404|not found|Cannot (?:GET|POST)/i,
      ask: 'Which method and path did the server see, letter by letter, and which routes does it know?',
    },
    { when: /405|method not/i, ask: 'Which methods does that route answer, and which one was sent?' },
    {
      when: /413|too large|PayloadTooLarge/i,
      ask: 'How large was the body, and which of the parts in the line has a limit for it?',
    },
    {
      when: /400|422|bad request/i,
      ask: 'What did the body look like when it arrived, compared with what you meant to send?',
    },
    { when: /500|internal/i, ask: 'What did the server write to its own log at that moment?' },
    'Which part answered with this status: your code, the framework, or something in front of it?',
  ],
  deeper: [
    {
      when: /route|router|order|middleware/i,
      ask: 'In which order are the routes tried, and which one takes this request first?',
    },
    {
      when: /json|body|content-type/i,
      ask: 'What does the request say about the form of its body, and who reads that?',
    },
    {
      when: /prefix|api|base|slash/i,
      ask: 'Which parts is the full path put together from, and who adds each of them?',
    },
    {
      when: /postman|curl|browser/i,
      ask: 'What does the request that works carry that the other one does not?',
    },
    'What does the request look like on the wire, headers and all?',
    'Which answer would have been right, and which line should have given it?',
  ],
  observations: [
    {
      first: 'the request is wrong',
      second: 'the route is wrong',
      observation: 'the method and path that the server logs on arrival',
    },
    {
      first: 'the body does not arrive',
      second: 'it arrives and is not understood',
      observation: 'the raw body and its content type, printed on arrival',
    },
  ],
  checks: ['method and path as the server sees them', 'the content type of what is sent'],
};
