import { once } from 'node:events';
import { RESTEvents, Routes } from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { codeOf, restClient, startBot } from './bot.ts';
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from './index.ts';

const open: FakeDiscord[] = [];
afterEach(async () => {
  for (const discord of open.splice(0)) await discord.close();
});

async function fake(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const discord = await startFakeDiscord(options);
  open.push(discord);
  return discord;
}

const post = 'POST /channels/:id/messages';
const statuses = (discord: FakeDiscord): number[] => discord.requests.map((it) => it.status);

/** A raw request, without a client that waits by itself. */
const raw = (discord: FakeDiscord, method: string, path: string, body?: object): Promise<Response> =>
  fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

test('a bucket is per route and channel, shows its state in headers, and refuses with 429', async () => {
  let time = 0;
  const discord = await fake({ monotonic: () => time });
  const guild = discord.addGuild();
  const other = guild.addChannel();
  const send = (id: string) => raw(discord, 'POST', `/channels/${id}/messages`, { content: 'x' });
  const first = await send(guild.systemChannel!.id);
  expect(Object.fromEntries(first.headers)).toMatchObject({
    'x-ratelimit-limit': '5',
    'x-ratelimit-remaining': '4',
    'x-ratelimit-reset-after': '5.000',
    'x-ratelimit-bucket': expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  time = 1_500;
  for (let count = 0; count < 4; count++) await send(guild.systemChannel!.id);
  const refused = await send(guild.systemChannel!.id);
  expect(refused.status).toBe(429);
  expect(await refused.json()).toEqual({
    message: 'You are being rate limited.',
    retry_after: 3.5,
    global: false,
  });
  expect(refused.headers.get('retry-after')).toBe('4');
  expect(refused.headers.get('x-ratelimit-scope')).toBe('user');
  expect((await send(other.id)).status).toBe(200);
  time = 5_000;
  expect((await send(guild.systemChannel!.id)).status).toBe(200);
  expect(discord.messages(guild.systemChannel!)).toHaveLength(6);
  expect(discord.invalidRequests).toBe(1);
});

test('discord.js reads the headers and sends eight messages without a single 429', async () => {
  const discord = await fake({ buckets: { [post]: { limit: 5, windowMs: 200 } } });
  const channel = discord.addGuild().systemChannel!;
  const rest = restClient(discord);
  await Promise.all(
    [...Array(8)].map(() => rest.post(Routes.channelMessages(channel.id), { body: { content: 'x' } })),
  );
  expect(statuses(discord)).toEqual(Array(8).fill(200));
});

test('discord.js waits out a 429 and sends again', async () => {
  const discord = await fake();
  const channel = discord.addGuild().systemChannel!;
  discord.faults.status(post, 429, 2, { retryAfterMs: 50 });
  const rest = restClient(discord);
  expect(await codeOf(rest.post(Routes.channelMessages(channel.id), { body: { content: 'x' } }))).toBe('ok');
  expect(statuses(discord)).toEqual([429, 429, 200]);
  expect(discord.messages(channel)).toHaveLength(1);
});

test('the global limit is 50 a second over all routes, but not for interactions', async () => {
  let time = 0;
  const discord = await fake({ monotonic: () => time });
  for (let count = 0; count < 50; count++) await raw(discord, 'GET', '/users/@me');
  const refused = await raw(discord, 'GET', '/gateway/bot');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('x-ratelimit-global')).toBe('true');
  expect(refused.headers.get('x-ratelimit-scope')).toBe('global');
  expect(await refused.json()).toMatchObject({ global: true });
  const callback = await raw(discord, 'POST', '/interactions/123456789012345678/x/callback', { type: 5 });
  expect(callback.status).toBe(404);
  time = 1_000;
  expect((await raw(discord, 'GET', '/gateway/bot')).status).toBe(200);
});

test('a shared 429 does not count as invalid, and 10,000 invalid requests are a ban', async () => {
  let time = 0;
  const discord = await fake({ monotonic: () => time });
  discord.faults.status(/users/, 429, 1, { scope: 'shared' });
  expect((await raw(discord, 'GET', '/users/@me')).status).toBe(429);
  expect(discord.invalidRequests).toBe(0);
  discord.resetToken();
  const bare = `${discord.apiUrl}/v10/users/@me`;
  expect((await fetch(bare)).status).toBe(401);
  expect(discord.invalidRequests).toBe(1);
  discord.pretendInvalidRequests(10_000);
  const banned = await raw(discord, 'GET', '/users/@me');
  expect([banned.status, banned.headers.get('content-type')]).toEqual([429, 'text/html']);
  time = 600_001;
  expect((await raw(discord, 'GET', '/users/@me')).status).toBe(200);
});

test('planned 5xx answers are not carried out, and discord.js tries again', async () => {
  const discord = await fake();
  const channel = discord.addGuild().systemChannel!;
  discord.faults.status(post, 502, 2);
  await restClient(discord).post(Routes.channelMessages(channel.id), { body: { content: 'x' } });
  expect(statuses(discord)).toEqual([502, 502, 200]);
  expect(discord.messages(channel)).toHaveLength(1);
  discord.faults.status(post, 403, 1, { code: 50001, message: 'Missing Access' });
  expect(
    await codeOf(restClient(discord).post(Routes.channelMessages(channel.id), { body: { content: 'x' } })),
  ).toBe(50001);
});

test('a storm refuses everything for a while, and says for how long', async () => {
  const discord = await fake();
  const channel = discord.addGuild().systemChannel!;
  const send = () => raw(discord, 'POST', `/channels/${channel.id}/messages`, { content: 'x' });
  discord.faults.storm(post, 300);
  const refused = await send();
  expect([refused.status, refused.headers.get('x-ratelimit-global')]).toEqual([429, 'true']);
  const { retry_after: seconds } = (await refused.json()) as { retry_after: number };
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(0.3);
  expect((await send()).status).toBe(429);
  await new Promise((resolve) => setTimeout(resolve, 310));
  expect((await send()).status).toBe(200);
  expect(discord.faults.pending).toBe(0);
});

test('a dropped answer duplicates a message that is not guarded by a nonce', async () => {
  const discord = await fake();
  const channel = discord.addGuild().systemChannel!;
  discord.faults.dropAfterAccept(post, 1);
  await restClient(discord).post(Routes.channelMessages(channel.id), { body: { content: 'x' } });
  expect(discord.messages(channel)).toHaveLength(2);
  discord.faults.dropBeforeAccept(post, 1);
  await restClient(discord).post(Routes.channelMessages(channel.id), { body: { content: 'y' } });
  expect(discord.messages(channel)).toHaveLength(3);
  expect(discord.faults.pending).toBe(0);
});

test('slow answers are slow, and run into the client’s timeout', async () => {
  const discord = await fake();
  const channel = discord.addGuild().systemChannel!;
  discord.faults.delay(post, 80, 1);
  await restClient(discord).post(Routes.channelMessages(channel.id), { body: { content: 'x' } });
  expect(discord.requests[0]?.tookMs).toBeGreaterThanOrEqual(79);
  discord.faults.delay(post, 150);
  const hasty = restClient(discord, { timeout: 30, retries: 1 });
  expect(await codeOf(hasty.post(Routes.channelMessages(channel.id), { body: { content: 'x' } }))).toBe(20);
  discord.faults.clear();
  expect(discord.messages(channel)).toHaveLength(3);
});

test('a dropped callback is repeated by discord.js and meets 40060, while the person has the answer', async () => {
  const discord = await fake();
  const guild = discord.addGuild();
  const ada = discord.addUser();
  guild.addMember(ada);
  let failed: Promise<unknown> = Promise.resolve();
  const client = await startBot(discord, async (it) => {
    if (it.isChatInputCommand()) failed = codeOf(it.reply('hello'));
  });
  await client.application.commands.set([{ name: 'hi', description: 'Hi.' }]);
  discord.faults.dropAfterAccept('POST /interactions/:id/:token/callback');
  expect((await ada.slash(guild.systemChannel!, 'hi')).text).toBe('hello');
  expect(await failed).toBe(40060);
  await client.destroy();
});

test('discord.js says that it is rate limited before it asks', async () => {
  const discord = await fake({ buckets: { [post]: { limit: 1, windowMs: 100 } } });
  const channel = discord.addGuild().systemChannel!;
  const rest = restClient(discord);
  const told = once(rest, RESTEvents.RateLimited);
  const send = () => rest.post(Routes.channelMessages(channel.id), { body: { content: 'x' } });
  await Promise.all([send(), send()]);
  expect((await told)[0]).toMatchObject({ limit: 1, global: false });
  expect(statuses(discord)).toEqual([200, 200]);
});
