import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Destination } from '../../../src/chat/messenger.ts';
import type { FakeGuild, FakeUser } from '../../fakes/discord/index.ts';
import { type Adapter, openAdapter, reply } from './adapter.ts';

let it: Adapter;
let guild: FakeGuild;
let ada: FakeUser;
let dm: Destination;
let general: Destination;
const post = 'POST /channels/:id/messages';
const row = [[{ id: 'one', label: 'One', style: 'secondary' as const, opensForm: false }]];

beforeAll(async () => {
  it = await openAdapter({ fake: { rateLimits: false } });
  guild = it.discord.addGuild();
  ada = it.discord.addUser({ username: 'ada' });
  guild.addMember(ada);
  general = { platform: 'discord', team: guild.id, channel: guild.systemChannel!.id };
  const opened = await it.platform.messenger.openDm({ platform: 'discord', user: ada.id });
  if (!opened.ok) throw new Error(opened.reason);
  dm = opened.destination;
});
afterAll(() => it.close());
afterEach(() => {
  it.discord.faults.clear();
  it.discord.expectNoViolations();
});

const send = (to: Destination, id: string) =>
  it.platform.messenger.send(to, reply('Hello', { buttons: row }), id);

describe('a message that the bot sends by itself', () => {
  test('arrives in the DM, and its reference can edit and remove it', async () => {
    const sent = await send(dm, 'd1');
    expect(sent).toEqual({ ok: true, post: { ...dm, message: ada.inbox.at(-1)!.id } });
    if (!sent.ok) return;
    await it.platform.messenger.edit(sent.post, reply('<@1> **bye**'));
    expect(ada.inbox.at(-1)).toMatchObject({ content: '\\<@1> \\*\\*bye\\*\\*', labels: [] });
    expect(await it.platform.messenger.remove(sent.post)).toMatchObject({ ok: true });
    expect(await it.platform.messenger.remove(sent.post)).toMatchObject({
      kind: 'permanent',
      reason: 'message-gone',
    });
    expect(await it.platform.messenger.edit(sent.post, reply('x'))).toMatchObject({ reason: 'message-gone' });
  });

  test('is one message, however often its delivery is sent', async () => {
    const before = ada.inbox.length;
    const both = await Promise.all([send(dm, 'd2'), send(dm, 'd2')]);
    expect(ada.inbox.length).toBe(before + 1);
    expect(both[0]).toEqual(both[1]);
  });

  test('brings its picture, whichever HTTP client the process loaded first', async () => {
    const usual = getGlobalDispatcher();
    setGlobalDispatcher(new Agent({ connect: (_options, done) => done(new Error('not ours'), null) }));
    const picture = { fileName: 'year.png', png: new Uint8Array([1]), alt: 'A year', width: 1, height: 1 };
    const sent = await it.platform.messenger.send(dm, reply('Look', { picture }), 'd-picture');
    setGlobalDispatcher(usual);
    expect(sent).toMatchObject({ ok: true });
    expect(ada.inbox.at(-1)?.attachments).toHaveLength(1);
  });

  test('whose response was lost is not sent twice', async () => {
    const before = ada.inbox.length;
    it.discord.faults.dropAfterAccept(post);
    expect(await send(dm, 'd3')).toMatchObject({ ok: true });
    expect(ada.inbox.length).toBe(before + 1);
  });

  test('is found long after its nonce was forgotten, and another one is not', async () => {
    const sent = await send(dm, 'd4');
    expect(sent).toMatchObject({ ok: true });
    for (const message of ada.inbox) Object.assign(message.origin, { nonce: undefined });
    expect(await it.platform.messenger.find?.(dm, 'd4')).toEqual(sent.ok && sent.post);
    expect(await it.platform.messenger.find?.(dm, 'd5')).toBe('absent');
  });

  test('of which nobody can say whether it arrived is uncertain', async () => {
    it.discord.faults.status('GET /channels/:id/messages', 500, 5);
    expect(await it.platform.messenger.find?.(dm, 'd4')).toBeUndefined();
  });
});

describe('what Discord refuses', () => {
  test('by its own rules is named', async () => {
    const closed = it.discord.addUser({ dms: 'closed' });
    guild.addMember(closed);
    const shut = await it.platform.messenger.openDm({ platform: 'discord', user: closed.id });
    expect(shut.ok && (await send(shut.destination, 'c1'))).toMatchObject({
      kind: 'permanent',
      reason: 'dm-closed',
    });

    const stranger = it.discord.addUser();
    const alone = await it.platform.messenger.openDm({ platform: 'discord', user: stranger.id });
    expect(alone.ok && (await send(alone.destination, 'c2'))).toMatchObject({
      kind: 'permanent',
      reason: 'dm-closed',
    });

    const readOnly = guild.addChannel({ botMayWrite: false });
    expect(await send({ ...general, channel: readOnly.id }, 'c3')).toMatchObject({
      kind: 'permanent',
      reason: 'no-permission',
    });
    const hidden = guild.addChannel({ botMayRead: false });
    expect(await send({ ...general, channel: hidden.id }, 'c4')).toMatchObject({
      kind: 'permanent',
      reason: 'no-permission',
    });
    expect(await send({ ...general, channel: '1' }, 'c5')).toMatchObject({
      kind: 'permanent',
      reason: 'channel-gone',
    });
    expect(await it.platform.messenger.openDm({ platform: 'discord', user: '1' })).toMatchObject({
      reason: 'account-gone',
    });
  });

  test('as missing access is no closed DM: it waits', async () => {
    it.discord.faults.status(post, 403, 1, { code: 50001 });
    expect(await send(dm, 'e1')).toEqual({
      ok: false,
      kind: 'retry',
      reason: 'no-access',
      awaits: 'session',
      detail: '403: planned by the test (50001)',
    });
  });

  test.each([
    [{ code: 50278 }, 403, 'permanent', 'dm-closed'],
    [{ code: 50013 }, 403, 'permanent', 'no-permission'],
    [{ code: 10003 }, 404, 'permanent', 'channel-gone'],
    [{ code: 40003 }, 400, 'retry', 'rate-limited'],
    [{ code: 200000 }, 400, 'permanent', 'blocked'],
  ])('%o is %s %s %s', async (fault, status, kind, reason) => {
    it.discord.faults.status(post, status, 1, fault);
    expect(await send(dm, `f${JSON.stringify(fault)}`)).toMatchObject({ ok: false, kind, reason });
  });

  test('as malformed is a defect, logged with its field', async () => {
    const bad = reply('x', { buttons: [[{ ...row[0]![0]!, id: 'i'.repeat(101) }]] });
    expect(await it.platform.messenger.send(dm, bad, 'g1')).toMatchObject({
      kind: 'permanent',
      reason: 'invalid',
    });
    expect(it.logged.at(-1)).toMatchObject({
      level: 'error',
      facts: { detail: expect.stringContaining('custom_id') },
    });
    it.discord.takeViolations();
  });

  test('for a long time goes back to its delivery; a short wait is waited for', async () => {
    it.discord.faults.status(post, 429, 1, { retryAfterMs: 60_000, scope: 'user' });
    const refused = await send(dm, 'h1');
    expect(refused).toMatchObject({ ok: false, kind: 'retry', reason: 'rate-limited' });
    expect(!refused.ok && refused.retryAfterMs).toBeGreaterThanOrEqual(60_000);
  });

  test('to everybody is waited for by everybody, who then go one by one', async () => {
    const before = it.discord.requests.length;
    it.discord.faults.storm(post, 600);
    await Promise.all(Array.from({ length: 40 }, (_, n) => send(dm, `storm ${n}`)));
    const posts = it.discord.requests.slice(before).filter((request) => request.route === post);
    expect(posts.filter((request) => request.status === 429)).toHaveLength(1);
    const passed = posts.filter((request) => request.status === 200).map((request) => request.arrivedMs);
    expect(passed).toHaveLength(40);
    const lump = Math.max(
      ...passed.map((from) => passed.filter((at) => at >= from && at < from + 200).length),
    );
    expect(lump).toBeLessThanOrEqual(15);
  });

  test('with 5xx again and again is uncertain', async () => {
    it.discord.faults.status(post, 502, 3);
    expect(await send(general, 'h2')).toMatchObject({ ok: false, kind: 'uncertain', reason: 'unavailable' });
  });
});

describe('before something is posted in a channel', () => {
  test('the bot knows whether it may', async () => {
    expect(await it.platform.messenger.mayPost(general)).toEqual({ ok: true });
  });

  test('what is missing is named as in the settings of Discord', async () => {
    const channel = guild.addChannel();
    channel.setBotPermissions({ deny: ['SendMessages', 'AttachFiles'] });
    expect(await it.platform.messenger.mayPost({ ...general, channel: channel.id })).toEqual({
      ok: false,
      missing: 'I need Send Messages and Attach Files there (Edit Channel, Permissions)',
    });
    channel.setBotPermissions({ allow: ['SendMessages', 'AttachFiles'] });
    expect(await it.platform.messenger.mayPost({ ...general, channel: channel.id })).toEqual({ ok: true });
  });

  test('a thread has the permissions of its channel, and one of its own', async () => {
    const channel = guild.addChannel();
    const thread = { ...general, channel: guild.addThread(channel).id };
    channel.setBotPermissions({ deny: ['SendMessages'], allow: ['SendMessagesInThreads'] });
    expect(await it.platform.messenger.mayPost(thread)).toEqual({ ok: true });
    expect(await send(thread, 'in a thread')).toMatchObject({ ok: true });
    channel.setBotPermissions({ deny: ['SendMessagesInThreads'], allow: ['SendMessages'] });
    expect(await send(thread, 'no more')).toMatchObject({ reason: 'no-permission' });
    expect(await it.platform.messenger.mayPost(thread)).toEqual({
      ok: false,
      missing:
        'I need Send Messages in Threads there (Edit Channel, Permissions, of the channel that the thread is in)',
    });
  });

  test('a locked thread takes messages of those who manage threads', async () => {
    const channel = guild.addChannel();
    channel.setBotPermissions({ allow: ['SendMessagesInThreads'] });
    const thread = { ...general, channel: guild.addThread(channel, { locked: true }).id };
    expect(await it.platform.messenger.mayPost(thread)).toMatchObject({
      missing: expect.stringContaining('Manage Threads'),
    });
    channel.setBotPermissions({ allow: ['ManageThreads'] });
    expect(await it.platform.messenger.mayPost(thread)).toEqual({ ok: true });
  });

  test("a channel that is hidden, gone or another server's is told apart", async () => {
    const hidden = guild.addChannel({ botMayRead: false });
    const may = async (channel: string) => it.platform.messenger.mayPost({ ...general, channel });
    expect(await may(hidden.id)).toMatchObject({ missing: expect.stringContaining('View Channel') });
    expect(await may('1')).toMatchObject({ missing: expect.stringContaining("doesn't exist") });
    const other = it.discord.addGuild();
    expect(await may(other.systemChannel!.id)).toMatchObject({
      missing: expect.stringContaining('of this server'),
    });
  });
});

describe('an erasure', () => {
  test("takes back the bot's messages, and leaves the person's own", async () => {
    const eve = it.discord.addUser({ username: 'eve' });
    guild.addMember(eve);
    const opened = await it.platform.messenger.openDm({ platform: 'discord', user: eve.id });
    if (!opened.ok) throw new Error(opened.reason);
    for (const id of ['k1', 'k2', 'k3']) await send(opened.destination, id);
    // What it says there to a message is none of its own business here.
    await it.platform.stop();
    const mine = eve.post('dm', 'mine');
    const left = await it.platform.messenger.forget?.({ platform: 'discord', user: eve.id });
    expect(left).toEqual({
      own: 1,
      refused: 0,
      unfinished: false,
      links: [`https://discord.com/channels/@me/${eve.dm?.id}/${mine.id}`],
    });
    expect(eve.inbox.map((message) => message.text)).toEqual(['mine']);
  });
});
