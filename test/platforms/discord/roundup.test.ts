import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeChannel, FakeMessage, FakeUser } from '../../fakes/discord/index.ts';
import { type DiscordHarness, openDiscordHarness, until } from './discord-harness.ts';
import { readDiscord } from './reader.ts';

const [minute, hour] = [60_000, 3_600_000];
/** A Sunday, two hours after the cut-off of a roundup at 18:00. */
const sunday = Date.parse('2026-12-06T20:00:00Z');

let at = Date.parse('2026-12-06T12:00:00Z');
let harness: DiscordHarness;
let general: FakeChannel;
let owner: FakeUser;
let ada: FakeUser;

beforeAll(async () => {
  harness = await openDiscordHarness({ now: () => at });
  const guild = harness.discord.addGuild({ name: 'Harbour' });
  general = guild.systemChannel!;
  owner = harness.discord.state.users.get(guild.ownerId)!;
  ada = harness.discord.addUser({ username: 'ada' });
  guild.addMember(ada);
  await until(() => harness.discord.messages(general).length > 0);
  await owner.slash(general, 'setup channel', { channel: general });
});
afterAll(() => harness.close());

async function to(instant: number): Promise<void> {
  at = instant;
  await harness.bot.deliveryWorker.drain();
}

const roundups = (): readonly FakeMessage[] =>
  harness.discord.messages(general).filter((it) => / at Harbour, /.test(words(it.content)));
/** What is read of a message. */
const words = (source = ''): string => readDiscord(source).text;
const altOf = (message: FakeMessage | undefined): string | undefined => message?.attachments[0]?.description;
const log = (text: string) => ada.slash(general, 'log', { text, audience: 'community' });

describe('a roundup on Discord', () => {
  test('covers one period in its text and in its picture, and the same one after a hide', async () => {
    await to(sunday);
    for (const text of ['one', 'two', 'three']) await log(text);
    await to(sunday + 64 * hour);
    for (const text of ['four', 'five']) await log(text);
    await to(sunday + 7 * 24 * hour - 2 * hour + minute);
    await until(() => altOf(roundups().at(-1)) !== undefined);
    const posted = roundups().at(-1);
    expect(words(posted?.content)).toContain('The week at Harbour, 6 – 13 Dec');
    expect(words(posted?.content)).toContain('ada showed up.');
    expect(words(posted?.content)).toContain('ada: three');
    const alt = 'The roundup of 6 – 13 Dec in Harbour. Built: ada: three.';
    expect(altOf(posted)).toBe(alt);
    await owner.slash(general, 'setup hide', { entry: 'three' });
    const redrawn = roundups().at(-1);
    expect(words(redrawn?.content)).toContain('The week at Harbour, 6 – 13 Dec');
    expect(words(redrawn?.content)).not.toContain('three');
    expect(altOf(redrawn)).toBe(alt.replace('three', 'four'));
  });

  test('is posted by hand after its organiser read when the next one comes', async () => {
    await to(Date.parse('2026-12-14T10:00:00Z'));
    const preview = await owner.slash(general, 'roundup');
    expect(words(preview.text)).toContain(
      'If you post it now, the next one comes Sun 27 Dec at 18:00, in 13 days.',
    );
    const before = roundups().length;
    const asked = await owner.slash(general, 'roundup', { action: 'post' });
    expect(words(asked.text)).toContain('the next one comes Sun 27 Dec at 18:00, in 13 days.');
    expect(roundups()).toHaveLength(before);
    const done = await owner.press(asked.message!, 'Post it now');
    expect(words(done.text)).toBe('On its way! The next one comes Sun 27 Dec at 18:00.');
    await until(() => roundups().length === before + 1);
    const unanswered = await owner.press(asked.message!, 'Post it now');
    expect(words(unanswered.text)).toContain('already');
  });

  test('that an old button would post is asked about anew, with what holds now', async () => {
    await to(Date.parse('2026-12-21T10:00:00Z'));
    const old = await owner.slash(general, 'roundup');
    expect(words(old.text)).toContain('in 13 days');
    await to(Date.parse('2026-12-28T10:00:00Z'));
    const asked = await owner.press(old.message!, 'Post it now');
    expect(words(asked.text)).toContain('Post the roundup now?');
    expect(words(asked.text)).toContain('the next one comes Sun 10 Jan at 18:00, in 13 days.');
    harness.discord.expectNoViolations();
  });
});
