import { afterAll, beforeAll, expect, test } from 'vitest';
import { utc } from '../app/days.ts';
import { type AppHarness, launch } from '../support/app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await launch();
  for (const name of ['olga', 'ada']) await app.join(name, utc);
});
afterAll(() => app.stop());

const codesIn = async (channel: string) => (await app.messages({ channel })).map((it) => it.code);
const textsIn = async (channel: string, code: string) =>
  (await app.messages({ channel })).filter((it) => it.code === code).map((it) => it.text);

test('the roundup has a channel of its own, entries keep theirs, and both follow an edit (R46)', async () => {
  expect((await app.say('olga', '/setup roundup-channel #nowhere')).code).toBe('cannot-post');
  expect((await app.say('olga', '/setup roundup-channel')).code).toBe('setup');
  await app.say('olga', '/setup channel #general');
  const chosen = await app.say('olga', '/setup roundup-channel #shipped');
  expect(chosen.text).toContain('Roundups now go to #shipped, shared entries still to #general.');
  expect((await app.say('olga', '/setup')).text).toContain("Roundup's channel: #shipped");

  expect((await app.say('olga', '/setup test')).text).toContain('Check #general and #shipped');
  expect((await textsIn('shipped', 'test-post')).at(-1)).toContain('Roundups will show up here');
  expect((await textsIn('general', 'test-post')).at(-1)).toContain('Shared entries will show up here');

  await app.say('ada', '/log wrote the lexer audience:community');
  await app.advance('P8D');
  expect(await codesIn('general')).toContain('shared-entry');
  expect(await codesIn('general')).not.toContain('roundup');
  expect((await textsIn('shipped', 'roundup')).join()).toContain('wrote the lexer');
  expect(await codesIn('shipped')).not.toContain('shared-entry');

  // Taken back, it goes from where it stands, although the roundup moves on.
  expect((await app.say('olga', '/setup roundup-channel same')).text).toContain('go to #general again');
  await app.say('olga', '/setup hide wrote the lexer');
  expect((await textsIn('shipped', 'roundup')).join()).not.toContain('wrote the lexer');
  expect((await textsIn('general', 'shared-entry')).join()).not.toContain('wrote the lexer');
  await app.say('ada', '/log wrote the parser audience:community');
  await app.advance('P7D');
  expect((await textsIn('general', 'roundup')).join()).toContain('wrote the parser');
});
