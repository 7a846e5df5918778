import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quietLogger } from './bolt.ts';
import { type FakeSlack, type FakeUser, type FakeWorkspace, startFakeSlack } from './index.ts';

const quiet = { logger: quietLogger().logger, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };

let now: number;
let slack: FakeSlack;
let team: FakeWorkspace;
let user: FakeUser;
let client: webApi.WebClient;

beforeEach(async () => {
  now = Date.parse('2026-11-22T09:00:00Z');
  slack = await startFakeSlack({ now: () => now });
  team = slack.addWorkspace({ name: 'Guild', domain: 'guild' });
  user = team.addUser({ name: 'ada', tz: 'Asia/Kathmandu', locale: 'pt-PT', admin: true });
  client = clientOf(team.botToken);
});

afterEach(() => slack.close());

const clientOf = (token: string, options: webApi.WebClientOptions = {}): webApi.WebClient =>
  new webApi.WebClient(token, { slackApiUrl: slack.apiUrl, ...quiet, ...options });

/** The error that a call is refused with. */
async function errorOf(call: Promise<unknown>): Promise<string> {
  const error = (await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )) as { data?: { error: string }; code?: string; message?: string } | undefined;
  return error?.data?.error ?? error?.code ?? error?.message ?? 'no error';
}

/** Every refusal that the app has to know by name, and how it comes about. */
describe('a call is refused with', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['unknown_method', () => client.apiCall('chat.whisper')],
    [
      'not_authed',
      () => new webApi.WebClient(undefined, { slackApiUrl: slack.apiUrl, ...quiet }).auth.test(),
    ],
    ['invalid_auth', () => clientOf('xoxb-forged').auth.test()],
    ['not_allowed_token_type', () => clientOf(slack.appToken).auth.test()],
    ['not_allowed_token_type', () => client.apps.connections.open()],
    [
      'account_inactive',
      async () => {
        await team.uninstall();
        await client.auth.test();
      },
    ],
    [
      'token_revoked',
      async () => {
        await team.revokeTokens();
        await client.auth.test();
      },
    ],
    [
      'missing_scope',
      async () => {
        team.withoutScopes('chat:write');
        await client.chat.postMessage({ channel: user.dm, text: 'a' });
      },
    ],
    ['channel_not_found', () => client.chat.postMessage({ channel: 'C0', text: 'a' })],
    [
      'channel_not_found',
      () => client.conversations.info({ channel: team.addChannel({ name: 'secret', private: true }).id }),
    ],
    [
      'not_in_channel',
      () => {
        team.withoutScopes('chat:write.public');
        return client.chat.postMessage({ channel: team.addChannel({ name: 'general' }).id, text: 'a' });
      },
    ],
    [
      'is_archived',
      () => {
        const { id } = team.addChannel({ name: 'old', botIn: true, archived: true });
        return client.chat.postMessage({ channel: id, text: 'a' });
      },
    ],
    ['no_text', () => client.chat.postMessage({ channel: user.dm, text: '' })],
    ['msg_too_long', () => client.chat.postMessage({ channel: user.dm, text: 'x'.repeat(40_001) })],
    [
      'msg_too_long',
      async () => {
        const { ts } = await client.chat.postMessage({ channel: user.dm, text: 'a' });
        await client.chat.update({ channel: user.dm, ts: ts!, text: 'x'.repeat(4001) });
      },
    ],
    [
      'invalid_blocks',
      () => client.chat.postMessage({ channel: user.dm, blocks: [{ type: 'header' } as never] }),
    ],
    ['invalid_metadata_format', () => client.chat.postMessage({ channel: user.dm, text: 'a', metadata: {} })],
    [
      'user_disabled',
      async () => {
        await user.deactivate();
        await client.conversations.open({ users: user.id });
      },
    ],
    ['cannot_dm_bot', () => client.conversations.open({ users: team.botUserId })],
    ['user_not_found', () => client.conversations.open({ users: 'U0' })],
    ['user_not_found', () => client.users.info({ user: 'U0' })],
    ['message_not_found', () => client.chat.delete({ channel: user.dm, ts: '1.000001' })],
    [
      'cant_update_message',
      async () => {
        const { ts } = await user.say('dm', 'mine');
        await client.chat.update({ channel: user.dm, ts, text: 'theirs' });
      },
    ],
    [
      'user_not_in_channel',
      () => {
        const { id } = team.addChannel({ name: 'few', botIn: true, members: [] });
        return client.chat.postEphemeral({ channel: id, user: user.id, text: 'a' });
      },
    ],
    [
      'method_not_supported_for_channel_type',
      () =>
        client.conversations.join({ channel: team.addChannel({ name: 'p', private: true, botIn: true }).id }),
    ],
    ['invalid_arguments', () => client.apiCall('chat.postMessage', { text: 'a' })],
    ['invalid_trigger_id', () => client.apiCall('views.open', { trigger_id: 'x', view: modal })],
    ['invalid_arguments', () => client.apiCall('views.open', { trigger_id: 'x', view: { type: 'modal' } })],
    ['file_not_found', () => client.files.info({ file: 'F0' })],
  ])('%s (%#)', async (error, call) => {
    expect(await errorOf(call())).toBe(error);
  });

  const modal = { type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: [] };
});

describe('what it refuses of a request’s shape', () => {
  it('is answered with JSON pointers and kept as a violation', async () => {
    const text = { type: 'plain_text' as const, text: 'x'.repeat(151) };
    const call = client.chat.postMessage({ channel: user.dm, text: 'a', blocks: [{ type: 'header', text }] });
    const said = 'must be less than 151 characters [json-pointer:/blocks/0/text/text]';
    await expect(call).rejects.toMatchObject({
      data: { error: 'invalid_blocks', errors: [said], response_metadata: { messages: [`[ERROR] ${said}`] } },
    });
    expect(() => slack.expectNoViolations()).toThrow('chat.postMessage: must be less than 151 characters');
    expect(slack.takeViolations()).toHaveLength(1);
    slack.expectNoViolations();
  });

  it('counts the blocks of a message and of a view', async () => {
    const blocks = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' as const }));
    await client.chat.postMessage({ channel: user.dm, text: 'a', blocks: blocks(50) });
    const many = client.chat.postMessage({ channel: user.dm, text: 'a', blocks: blocks(51) });
    expect(await errorOf(many)).toBe('invalid_blocks');
    await client.views.publish({ user_id: user.id, view: { type: 'home', blocks: blocks(100) } });
    const view = client.views.publish({ user_id: user.id, view: { type: 'home', blocks: blocks(101) } });
    expect(await errorOf(view)).toBe('invalid_arguments');
  });

  it('names an argument that the method does not know, and carries the call out', async () => {
    await client.apiCall('chat.postMessage', { channel: user.dm, text: 'a', unfurl: false });
    expect(slack.takeViolations()).toMatchObject([{ kind: 'argument', pointer: '/unfurl' }]);
    expect(slack.messages(user.dm)).toHaveLength(1);
  });
});

describe('the methods', () => {
  it('tell who the app is and who a member is', async () => {
    const who = await client.auth.test();
    expect(who).toMatchObject({ team_id: team.id, user_id: team.botUserId, team: 'Guild' });
    expect(who.response_metadata?.scopes).toContain('chat:write');
    const { user: profile } = await client.users.info({ user: user.id, include_locale: true });
    expect(profile).toMatchObject({
      tz: 'Asia/Kathmandu',
      tz_offset: 20_700,
      is_admin: true,
      is_owner: false,
    });
    expect(profile?.locale).toBe('pt-PT');
  });

  it('open a DM once, join a channel and list where the app is', async () => {
    const first = await client.conversations.open({ users: user.id });
    expect(first.channel?.id).toBe(user.dm);
    expect(await client.conversations.open({ users: user.id })).toMatchObject({ already_open: true });
    const channel = team.addChannel({ name: 'general' });
    expect((await client.conversations.info({ channel: channel.id })).channel?.is_member).toBe(false);
    await client.conversations.join({ channel: channel.id });
    expect(channel.botIn).toBe(true);
    const { channels } = await client.users.conversations({ types: 'public_channel' });
    expect(channels?.map((each) => each.name)).toEqual(['general']);
    expect((await client.conversations.members({ channel: channel.id })).members).toContain(user.id);
  });

  it('keep, change and take back messages, with their metadata for whoever asks', async () => {
    const metadata = { event_type: 'delivery', event_payload: { id: 'd1' } };
    const { ts } = await client.chat.postMessage({ channel: user.id, text: 'one', metadata });
    await client.chat.update({ channel: user.dm, ts: ts!, text: 'two' });
    const plain = await client.conversations.history({ channel: user.dm });
    expect(plain.messages).toMatchObject([{ text: 'two', ts, edited: {} }]);
    expect(plain.messages?.[0]?.metadata).toBeUndefined();
    const full = await client.conversations.history({ channel: user.dm, include_all_metadata: true });
    expect(full.messages?.[0]?.metadata).toEqual(metadata);
    await client.chat.delete({ channel: user.dm, ts: ts! });
    expect(slack.messages(user.dm)).toEqual([]);
  });

  it('give history newest first, by pages and between times', async () => {
    slack.rateLimits.enabled = false;
    const sent: string[] = [];
    for (let at = 0; at < 5; at += 1) {
      now += 1000;
      sent.push((await client.chat.postMessage({ channel: user.dm, text: `${at}` })).ts!);
    }
    const pages: (string | undefined)[][] = [];
    for await (const each of client.paginate('conversations.history', { channel: user.dm, limit: 2 })) {
      pages.push((each as webApi.ConversationsHistoryResponse).messages!.map((message) => message.text));
    }
    expect(pages).toEqual([['4', '3'], ['2', '1'], ['0']]);
    const { messages } = await client.conversations.history({
      channel: user.dm,
      oldest: sent[1]!,
      latest: sent[3]!,
    });
    expect(messages?.map((each) => each.text)).toEqual(['2']);
  });

  it('do not show an ephemeral message in history', async () => {
    const channel = team.addChannel({ name: 'general', botIn: true });
    await client.chat.postEphemeral({ channel: channel.id, user: user.id, text: 'psst' });
    expect((await client.conversations.history({ channel: channel.id })).messages).toEqual([]);
  });
});

describe('rate limits', () => {
  const retryAfter = async (call: Promise<unknown>): Promise<number | undefined> =>
    ((await call.catch((error: unknown) => error)) as { retryAfter?: number }).retryAfter;

  it('let a channel take a short burst, then a message a second', async () => {
    const post = () => client.chat.postMessage({ channel: user.dm, text: 'a' });
    for (let at = 0; at < 3; at += 1) await post();
    expect(await retryAfter(post())).toBe(1);
    now += 1000;
    await post();
    expect(slack.requests.map((each) => each.status)).toEqual([200, 200, 200, 429, 200]);
    expect(slack.messages(user.dm)).toHaveLength(4);
  });

  it('let a workspace take several hundred messages a minute', async () => {
    const channels = Array.from({ length: 301 }, () => team.addUser().dm);
    const answers: (number | undefined)[] = [];
    for (const channel of channels)
      answers.push(await retryAfter(client.chat.postMessage({ channel, text: 'a' })));
    expect(answers.filter((each) => each === undefined)).toHaveLength(300);
    expect(answers.at(-1)).toBe(1);
  });

  it('count a method’s calls by its tier, each workspace for itself', async () => {
    const other = clientOf(slack.addWorkspace().botToken);
    for (let at = 0; at < 50; at += 1) await client.conversations.open({ users: user.id });
    expect(await retryAfter(client.conversations.open({ users: user.id }))).toBe(2);
    expect(await errorOf(other.conversations.open({ users: 'U0' }))).toBe('user_not_found');
  });

  it('allow history once a minute and 15 messages to an app that is sold', async () => {
    slack.rateLimits.history = 'once';
    slack.rateLimits.enabled = false;
    for (let at = 0; at < 20; at += 1) await client.chat.postMessage({ channel: user.dm, text: `${at}` });
    slack.rateLimits.enabled = true;
    const { messages, has_more: more } = await client.conversations.history({ channel: user.dm, limit: 100 });
    expect([messages?.length, more]).toEqual([15, true]);
    expect(await retryAfter(client.conversations.history({ channel: user.dm }))).toBe(60);
    now += 60_000;
    expect((await client.conversations.history({ channel: user.dm })).ok).toBe(true);
  });

  it('allow history about 50 times a minute to everyone else', async () => {
    for (let at = 0; at < 50; at += 1) await client.conversations.history({ channel: user.dm });
    expect(await retryAfter(client.conversations.history({ channel: user.dm }))).toBe(2);
  });
});

describe('faults on demand', () => {
  it('carry a call out and lose the answer: the library’s own retry then posts twice', async () => {
    slack.faults.dropAfterAccept('chat.postMessage');
    const eager = clientOf(team.botToken, { retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 1 } });
    await eager.chat.postMessage({ channel: user.dm, text: 'a' });
    expect(slack.messages(user.dm)).toHaveLength(2);
    slack.faults.dropAfterAccept('chat.postMessage');
    expect(await errorOf(client.chat.postMessage({ channel: user.dm, text: 'a' }))).toMatch(/request_error/);
    expect(slack.messages(user.dm)).toHaveLength(3);
  });

  it('cut the connection before, answer with a status, an error or a wait, and only as often as asked', async () => {
    const post = () => client.chat.postMessage({ channel: user.dm, text: 'a' });
    slack.faults.dropBeforeAccept('chat.postMessage');
    expect(await errorOf(post())).toMatch(/request_error/);
    slack.faults.status('chat.postMessage', 503);
    expect(await errorOf(post())).toMatch(/http_error/);
    slack.faults.error('chat.postMessage', 'account_inactive');
    expect(await errorOf(post())).toBe('account_inactive');
    slack.faults.rateLimit('chat.postMessage', 1, 7);
    expect(await post().catch((error: unknown) => error)).toMatchObject({ retryAfter: 7 });
    expect(slack.messages(user.dm)).toEqual([]);
    await post();
    expect(slack.messages(user.dm)).toHaveLength(1);
  });

  it('delay an answer: a call with a timeout ends in doubt although it was carried out', async () => {
    slack.faults.delay('chat.postMessage', 200);
    const hasty = clientOf(team.botToken, { timeout: 50 });
    expect(await errorOf(hasty.chat.postMessage({ channel: user.dm, text: 'a' }))).toMatch(/request_error/);
    expect(slack.messages(user.dm)).toHaveLength(1);
  });
});
