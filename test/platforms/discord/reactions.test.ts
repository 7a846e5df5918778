import { GatewayIntentBits } from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { joinDiscord } from '../../../src/app/discord.ts';
import type { FakeChannel, FakeGuild, FakeMessage, FakeUser } from '../../fakes/discord/index.ts';
import { clear } from '../../fakes/discord/model/reactions.ts';
import { atOnce, type DiscordHarness, openDiscordHarness, until } from './discord-harness.ts';
import { readDiscord } from './reader.ts';

const minute = 60_000;
/** A Friday; the roundup comes on Sunday at 18:00. */
const friday = Date.parse('2026-12-04T12:00:00Z');
const sunday = Date.parse('2026-12-06T18:00:00Z') + minute;

let at: number;
let harness: DiscordHarness;
let guild: FakeGuild;
let general: FakeChannel;
let owner: FakeUser;
let ada: FakeUser;
let bob: FakeUser;

async function open(): Promise<void> {
  at = friday;
  harness = await openDiscordHarness({ now: () => at, fake: { rateLimits: false } });
  guild = harness.discord.addGuild({ name: 'Harbour' });
  general = guild.systemChannel!;
  owner = harness.discord.state.users.get(guild.ownerId)!;
  await until(() => harness.discord.messages(general).length > 0);
  await owner.slash(general, 'setup channel', { channel: general });
  ada = await member('ada');
  bob = await member('bob');
}

async function close(): Promise<void> {
  harness.discord.expectNoViolations();
  await harness.close();
}

function visitor(username: string): FakeUser {
  const user = harness.discord.addUser({ username });
  guild.addMember(user);
  return user;
}

async function member(username: string): Promise<FakeUser> {
  const user = visitor(username);
  await user.slash(general, 'start', { zone: 'UTC', time: '11:00' });
  return user;
}

const copies = (): readonly FakeMessage[] =>
  harness.discord.messages(general).filter((it) => it.labels.some((label) => label.startsWith('👏')));

async function shared(text: string, author = ada): Promise<FakeMessage> {
  const before = copies().length;
  await author.slash(general, 'log', { text, audience: 'community' });
  await until(() => copies().length > before);
  const copy = copies().at(-1)!;
  await until(async () => (await entryOf(copy)) !== undefined);
  return copy;
}

async function entryOf({ channel, id }: FakeMessage) {
  const community = await harness.store.communities.findByExternal('discord', guild.id);
  return harness.store.entries.findByPost(community!.id, { channel: channel.id, message: id });
}

const shows = (copy: FakeMessage, label: string) => until(() => copy.labels.includes(label));
const requests = (route: RegExp) => harness.discord.requests.filter((it) => route.test(it.route)).length;

/** What was told before is handled when this is. */
async function everythingToldIsHandled(): Promise<void> {
  const copy = await shared('the end of it');
  bob.react(copy, '👏');
  await shows(copy, '👏 1 cheer');
}

async function stopListening(): Promise<void> {
  await harness.platform.stop();
}

async function listenAgain(): Promise<void> {
  const { bot, store, log, discord } = harness;
  const options = { token: discord.token, apiUrl: discord.apiUrl, ws: atOnce };
  const platform = joinDiscord({ bot, store, now: () => at, log, options });
  const { close } = harness;
  harness = {
    ...harness,
    platform,
    async close() {
      await platform.stop();
      await close();
    },
  };
  expect(await platform.start(bot.dispatcher)).toEqual({ ok: true });
}

async function roundup(): Promise<string> {
  at = sunday;
  await harness.bot.deliveryWorker.drain();
  const posted = harness.discord.messages(general).filter((it) => it.content.includes('at Harbour'));
  expect(posted).toHaveLength(1);
  return readDiscord(posted[0]?.content ?? '').text;
}

describe('a reaction to a shared copy on Discord (R47)', () => {
  beforeAll(open, 60_000);
  afterAll(close);

  test('is a cheer, one a person however many they give, in any skin tone and as a super reaction', async () => {
    const copy = await shared('built a parser');
    bob.react(copy, '👏🏽');
    await shows(copy, '👏 1 cheer');
    for (const emoji of ['👏', '❤️', '🎉', '🔥', '💪']) bob.react(copy, emoji);
    bob.react(copy, '💪', { burst: true });
    owner.react(copy, '🔥', { burst: true });
    await everythingToldIsHandled();
    expect(copy.labels).toEqual(['👏 1 cheer']);
    const cy = await member('cy');
    cy.react(copy, '❤️');
    await shows(copy, '👏 2 cheers');
    expect(copy.pings.users).toEqual([]);
  });

  test('goes when the last of their reactions goes', async () => {
    const copy = await shared('built a parser');
    bob.react(copy, '👏');
    bob.react(copy, '🔥');
    await shows(copy, '👏 1 cheer');
    bob.unreact(copy, '👏');
    await everythingToldIsHandled();
    expect(copy.labels).toEqual(['👏 1 cheer']);
    bob.unreact(copy, '🔥');
    await shows(copy, '👏 Cheer');
    expect(await entryOf(copy)).toMatchObject({ kudos: [] });
    expect(await entryOf(copy)).not.toHaveProperty('reacted');
  });

  test('and the button are one cheer, which lasts once the button gave it', async () => {
    const [first, second] = [await shared('built a parser'), await shared('built a lexer')];
    bob.react(first, '👏');
    await shows(first, '👏 1 cheer');
    expect((await bob.press(first, '👏 1 cheer')).text).toContain('You already cheered that one');
    await bob.press(second, '👏 Cheer');
    bob.react(second, '👏');
    for (const copy of [first, second]) bob.unreact(copy, '👏');
    await everythingToldIsHandled();
    expect([first.labels, second.labels]).toEqual([['👏 1 cheer'], ['👏 1 cheer']]);
  });

  test('that is told twice is one', async () => {
    const copy = await shared('built a parser');
    const { dispatch } = harness.discord.state;
    harness.discord.state.dispatch = (event) => dispatch(event) + dispatch(event);
    bob.react(copy, '👏');
    await shows(copy, '👏 1 cheer');
    bob.unreact(copy, '👏');
    await shows(copy, '👏 Cheer');
    bob.react(copy, '👏');
    await everythingToldIsHandled();
    harness.discord.state.dispatch = dispatch;
    expect((await entryOf(copy))?.kudos).toHaveLength(1);
  });

  test('goes too when a moderator removes it, but not where they removed another emoji', async () => {
    const copy = await shared('built a parser');
    bob.react(copy, '👏');
    bob.react(copy, '🔥');
    await shows(copy, '👏 1 cheer');
    clear(copy, '🔥');
    await everythingToldIsHandled();
    expect(copy.labels).toEqual(['👏 1 cheer']);
    clear(copy);
    await shows(copy, '👏 Cheer');
  });

  test('stays a cheer where Discord does not say what is left', async () => {
    const copy = await shared('built a parser');
    bob.react(copy, '👏');
    await shows(copy, '👏 1 cheer');
    general.setBotPermissions({ deny: ['ReadMessageHistory'] });
    bob.unreact(copy, '👏');
    await everythingToldIsHandled();
    general.setBotPermissions({ allow: ['ReadMessageHistory'] });
    expect(copy.labels).toEqual(['👏 1 cheer']);
  });

  test('of nobody here, of a bot, of its author, or otherwise no cheer stores and asks for nothing', async () => {
    const copy = await shared('built a parser');
    const stranger = visitor('stranger');
    const robot = harness.discord.addUser({ username: 'robot', bot: true });
    guild.addMember(robot);
    const people = () => harness.store.connection.collection('people').countDocuments();
    const members = () => harness.store.connection.collection('members').countDocuments();
    const events = () => harness.store.connection.collection('events').countDocuments();
    const before = [await people(), await members()];
    const [hashes, asked] = [await events(), requests(/GET .*messages/)];
    stranger.react(copy, '👏');
    stranger.unreact(copy, '👏');
    robot.react(copy, '👏');
    ada.react(copy, '👏');
    bob.react(copy, '👍');
    bob.react(copy, { id: '123456789012345678', name: '👏' });
    const talk = stranger.post(general, 'hello');
    bob.react(talk, '👏');
    const welcome = harness.discord.messages(general).find((it) => it.author.bot)!;
    bob.react(welcome, '👏');
    await until(() => bob.inbox.length > 0);
    bob.react(bob.inbox[0]!, '👏');
    await until(async () => (await events()) === hashes);
    const end = await shared('the end of it');
    bob.react(end, '👏');
    await shows(end, '👏 1 cheer');
    expect([await people(), await members()]).toEqual(before);
    expect(await entryOf(copy)).toMatchObject({ kudos: [] });
    expect(copy.labels).toEqual(['👏 Cheer']);
    expect(requests(/GET .*messages/)).toBe(asked);
  });

  test('to what is not shared any more is nothing', async () => {
    const copy = await shared('built a parser');
    const entry = await entryOf(copy);
    // The copy stands a moment longer than its entry is shared.
    await harness.store.entries.save({ ...entry!, hidden: true });
    bob.react(copy, '👏');
    await everythingToldIsHandled();
    expect(await harness.store.entries.find(entry!.personId, entry!.id)).toMatchObject({ kudos: [] });
  });

  test('is not told without the intent', async () => {
    const session = [...harness.discord.gateway.sessions.values()][0]!;
    expect(session.intents & GatewayIntentBits.GuildMessageReactions).not.toBe(0);
    const { intents } = session;
    Object.assign(session, { intents: GatewayIntentBits.Guilds });
    const copy = await shared('built a parser');
    bob.react(copy, '👏');
    Object.assign(session, { intents });
    await everythingToldIsHandled();
    expect(copy.labels).toEqual(['👏 Cheer']);
  });
});

describe('a reaction that Discord told nobody (R47)', () => {
  beforeEach(open, 60_000);
  afterEach(close);

  test('is counted before the roundup, and one that went is not', async () => {
    const [first, second, third] = [
      await shared('built a parser'),
      await shared('built a lexer'),
      await shared('built a compiler'),
    ];
    bob.react(first, '👏');
    await shows(first, '👏 1 cheer');
    await stopListening();
    bob.unreact(first, '👏');
    bob.react(second, '🎉');
    owner.react(second, '👏', { burst: true });
    visitor('stranger').react(third, '👏');
    await listenAgain();
    expect(await roundup()).toContain('built a lexer (👏 1)');
    await shows(second, '👏 1 cheer');
    await shows(first, '👏 Cheer');
    expect(third.labels).toEqual(['👏 Cheer']);
  });

  test('costs a request a page, and one for each emoji that somebody gave', async () => {
    for (let n = 0; n < 6; n++) await shared(`built part ${n}`);
    bob.react(copies()[3]!, '👍');
    bob.react(copies()[4]!, '👏');
    await shows(copies()[4]!, '👏 1 cheer');
    const before = requests(/GET .*messages/);
    await roundup();
    expect(requests(/GET .*messages/) - before).toBe(2);
  });

  test('lasts when the copy is hidden and comes back, for the reactions went with it', async () => {
    const copy = await shared('built a parser');
    bob.react(copy, '👏');
    await shows(copy, '👏 1 cheer');
    const hidden = await owner.slash(general, 'setup hide', { entry: 'parser' });
    await owner.press(hidden.message!, 'Show it again');
    await until(() => copies().some((it) => !it.deleted && it !== copy && it.labels.includes('👏 1 cheer')));
    expect(await roundup()).toContain('built a parser (👏 1)');
  });

  test('holds no roundup back where Discord does not let it be read', async () => {
    const copy = await shared('built a parser');
    await stopListening();
    bob.react(copy, '👏');
    await listenAgain();
    harness.discord.faults.status('GET /channels/:id/messages', 403, 9);
    expect(await roundup()).toContain('built a parser');
    expect(copy.labels).toEqual(['👏 Cheer']);
  });

  test('is found among what others write, and where copies are gone', async () => {
    const copy = await shared('built a parser');
    const gone = await shared('built a lexer');
    for (let n = 0; n < 130; n++) bob.post(general, `talk ${n}`);
    const last = await shared('built a compiler');
    await stopListening();
    for (const it of [copy, last]) bob.react(it, '👏');
    gone.deleted = true;
    await listenAgain();
    const text = await roundup();
    expect(text).toContain('(👏 1)');
    await shows(copy, '👏 1 cheer');
    await shows(last, '👏 1 cheer');
  });
});
