import type { KindQuestions } from './question.ts';

export const authQuestions: KindQuestions = {
  first: [
    {
      when: /jwt|token/i,
      ask: 'At which step did this token come into being, and with which secret or key was it signed there?',
    },
    {
      when: /expired/i,
      ask: 'How long was this token meant to live, and which two clocks decide about that?',
    },
    {
      when: /malformed/i,
      ask: 'What does the token look like, first characters and length, at the moment it is checked?',
    },
    {
      when: /password|access denied|authentication failed|28P01/i,
      ask: 'Which user name and which source of the password did the program use when it was turned away?',
    },
    {
      when: /auth mode|authentication protocol|plugin/i,
      ask: 'Which way of logging in does the server expect from this user, and which ones does your client know?',
    },
    {
      when: /401|unauthor/i,
      ask: 'What exactly reaches the server in the header that should carry the credentials?',
    },
    'With the very same credentials, does logging in by another tool succeed?',
  ],
  deeper: [
    {
      when: /env|variable|secret|setting/i,
      ask: 'When the program starts, what does it really read for that value, and how could you see its length without showing it?',
    },
    {
      when: /docker|volume|container/i,
      ask: 'When was this user created with its password, and has anything kept older data since then?',
    },
    {
      when: /header|bearer/i,
      ask: 'Which piece of code writes that header, and which one takes it apart again?',
    },
    {
      when: /copy|paste|quote|space|character/i,
      ask: 'Which characters in that value mean something special to whatever reads it?',
    },
    'Is the user unknown to {tech}, or known but refused, and what tells you which?',
    'What is different between a login that works and this one?',
  ],
  observations: [
    {
      first: 'the credentials are wrong',
      second: 'the credentials never arrive',
      observation: 'what the server side logs for this attempt',
    },
    {
      first: 'the password is wrong',
      second: 'this user may not log in this way',
      observation: 'whether the same user gets in with another client from the same machine',
    },
  ],
  checks: ['the length of the secret that the program reads, at start', 'which user the program logs in as'],
};
