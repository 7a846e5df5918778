import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FakeGuild } from '../../fakes/discord/index.ts';
import { type DiscordHarness, openDiscordHarness } from './discord-harness.ts';

let harness: DiscordHarness;
let harbour: FakeGuild;

beforeAll(async () => {
  harness = await openDiscordHarness({ fake: { rateLimits: false } });
  harbour = harness.discord.addGuild({ name: 'Harbour' });
});
afterAll(async () => {
  harness.discord.expectNoViolations();
  await harness.close();
});

test('the question stands whole in the form, though a description holds 100 characters', async () => {
  const ada = harness.discord.addUser({ username: 'ada' });
  harbour.addMember(ada);
  const channel = harbour.systemChannel!;
  const logged = await ada.slash(channel, 'stuck', {
    text: 'api cannot reach postgres',
    error: 'Error: connect ECONNREFUSED 127.0.0.1:5432',
  });
  const asked = await ada.press(logged.message!, 'Ask me why');
  const opened = await ada.press(asked.message!, 'Answer');
  const question =
    'Which address and port did the program try, and what tells you that Postgres was listening exactly there at that moment?';
  expect(JSON.stringify(opened.modal?.components)).toContain(question);
  const next = await ada.submitModal(opened.modal!, { words: 'it uses localhost from my .env' });
  expect(next.text).toContain('question 2 of up to 5');
});
