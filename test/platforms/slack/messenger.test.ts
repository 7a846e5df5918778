import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { md } from '../../../src/chat/markdown.ts';
import type { Destination } from '../../../src/chat/messenger.ts';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import { openSlackHarness, type SlackHarness } from './slack-harness.ts';

let harness: SlackHarness;
let ada: FakeUser;
let general: FakeChannel;
let now = Date.UTC(2026, 10, 21, 9);

beforeAll(async () => {
  harness = await openSlackHarness({ now: () => now, timing: { fanOutTimeoutMs: 300 } });
});
afterAll(() => harness.close());
beforeEach(() => {
  now += 60 * 60_000;
  ada = harness.team.addUser();
  general = harness.team.addChannel({ name: `general-${now}`, botIn: true });
});
afterEach(() => {
  harness.slack.faults.clear();
  harness.slack.rateLimits.enabled = true;
  harness.slack.rateLimits.history = 'tier';
  harness.slack.requests.length = 0;
  harness.logged.length = 0;
});

const reply = { code: 'prompt', visibility: 'private', text: md`**What did you build?**` } as const;
const inDm = (): Destination => ({ platform: 'slack', team: harness.team.id, channel: ada.dm });
const inGeneral = (): Destination => ({ platform: 'slack', team: harness.team.id, channel: general.id });
const messenger = () => harness.platform.messenger;
const find = (id: string, to = inDm()) => messenger().find?.(to, id);

describe('a message that is sent by itself', () => {
  test('carries its delivery, pings nobody and shows no previews', async () => {
    const sent = await messenger().send(inDm(), reply, 'p1:prompt:2026-11-21');
    const [message] = harness.slack.messages(ada.dm);
    expect(sent).toEqual({ ok: true, post: { ...inDm(), message: message?.ts } });
    expect(message?.metadata).toEqual({
      event_type: 'shipmate_delivery',
      event_payload: { id: 'p1:prompt:2026-11-21' },
    });
    expect(message?.unfurls).toBe(false);
    expect(message?.reading.formats).toEqual([{ kind: 'bold', text: 'What did you build?' }]);
    harness.slack.expectNoViolations();
  });

  test('is edited and taken away', async () => {
    const sent = await messenger().send(inGeneral(), reply, 'd1');
    if (!sent.ok) throw new Error('not sent');
    expect(await messenger().edit(sent.post, { ...reply, text: md`changed` })).toMatchObject({ ok: true });
    expect(general.messages[0]).toMatchObject({ text: 'changed' });
    expect(general.messages[0]?.metadata).toBeDefined();
    expect(await messenger().remove(sent.post)).toMatchObject({ ok: true });
    expect(general.messages).toEqual([]);
    expect(await messenger().remove(sent.post)).toMatchObject({ kind: 'permanent', reason: 'message-gone' });
  });

  test('brings its picture after it, with the alternative text', async () => {
    const picture = { png: new Uint8Array([1]), alt: 'a week', fileName: 'week.png', width: 1, height: 1 };
    await messenger().send(inGeneral(), { ...reply, picture }, 'd1');
    expect(general.messages).toHaveLength(2);
    expect(general.messages[1]?.record.files).toHaveLength(1);
    const asked = harness.slack.requests.find((it) => it.method === 'files.getUploadURLExternal');
    expect(asked?.args).toMatchObject({ filename: 'week.png', alt_txt: 'a week' });
  });

  test('stands without its picture when that cannot be uploaded', async () => {
    harness.slack.faults.status('upload', 500);
    const picture = { png: new Uint8Array([1]), alt: 'a week', fileName: 'week.png', width: 1, height: 1 };
    expect(await messenger().send(inGeneral(), { ...reply, picture }, 'd1')).toMatchObject({ ok: true });
    expect(harness.logged.map((it) => it.message)).toContain('a file could not be shared on Slack');
  });
});

describe('every refusal is known by its name', () => {
  test.each([
    ['user_disabled', 'permanent', 'dm-closed'],
    ['cannot_dm_bot', 'permanent', 'dm-closed'],
    ['channel_not_found', 'permanent', 'dm-closed'],
    ['missing_scope', 'permanent', 'no-permission'],
    ['account_inactive', 'retry', 'token-refused'],
    ['token_revoked', 'retry', 'token-refused'],
    ['invalid_auth', 'retry', 'token-refused'],
    ['ratelimited', 'retry', 'rate-limited'],
    ['service_unavailable', 'retry', 'unavailable'],
    ['something_new', 'retry', 'unavailable'],
    ['fatal_error', 'uncertain', 'unavailable'],
    ['internal_error', 'uncertain', 'unavailable'],
  ])('%s in a DM is %s: %s', async (error, kind, reason) => {
    harness.slack.faults.error('chat.postMessage', error);
    expect(await messenger().send(inDm(), reply, 'd1')).toMatchObject({ ok: false, kind, reason });
    expect(harness.slack.messages(ada.dm)).toEqual([]);
  });

  test.each([
    ['not_in_channel', 'no-permission'],
    ['channel_not_found', 'channel-gone'],
    ['is_archived', 'channel-gone'],
    ['restricted_action', 'no-permission'],
  ])('%s in a channel is permanent: %s', async (error, reason) => {
    harness.slack.faults.error('chat.postMessage', error);
    expect(await messenger().send(inGeneral(), reply, 'd1')).toMatchObject({ kind: 'permanent', reason });
  });

  test.each(['invalid_blocks', 'msg_too_long', 'msg_blocks_too_long'])(
    '%s is a defect: it is logged, and the text goes out alone',
    async (error) => {
      harness.slack.faults.error('chat.postMessage', error);
      expect(await messenger().send(inDm(), reply, 'd1')).toMatchObject({ ok: true });
      expect(harness.slack.messages(ada.dm)[0]).toMatchObject({
        blocks: [],
        notification: 'What did you build?',
      });
      expect(harness.logged).toMatchObject([{ level: 'error', facts: { code: error } }]);
    },
  );

  test('a defect in an edit leaves no old words behind: the new text stands alone', async () => {
    const sent = await messenger().send(inDm(), reply, 'd1');
    if (!sent.ok) throw new Error('not sent');
    harness.slack.faults.error('chat.update', 'invalid_blocks');
    expect(await messenger().edit(sent.post, { ...reply, text: md`*see* ${'https://x.org'}` })).toMatchObject(
      {
        ok: true,
      },
    );
    const [edited] = harness.slack.messages(ada.dm);
    expect(edited).toMatchObject({ blocks: [], text: '*see* https://x.org', reading: { links: [] } });
    expect(harness.logged).toMatchObject([{ level: 'error', facts: { method: 'chat.update' } }]);
  });

  test('a DM that is closed is told when it is opened', async () => {
    const identity = { platform: 'slack', team: harness.team.id, user: ada.id };
    await ada.deactivate();
    expect(await messenger().openDm(identity)).toMatchObject({ kind: 'permanent', reason: 'dm-closed' });
    expect(await messenger().openDm({ ...identity, user: 'U0NOBODY' })).toMatchObject({
      reason: 'dm-closed',
    });
  });

  test('a workspace in which the app is not installed is looked at again later', async () => {
    const to = { ...inDm(), team: 'T0OTHER' };
    expect(await messenger().send(to, reply, 'd1')).toMatchObject({
      kind: 'retry',
      reason: 'not-installed',
      retryAfterMs: 10 * 60_000,
    });
  });
});

describe('a send whose fate is not known', () => {
  test('is uncertain, and found in the history when it arrived', async () => {
    harness.slack.faults.dropAfterAccept('chat.postMessage');
    expect(await messenger().send(inDm(), reply, 'd1')).toMatchObject({ kind: 'uncertain' });
    const [message] = harness.slack.messages(ada.dm);
    expect(await find('d1')).toEqual({ ...inDm(), message: message?.ts });
    expect(await find('d2')).toBe('absent');
  });

  test('is absent when it did not arrive', async () => {
    harness.slack.faults.dropBeforeAccept('chat.postMessage');
    expect(await messenger().send(inDm(), reply, 'd1')).toMatchObject({ kind: 'uncertain' });
    expect(await find('d1')).toBe('absent');
  });

  test('that timed out is uncertain; one that never left is tried again', async () => {
    harness.slack.faults.delay('chat.postMessage', 500, 1);
    expect(await messenger().send(inDm(), reply, 'd1')).toMatchObject({ kind: 'uncertain' });
    expect(await find('d1')).toMatchObject({ channel: ada.dm });
  });

  test('is looked for at the pace that Slack allows, going on where it stopped', async () => {
    harness.slack.rateLimits.history = 'once';
    await messenger().send(inDm(), reply, 'the first');
    for (let each = 0; each < 20; each++) {
      now += 2_000;
      await messenger().send(inDm(), reply, `later ${each}`);
    }
    now += 60_000;
    expect(await find('the first')).toBeUndefined();
    expect(await find('the first')).toBeUndefined();
    expect(harness.slack.requests.filter((it) => it.method === 'conversations.history')).toHaveLength(2);
    now += 61_000;
    expect(await find('the first')).toMatchObject({ channel: ada.dm });
  });

  test('is looked for no further back than it can lie', async () => {
    harness.slack.rateLimits.enabled = false;
    for (let each = 0; each < 120; each++) await messenger().send(inDm(), reply, `old ${each}`);
    now += 30 * 60 * 60_000;
    await messenger().send(inDm(), reply, 'new');
    expect(await find('other')).toBe('absent');
    expect(harness.slack.requests.filter((it) => it.method === 'conversations.history')).toHaveLength(1);
  });

  test('in a channel whose history may not be read stays uncertain', async () => {
    harness.slack.faults.dropAfterAccept('chat.postMessage');
    await messenger().send(inGeneral(), reply, 'd1');
    expect(await find('d1', inGeneral())).toBeUndefined();
  });
});

describe('when Slack wants a pause', () => {
  test('the workspace holds its messages back, each with an appointment', async () => {
    harness.slack.faults.rateLimit('chat.postMessage', 1, 3);
    const first = await messenger().send(inDm(), reply, 'd1');
    expect(first).toMatchObject({ kind: 'retry', reason: 'rate-limited', retryAfterMs: 3_200 });
    expect(await messenger().send(inDm(), reply, 'd2')).toMatchObject({ retryAfterMs: 3_400 });
    expect(harness.slack.requests.filter((it) => it.method === 'chat.postMessage')).toHaveLength(1);
    now += 3_000;
    expect(await messenger().send(inDm(), reply, 'd1')).toMatchObject({ ok: true });
  });

  test('people who press and type do not wait behind it', async () => {
    harness.slack.faults.rateLimit('chat.postMessage', 1, 30);
    await messenger().send(inDm(), reply, 'd1');
    const started = performance.now();
    expect((await ada.slash(general, '/shipmate log')).view?.title).toBe('What did you build?');
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});

describe('a channel', () => {
  test.each([
    [{ botIn: true }, { ok: true }],
    [{ botIn: false }, { ok: false, mayJoin: true }],
    [{ private: true, botIn: true }, { ok: true }],
    [
      { private: true, botIn: false },
      { ok: false, missing: expect.stringContaining('/invite @Shipmate') },
    ],
    [
      { archived: true, botIn: true },
      { ok: false, missing: 'the channel is archived' },
    ],
  ])('%j may be written to: %j', async (given, expected) => {
    const place = harness.team.addChannel({ name: `place-${now}`, ...given });
    expect(await messenger().mayPost({ ...inDm(), channel: place.id })).toMatchObject(expected);
  });
});

describe('the files of a message', () => {
  const file = (text: string) => ({
    ...reply,
    visibility: 'public' as const,
    file: { name: 'log.txt', contentType: 'text/plain', bytes: new TextEncoder().encode(text) },
  });
  const deletions = () => harness.slack.requests.filter((it) => it.method === 'files.delete').length;

  // The fake did not know that a file outlives the message that it went with.
  test('go with it, and change with it', async () => {
    const sent = await messenger().send(inGeneral(), file('the first words'), 'd1');
    if (!sent.ok) throw new Error('not sent');
    expect(sent.post.files).toHaveLength(1);
    const same = await messenger().edit(sent.post, file('the first words'));
    expect(same).toEqual(sent);
    expect(deletions()).toBe(0);
    const edited = await messenger().edit(sent.post, file('other words'));
    if (!edited.ok) throw new Error('not edited');
    expect(harness.slack.traces(['the first words'])).toEqual([]);
    expect(harness.slack.traces(['other words'])).toHaveLength(1);
    expect(await messenger().remove(edited.post)).toMatchObject({ ok: true });
    expect(harness.slack.traces(['other words'])).toEqual([]);
    harness.slack.expectNoViolations();
  });

  test('go even when somebody deleted the message', async () => {
    const sent = await messenger().send(inGeneral(), file('words'), 'd1');
    if (!sent.ok) throw new Error('not sent');
    harness.slack.faults.error('chat.delete', 'message_not_found');
    expect(await messenger().remove(sent.post)).toMatchObject({ reason: 'message-gone' });
    expect(harness.slack.traces(['words'])).toEqual([]);
  });

  test('that Slack keeps are known as refused, and tried again with the next change', async () => {
    const sent = await messenger().send(inGeneral(), file('lasting words'), 'd1');
    if (!sent.ok) throw new Error('not sent');
    harness.slack.faults.error('files.delete', 'cant_delete_file');
    const refused = await messenger().edit(sent.post, reply);
    expect(refused).toMatchObject({ ok: false, post: { files: sent.post.files } });
    expect(await messenger().edit(refused.post!, reply)).toMatchObject({ ok: true });
    expect(harness.slack.traces(['lasting words'])).toEqual([]);
  });
});
