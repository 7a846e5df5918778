import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeChannel, FakeUser } from '../../fakes/discord/index.ts';
import { type DiscordHarness, openDiscordHarness, until } from './discord-harness.ts';
import { readDiscord } from './reader.ts';

let harness: DiscordHarness;
let general: FakeChannel;
let ada: FakeUser;
beforeAll(async () => {
  harness = await openDiscordHarness();
  const guild = harness.discord.addGuild({ name: 'Harbour' });
  general = guild.systemChannel!;
  ada = harness.discord.addUser({ username: 'ada', installedApp: true });
  guild.addMember(ada);
  const owner = harness.discord.state.users.get(guild.ownerId)!;
  await owner.slash(general, 'setup channel', { channel: general });
});
afterAll(async () => {
  harness.discord.expectNoViolations();
  await harness.close();
});

/** As the member reads it. */
const shown = ({ text }: { readonly text: string }): string => readDiscord(text).text;
const long = (words: string): string => `${words} `.repeat(3_000).slice(0, 2_900);
const secret = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;

describe('an answer over 2,000 characters on Discord', () => {
  test('loses the end of what was typed, and neither notes nor project nor tags', async () => {
    const answer = await ada.slash(general, 'log', {
      text: `${secret} ${long('*built* a_parser_ and')}`,
      project: 'shortener',
      tag: '"redis","node"',
      audience: 'community',
    });
    for (const words of [
      'Logged for today.',
      '*built* a_parser_ and',
      '…',
      'shortener',
      '#redis',
      '#node',
      'I masked 1 secret.',
      'Shared with Harbour.',
      'The rest is in the attached file.',
    ])
      expect(shown(answer)).toContain(words);
  });

  test('says that a middle was left out', async () => {
    const opened = await ada.slash(general, 'log');
    const answer = await ada.submitModal(opened, {
      'What you built': `${long('one')} ${long('two')}`.slice(0, 4_000),
    });
    expect(shown(answer)).toContain('I left out the middle.');
    const edited = await ada.submitModal(await ada.press(answer.message!, 'Edit'), { Project: 'shortener' });
    for (const words of ['Saved.', 'one one', 'shortener', 'Only for you'])
      expect(shown(edited)).toContain(words);
  });

  test('shows a part of the error, of its cause and of its fix', async () => {
    const given = {
      text: long('it broke'),
      error: long('at line_1'),
      cause: long('a race'),
      fix: long('a lock'),
    };
    const logged = await ada.slash(general, 'stuck', { ...given, project: 'queue', audience: 'community' });
    for (const words of ['it broke', 'at line_1', 'a race', 'a lock', 'queue', 'Shared with Harbour.'])
      expect(shown(logged)).toContain(words);
    const fixed = await ada.select(logged.message!, 'Now: fixed. Change it…', ['open']);
    for (const words of [
      'Saved.',
      'still stuck',
      'it broke',
      'at line_1',
      'a race',
      'a lock',
      'queue',
      'Shared with Harbour',
    ])
      expect(shown(fixed)).toContain(words);
  });

  test('keeps the project in the copy that the community sees', async () => {
    await ada.slash(general, 'log', {
      text: long('another thing'),
      project: 'lighthouse',
      audience: 'community',
    });
    const copy = () =>
      harness.discord.messages(general).find((it) => /another thing/.test(it.text) && !it.ephemeral);
    await harness.bot.deliveryWorker.drain();
    await until(() => copy() !== undefined);
    expect(shown(copy()!)).toContain('ada built something:');
    expect(shown(copy()!)).toContain('lighthouse');
  });
});

test("the bot's own words have no escapes in what Discord hands to notifications", async () => {
  const answer = await ada.slash('dm', 'log', {
    text: 'built the URL-shortener (v1.2): see a.ts:10:5 & snake_case',
  });
  const raw = answer.message!.content;
  expect(raw).toContain('built the URL-shortener (v1.2): see a.ts:10:5 & snake_case');
  expect(raw).not.toContain('\\');
});

describe('what people type on Discord', () => {
  test('an option inside the text stays there, and the answer says so', async () => {
    const answer = await ada.slash(general, 'log', { text: 'built it minutes:50 and more' });
    expect(shown(answer)).toContain('built it minutes:50 and more');
    expect(shown(answer)).toContain(
      'minutes:50 is part of the text now. If you meant it as an option, use Edit.',
    );
  });

  test('all wrong fields of a form are named at once', async () => {
    const opened = await ada.slash(general, 'log');
    const answer = await ada.submitModal(opened, {
      'What you built': ' ',
      'Minutes and #tags': 'many',
      Day: '2020-01-01',
    });
    for (const words of ['Please write something.', 'Minutes must be a whole number', 'is too far back'])
      expect(shown(answer)).toContain(words);
  });
});
