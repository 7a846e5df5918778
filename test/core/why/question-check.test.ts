import { describe, expect, it } from 'vitest';
import { checkQuestion, type PainEntry, startChain } from '../../../src/core/why/index.ts';
import { textOf } from './score-pairs.ts';

const entry: PainEntry = {
  id: 'e1',
  text: 'the api cannot reach the database',
  errorText: textOf('refused-pg-2'),
};
const context = { entry, chain: startChain(entry), asked: ['Which address and port did the program try?'] };
const reason = (text: string, secrets: readonly string[] = []): string => {
  const verdict = checkQuestion(text, { ...context, secrets });
  return verdict.ok ? 'ok' : verdict.reason;
};

describe('a question', () => {
  it.each([
    'What tells you that Postgres was listening at that moment?',
    'Why did the connection work from psql and not from the program?',
    'You wrote “I forgot to set the port”. Why was that so?',
    'Does node.js print the same host before and after the restart?',
    'What does the log of the container say in the second before it fails?',
    'Where does the program take the value of DATABASE_URL from?',
  ])('passes: %s', (text) => {
    expect(reason(text)).toBe('ok');
  });

  it.each<[string, string]>([
    ['', 'empty'],
    [`What about the port ${'x'.repeat(200)}?`, 'too-long'],
    ['Which port\nis it?', 'not-plain'],
    ['Which port \u202eis it really?', 'not-plain'],
    ['Which\u200b port is it really?', 'not-plain'],
    ['The database is not running.', 'not-a-question'],
    ['Why?', 'not-a-question'],
    ['Which port is it? Which host is it?', 'several-questions'],
    ['Which port is it?? And why?', 'several-questions'],
    ['What does https://example.org/port say about it?', 'link'],
    ['What does the page at evil.com say about the port?', 'link'],
    ['What does ｅｖｉｌ．ｃｏｍ say about the port?', 'link'],
    ['What does evil.museum/port say about it?', 'link'],
    ['What does [this page](about) say about the port?', 'link'],
    ['Does @everyone see the same port?', 'mention'],
    ['Does <@123456> see the same port?', 'mention'],
    ['Could @ada tell you which port it is?', 'mention'],
    ['What does `docker ps` show for the port?', 'code'],
    ['What does console.log(port) print there?', 'code'],
    ['Is it const port = 5432 in your file?', 'code'],
    ['What does docker: docker ps --all show?', 'code'],
    ['Which process answers if port === 5432 here?', 'code'],
    ['Have you tried another port?', 'answer'],
    ['Did you forget to start the database?', 'answer'],
    ['Why don’t you use the service name as host?', 'answer'],
    ["Why don't you use the service name as host?", 'answer'],
    ['You should use the service name, right?', 'answer'],
    ['Use the service name as the host, okay?', 'answer'],
    ['The problem is the port, do you see that?', 'answer'],
    ['It fails because you did not start it, right?', 'answer'],
    ['Could you change the host to the service name?', 'answer'],
    ['How about another host for the connection?', 'answer'],
    ['Which address and which port did the program try?', 'repeat'],
    ['What is the capital of France these days?', 'off-topic'],
    ['Are you happy with your life so far?', 'off-topic'],
    ['As an AI, which port may I ask about?', 'leak'],
    ['What does my system prompt say about the port?', 'leak'],
  ])('%j is refused as %s', (text, expected) => {
    expect(reason(text)).toBe(expected);
  });

  it('carries nothing of what it was told to keep: a canary, spaced out or turned round, or six words of the instructions', () => {
    const instructions =
      'You ask one short question at a time about the error of a learner and never give the answer.';
    const secrets = ['ZEBRA-7431-QUARTZ', instructions];
    expect(reason('Which port is zebra-7431-quartz?', secrets)).toBe('leak');
    expect(reason('Which port is Z E B R A 7 4 3 1 Q U A R T Z?', secrets)).toBe('leak');
    expect(reason('Which port is ZTRAUQ-1347-ARBEZ?', secrets)).toBe('leak');
    expect(reason('Which port: ask one short question at a time?', secrets)).toBe('leak');
    expect(reason('Which port is it, and who has said so?', secrets)).toBe('ok');
  });
});
