import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeGuild, FakeUser } from '../../fakes/discord/index.ts';
import { type DiscordHarness, openDiscordHarness } from './discord-harness.ts';

let harness: DiscordHarness;
let guild: FakeGuild;
let ada: FakeUser;

beforeAll(async () => {
  harness = await openDiscordHarness();
  guild = harness.discord.addGuild({ name: 'Harbour' });
  ada = harness.discord.addUser({ username: 'ada' });
  guild.addMember(ada);
});
afterAll(() => harness.close());

describe('/log on Discord', () => {
  test('keeps what was built and shows the streak, to its author alone', async () => {
    const answer = await ada.slash(guild.systemChannel!, 'log', {
      text: 'built a URL shortener',
      minutes: 50,
    });
    expect(answer.failure).toBeUndefined();
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain('built a URL shortener');
    harness.discord.expectNoViolations();
  });

  test('opens a form without text, and keeps what is typed there', async () => {
    const opened = await ada.slash(guild.systemChannel!, 'log');
    expect(opened.modal?.title).toBe('What did you build?');
    const answer = await ada.submitModal(opened, { 'What you built': 'a parser\nand a lexer' });
    expect(answer.text).toContain('a parser');
    harness.discord.expectNoViolations();
  });
});
