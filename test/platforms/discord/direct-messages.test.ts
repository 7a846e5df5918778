import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { joinDiscord } from '../../../src/app/discord.ts';
import type { FakeGuild, FakeUser } from '../../fakes/discord/index.ts';
import { atOnce, type DiscordHarness, openDiscordHarness, until } from './discord-harness.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** 10:00 in UTC. */
const morning = Date.parse('2027-03-10T10:00:00Z');

let at: number;
let harness: DiscordHarness;
let guild: FakeGuild;
let ada: FakeUser;

beforeEach(async () => {
  at = morning;
  harness = await openDiscordHarness({ now: () => at, fake: { rateLimits: false } });
  guild = harness.discord.addGuild();
  ada = await member();
});
afterEach(async () => {
  harness.discord.expectNoViolations();
  await harness.close();
});

async function member(): Promise<FakeUser> {
  const user = harness.discord.addUser();
  guild.addMember(user);
  await user.slash(guild.systemChannel!, 'start', { zone: 'UTC', time: '11:00' });
  await until(() => user.inbox.length === 1);
  return user;
}

async function entriesOf(user: FakeUser) {
  const person = await harness.store.people.findByIdentity({ platform: 'discord', user: user.id });
  return person ? harness.store.entries.list(person.id, {}, { limit: 100 }) : [];
}

const said = (user: FakeUser) => user.inbox.filter((it) => it.author !== user);
/** What the bot says next, after `act`. */
async function answerTo(user: FakeUser, act: () => unknown) {
  const before = said(user).length;
  act();
  await until(() => said(user).length > before);
  return said(user).at(-1)!;
}
const advance = async (ms: number) => {
  at += ms;
  await harness.bot.deliveryWorker.drain();
};

/** The same bot, started on Discord again: nothing of its memory is left but what is stored. */
async function startAgain() {
  const { bot, store, log, discord } = harness;
  const options = { token: discord.token, apiUrl: discord.apiUrl, ws: atOnce };
  const platform = joinDiscord({ bot, store, now: () => at, log, options });
  const { platform: before } = harness;
  harness = {
    ...harness,
    platform,
    close: async () => {
      await platform.stop();
      await bot.deliveryWorker.stop();
      await discord.close();
    },
  };
  expect(await platform.start(bot.dispatcher)).toEqual({ ok: true });
  return before;
}

describe('a message in the DM on Discord', () => {
  test('is logged, and answered where it stands', async () => {
    const message = ada.post(
      'dm',
      'built the parser with <@123456789012345678> and <:ship:123456789012345678>',
    );
    await until(() => said(ada).length === 2);
    const answer = said(ada).at(-1)!;
    expect(answer.text).toContain('Logged for today');
    expect(answer.origin.repliesTo).toBe(message);
    expect(answer.pings.users).toEqual([]);
    expect(await entriesOf(ada)).toMatchObject([
      { text: 'built the parser with @somebody and :ship:', at: message.createdAt },
    ]);
  });

  test('the first time says what typing does, and its buttons work', async () => {
    const answer = await answerTo(ada, () => ada.post('dm', 'built the parser'));
    expect(answer.text).toContain('/settings typing:off');
    const pressed = await ada.press(answer, 'Undo');
    expect(pressed.text).toContain('Undone');
    expect(await entriesOf(ada)).toEqual([]);
  });

  test('what the bot writes itself, in a server, or somebody else is no answer', async () => {
    guild.systemChannel && ada.post(guild.systemChannel, 'words for people');
    await advance(hour);
    await answerTo(ada, () => ada.post('dm', 'built the parser'));
    expect(await entriesOf(ada)).toMatchObject([{ text: 'built the parser' }]);
    expect(harness.observed.filter((it) => it.route === 'message')).toHaveLength(1);
  });

  test('an unknown sender is told once what this is, and nobody is stored', async () => {
    const eve = harness.discord.addUser({ installedApp: true });
    const answer = await answerTo(eve, () => eve.post('dm', 'hello there'));
    expect(answer.text).toContain("I'm Shipmate");
    eve.post('dm', 'are you there?');
    await answerTo(ada, () => ada.post('dm', 'built the parser'));
    expect(said(eve)).toHaveLength(1);
    expect(await harness.store.people.findByIdentity({ platform: 'discord', user: eve.id })).toBeUndefined();
    expect((await ada.press(said(ada).at(-1)!, 'Undo')).text).toContain('Undone');
  });

  test('4,000 characters are one entry, and the answer fits', async () => {
    const answer = await answerTo(ada, () => ada.post('dm', `built it ${'long story '.repeat(362)}`));
    const [entry] = await entriesOf(ada);
    expect(entry?.text.length).toBeLessThanOrEqual(3_000);
    expect(answer.text).toContain('left out the middle');
  });

  test('editing it edits the entry; the preview of a link changes nothing', async () => {
    const message = ada.post('dm', 'bilt https://example.org/parser today');
    await until(() => said(ada).length === 2);
    ada.previewLink(message);
    const answer = await answerTo(ada, () => ada.editPost(message, 'built https://example.org/parser today'));
    expect(answer.text).toContain('I changed the entry too');
    expect((await entriesOf(ada)).map((it) => it.text)).toEqual(['built https://example.org/parser today']);
  });

  test('after its date closed an edit is offered, and then reads the message as it stands', async () => {
    const message = ada.post('dm', 'bilt the parser');
    await until(() => said(ada).length === 2);
    at += 5 * day;
    const offer = await answerTo(ada, () => ada.editPost(message, 'built the parser'));
    expect((await entriesOf(ada))[0]?.text).toBe('bilt the parser');
    at += minute;
    ada.editPost(message, 'built the whole parser');
    await until(() => said(ada).length === 4);
    await ada.press(offer, 'Change it');
    expect((await entriesOf(ada))[0]?.text).toBe('built the whole parser');
  });

  test('deleting it offers to delete the entry, also after a start', async () => {
    const message = ada.post('dm', 'built the parser');
    await until(() => said(ada).length === 2);
    await harness.platform.stop();
    await startAgain();
    const offer = await answerTo(ada, () => ada.deletePost(message));
    expect(offer.text).toContain('Should I delete the entry too?');
    const asked = await ada.press(offer, 'Delete it');
    await ada.press(asked.message!, asked.labels.find((it) => it.startsWith('Delete'))!);
    expect(await entriesOf(ada)).toEqual([]);
  });

  test('a reply to an older prompt is for its date', async () => {
    await advance(hour);
    const prompt = said(ada).at(-1)!;
    at += day;
    await answerTo(ada, () => ada.post('dm', 'built it yesterday', { repliesTo: prompt }));
    expect(await entriesOf(ada)).toMatchObject([{ day: Math.floor(morning / day), backdated: true }]);
  });

  test('an offer reads the message when its button is pressed', async () => {
    const message = ada.post('dm', 'refactoring');
    await until(() => said(ada).length === 2);
    ada.editPost(message, 'refactoring, all of it');
    await ada.press(said(ada).at(-1)!, 'Log it');
    expect((await entriesOf(ada)).map((it) => it.text)).toEqual(['refactoring, all of it']);
  });

  test('an answer that is refused is told in the next one', async () => {
    harness.discord.faults.status('POST /channels/:id/messages', 400, 1);
    ada.post('dm', 'built the unseen');
    await until(async () => (await entriesOf(ada)).length === 1);
    await until(async () => {
      const person = await harness.store.people.findByIdentity({ platform: 'discord', user: ada.id });
      return (person?.undelivered?.length ?? 0) > 0;
    });
    expect((await ada.slash('dm', 'streak')).text).toContain('built the unseen');
  });
});

describe('what was written on Discord while nobody listened', () => {
  test('twenty messages are read at the next start, and one answer says it', async () => {
    await advance(hour);
    await harness.platform.stop();
    for (let i = 0; i < 20; i++) {
      at += minute;
      ada.post('dm', `built part ${i}`);
    }
    const answer = await answerTo(ada, startAgain);
    expect(answer.text).toContain('You wrote 20 messages meanwhile');
    const entries = await entriesOf(ada);
    expect(new Set(entries.map((it) => it.text)).size).toBe(20);
    expect(entries[0]?.at).toBe(morning + hour + 20 * minute);
    await advance(9 * hour);
    expect(said(ada).at(-1)).toBe(answer);
  });

  test('is read before the nudge where no start found it', async () => {
    await advance(hour);
    // The prompt is answered, as far as the start knows, and the message of the day after was lost.
    await answerTo(ada, () => ada.post('dm', 'built the parser'));
    at += day;
    await harness.platform.stop();
    ada.post('dm', 'built the lexer before the prompt');
    await startAgain();
    await advance(minute);
    await until(async () => (await entriesOf(ada)).length === 2);
    const texts = said(ada).map((it) => it.text);
    expect(texts.filter((it) => it.includes('built the lexer'))).toHaveLength(1);
  });

  test('in one session a DM is read once, and what comes live costs nothing more', async () => {
    const read = () =>
      harness.discord.requests.filter((it) => it.method === 'GET' && it.route.endsWith('/messages')).length;
    await advance(hour);
    const once = read();
    expect(once).toBeGreaterThan(0);
    await advance(9 * hour);
    await advance(15 * hour);
    expect(read()).toBe(once);
    expect(said(ada).length).toBeGreaterThanOrEqual(4);
  });

  test('a session that is lost is read after, one that is resumed brings its messages itself', async () => {
    await advance(hour);
    harness.discord.faults.invalidSession();
    ada.post('dm', 'built before the session ended');
    await until(async () => (await entriesOf(ada)).length === 1, 15_000);
    harness.discord.faults.killSocket();
    ada.post('dm', 'built while the line was cut');
    await until(async () => (await entriesOf(ada)).length === 2, 15_000);
    await until(() => said(ada).filter((it) => it.text.includes('Logged for today')).length === 2);
  });

  test('a DM that cannot be read leaves the reminder as it is', async () => {
    harness.discord.faults.status('GET /channels/:id/messages', 500, 20);
    await advance(hour);
    expect(said(ada)).toHaveLength(2);
    harness.discord.faults.clear();
  });
});
