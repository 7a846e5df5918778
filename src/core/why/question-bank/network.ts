import type { KindQuestions } from './question.ts';

export const networkQuestions: KindQuestions = {
  first: [
    {
      when: /timeout|timed out/i,
      ask: 'Which part of the way took the time: finding the host, connecting, or waiting for the answer?',
    },
    {
      when: /websocket|socket/i,
      ask: 'Did the connection open at all, and what was the last thing that went over it?',
    },
    {
      when: /proxy/i,
      ask: 'Who is in between, and does the request reach the other side when that one is left out?',
    },
    'Does the same request succeed from another machine or another network?',
    'What did the other side see of this request, if anything?',
  ],
  deeper: [
    {
      when: /vpn|office|school|wifi|firewall/i,
      ask: 'What does that network allow that the other one does not?',
    },
    { when: /slow|long|second/i, ask: 'What was the other side busy with while your program waited?' },
    { when: /http|https|protocol/i, ask: 'Which protocol did each side believe it was speaking?' },
    'How far did the request get, and which sign tells you so?',
    'What do the failing requests have in common that the others do not?',
  ],
  observations: [
    {
      first: 'the request never leaves',
      second: 'the answer never comes back',
      observation: 'whether the other side logs the request',
    },
    {
      first: 'the other side is slow',
      second: 'the way there is blocked',
      observation: 'how long the first byte takes from a different network',
    },
  ],
  checks: ['how far a failing request gets', 'the same request from another place'],
};
