import type { KindQuestions } from './question.ts';

export const certificateQuestions: KindQuestions = {
  first: [
    {
      when: /self.?signed/i,
      ask: 'Who signed the certificate that the other side shows, and who on your side knows that signer?',
    },
    { when: /expired/i, ask: 'When did this certificate end, and what was supposed to renew it?' },
    {
      when: /chain|issuer|VERIFY/i,
      ask: 'Which certificates does the server send, and which one of the chain is missing?',
    },
    {
      when: /altname|does not match/i,
      ask: 'For which names is this certificate made, and by which one did you call?',
    },
    'Does a browser on the same machine accept the same address?',
  ],
  deeper: [
    {
      when: /proxy|company|corporate|antivirus/i,
      ask: 'Who could be opening the connection in between and signing it anew?',
    },
    {
      when: /docker|alpine|image/i,
      ask: 'Which list of trusted signers does that image have, and from when?',
    },
    {
      when: /local|dev|localhost/i,
      ask: 'Who is meant to trust this certificate, and how would that one come to know it?',
    },
    {
      when: /reject|NODE_TLS|insecure|ignore/i,
      ask: 'What would you no longer notice if nothing were checked?',
    },
    'Which certificate is it exactly that is refused, by its name and its dates?',
    'Who trusts this signer and who does not, and what is the difference between them?',
  ],
  observations: [
    {
      first: 'the server shows the wrong certificate',
      second: 'your side does not know its signer',
      observation: 'the chain as an outside checker sees it',
    },
    {
      first: 'something in between signs anew',
      second: 'the server is set up so',
      observation: 'the signer’s name seen from two networks',
    },
  ],
  checks: ['who signed the certificate that is shown', 'when it ends'],
};
