import { once } from 'node:events';
import { afterAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from './index.ts';

const open: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of open.reverse()) await close();
});

async function fake(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const discord = await startFakeDiscord(options);
  open.push(() => discord.close());
  return discord;
}

describe('what discord.js never does', () => {
  /** A bare socket that has its hello. */
  async function socket(discord: FakeDiscord, query = 'v=10&encoding=json') {
    const it = new WebSocket(`${discord.gateway.info().url}?${query}`);
    open.push(async () => it.terminate());
    const received: { op: number; d: unknown; s: number; t: string }[] = [];
    it.on('message', (data) => received.push(JSON.parse(String(data))));
    it.on('error', () => undefined);
    const closed = once(it, 'close').then(([code]) => code as number);
    await Promise.race([once(it, 'message'), closed]);
    return {
      received,
      closed,
      send: (op: number, d: unknown) => it.send(JSON.stringify({ op, d })),
      raw: it,
    };
  }
  const identify = (discord: FakeDiscord, more: object = {}) => ({
    token: discord.token,
    intents: 1,
    ...more,
  });

  test('is closed with the code that the documentation names', async () => {
    const discord = await fake({ guildsPerShard: 1 });
    discord.addGuild();
    const closes = async (run: (it: Awaited<ReturnType<typeof socket>>) => void, query?: string) => {
      const it = await socket(discord, query);
      run(it);
      return it.closed;
    };
    expect(await closes(() => undefined, 'v=9&encoding=json')).toBe(4012);
    expect(await closes((it) => it.send(99, null))).toBe(4001);
    expect(await closes((it) => it.raw.send('{'))).toBe(4002);
    expect(await closes((it) => it.send(3, {}))).toBe(4003);
    expect(await closes((it) => it.send(2, identify(discord, { token: 'wrong' })))).toBe(4004);
    expect(await closes((it) => it.send(2, identify(discord, { shard: [2, 2] })))).toBe(4010);
    const twice = await socket(discord);
    twice.send(2, identify(discord));
    twice.send(2, identify(discord));
    expect(await twice.closed).toBe(4005);
    const { session_id } = twice.received.find((it) => it.t === 'READY')!.d as { session_id: string };
    const resume = { token: discord.token, session_id, seq: 999 };
    expect(await closes((it) => it.send(6, resume))).toBe(4007);
    discord.addGuild();
    expect(await closes((it) => it.send(2, identify(discord)))).toBe(4011);
    const flood = await socket(discord);
    for (let count = 0; count < 121; count++) flood.send(1, null);
    expect(await flood.closed).toBe(4008);
  });

  test('a client that stops beating is closed with 4009', async () => {
    const discord = await fake({ heartbeatIntervalMs: 30 });
    expect(await (await socket(discord)).closed).toBe(4009);
  });

  test('identifying too fast is answered with an invalid session', async () => {
    const discord = await fake({ identifyIntervalMs: 5_000 });
    const [first, second] = [await socket(discord), await socket(discord)];
    first.send(2, identify(discord));
    await expect.poll(() => first.received.map((it) => it.t)).toContain('READY');
    second.send(2, identify(discord));
    await expect.poll(() => second.received.map((it) => it.op)).toContain(9);
    expect(discord.gateway.identifies).toHaveLength(1);
  });

  test('spending more IDENTIFYs than there are resets the token', async () => {
    const discord = await fake({ identifyBudget: 1 });
    const [first, second] = [await socket(discord), await socket(discord)];
    const old = identify(discord);
    first.send(2, old);
    await expect.poll(() => first.received.map((it) => it.t)).toContain('READY');
    second.send(2, old);
    expect(await second.closed).toBe(4004);
    expect(discord.token).not.toBe(old.token);
    expect(discord.warnings).toHaveLength(1);
  });

  test('a resumed session replays exactly what was missed, and opcode 9 with true can be resumed in place', async () => {
    const discord = await fake();
    const guild = discord.addGuild();
    const first = await socket(discord);
    first.send(2, identify(discord));
    await expect.poll(() => first.received.map((it) => it.t)).toContain('GUILD_CREATE');
    const { session_id } = first.received[1]!.d as { session_id: string };
    first.raw.terminate();
    guild.addChannel();
    guild.addChannel();
    const second = await socket(discord);
    second.send(6, { token: discord.token, session_id, seq: 3 });
    await expect.poll(() => second.received.map((it) => it.t)).toContain('RESUMED');
    expect(second.received.slice(1).map((it) => [it.t, it.s])).toEqual([
      ['CHANNEL_CREATE', 4],
      ['RESUMED', 5],
    ]);
    discord.faults.invalidSession(true);
    await expect.poll(() => second.received.at(-1)).toEqual({ op: 9, d: true });
    second.send(6, { token: discord.token, session_id, seq: 5 });
    await expect.poll(() => second.received.at(-1)?.t).toBe('RESUMED');
    expect(second.raw.readyState).toBe(second.raw.OPEN);
  });
});
