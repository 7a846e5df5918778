import type { KindQuestions } from './question.ts';

export const corsQuestions: KindQuestions = {
  first: [
    {
      when: /preflight/i,
      ask: 'What does the server answer to the OPTIONS request that the browser sends ahead, status and headers?',
    },
    { when: /redirect/i, ask: 'Which address did the browser ask for, and to which one was it sent on?' },
    {
      when: /not equal|does not match/i,
      ask: 'From which origin does the page come, exactly, and which one does the server name in its answer?',
    },
    {
      when: /header field/i,
      ask: 'Which header does your code add, and which list on the server has to know it?',
    },
    {
      when: /credentials|wildcard/i,
      ask: 'Does this request carry cookies, and what does the server say about that in its answer?',
    },
    'When you send the same request without a browser, does the answer carry the header that the browser misses?',
  ],
  deeper: [
    {
      when: /error|500|404|crash/i,
      ask: 'Does the answer that lacks the header come from your code or from something that answered before it?',
    },
    {
      when: /middleware|order|route/i,
      ask: 'In which order do the parts of your server see a request, and which one answers this one?',
    },
    {
      when: /port|localhost|127/i,
      ask: 'What makes two addresses the same origin for a browser, and where do yours differ?',
    },
    {
      when: /proxy|nginx|cloud/i,
      ask: 'Which of the servers in the line writes that header, and which ones pass it through?',
    },
    'Who in this exchange refuses, the browser or the server, and what shows it?',
    'Which request works from this page, and how does it differ from this one?',
  ],
  observations: [
    {
      first: 'the server never sets the header',
      second: 'the server fails before it gets that far',
      observation: 'the status of the answer in the network tab, beside its headers',
    },
    {
      first: 'the origin is not the one allowed',
      second: 'the preflight is not answered',
      observation: 'what an OPTIONS request by hand gets back',
    },
  ],
  checks: ['status and headers of the preflight', 'that error answers carry the same headers'],
};
