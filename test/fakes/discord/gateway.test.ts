import { once } from 'node:events';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { afterAll, describe, expect, test } from 'vitest';
import { startBot } from './bot.ts';
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

async function bot(...args: Parameters<typeof startBot>): Promise<Client<true>> {
  const client = await startBot(...args);
  open.push(() => client.destroy());
  return client;
}

function bareClient(discord: FakeDiscord, intents: number = GatewayIntentBits.Guilds): Client {
  const client = new Client({ intents, rest: { api: discord.apiUrl } });
  client.on(Events.Error, () => undefined);
  open.push(() => client.destroy());
  return client;
}

async function withPing(discord: FakeDiscord, answerFirst = true) {
  const guild = discord.addGuild();
  const ada = discord.addUser({ username: 'ada' });
  guild.addMember(ada);
  const client = await bot(discord, async (it) => it.isChatInputCommand() && answerFirst && it.reply('pong'));
  await client.application.commands.set([{ name: 'ping', description: 'Answers.' }]);
  return { guild, ada, client, channel: guild.systemChannel! };
}

describe.concurrent('a session', () => {
  test('begins with READY and every server the bot is in, and no other', async () => {
    const discord = await fake();
    const inside = discord.addGuild({ name: 'Harbour' });
    discord.addGuild({ name: 'Elsewhere', installed: false });
    const client = await bot(discord);
    expect(client.user.id).toBe(discord.applicationId);
    expect([...client.guilds.cache.values()].map((it) => it.name)).toEqual(['Harbour']);
    const general = client.channels.cache.get(inside.systemChannel!.id);
    expect(general && 'name' in general ? general.name : '').toBe('general');
    expect(discord.gateway.identifies).toHaveLength(1);
    expect(client.guilds.cache.get(inside.id)?.members.me?.permissions.has('SendMessages')).toBe(true);
    expect(client.guilds.cache.get(inside.id)?.members.cache.size).toBe(1);
  });

  test('tells of servers joined and left, and an outage is not a removal', async () => {
    const discord = await fake();
    const client = await bot(discord);
    const joined = once(client, Events.GuildCreate);
    const guild = discord.addGuild({ name: 'Late' });
    expect((await joined)[0].name).toBe('Late');
    const away = once(client, Events.GuildUnavailable);
    discord.startOutage(guild);
    await away;
    const back = once(client, Events.GuildAvailable);
    discord.endOutage(guild);
    await back;
    const left = once(client, Events.GuildDelete);
    discord.removeBot(guild);
    expect((await left)[0].id).toBe(guild.id);
  });

  test('hears what changes about a channel, permissions included', async () => {
    const discord = await fake();
    const guild = discord.addGuild();
    const client = await bot(discord);
    const created = once(client, Events.ChannelCreate);
    const channel = guild.addChannel({ name: 'log' });
    await created;
    const changed = once(client, Events.ChannelUpdate);
    channel.setBotPermissions({ deny: ['SendMessages'] });
    await changed;
    const known = client.guilds.cache.get(guild.id)!;
    expect(known.channels.cache.get(channel.id)?.permissionsFor(known.members.me!).has('SendMessages')).toBe(
      false,
    );
  });

  test('acknowledges heartbeats', async () => {
    const discord = await fake({ heartbeatIntervalMs: 300 });
    const client = await bot(discord);
    await expect.poll(() => discord.gateway.heartbeats).toBeGreaterThan(2);
    expect(client.ws.ping).toBeGreaterThanOrEqual(0);
    expect(discord.gateway.resumes).toBe(0);
  });

  test('whose heartbeats are not acknowledged is resumed by the client', async () => {
    const discord = await fake({ heartbeatIntervalMs: 40 });
    const client = await bot(discord);
    discord.faults.silenceHeartbeats();
    await once(client, Events.ShardReconnecting);
    discord.faults.silenceHeartbeats(false);
    await once(client, Events.ShardResume);
    expect(discord.gateway.identifies).toHaveLength(1);
  });
});

describe.concurrent('a lost connection', () => {
  test('is resumed, and the interaction missed meanwhile is replayed and answered', async () => {
    const discord = await fake();
    const { ada, channel, client } = await withPing(discord);
    discord.faults.killSocket();
    await once(client, Events.ShardReconnecting);
    const answer = await ada.slash(channel, 'ping');
    expect(answer.text).toBe('pong');
    expect(answer.ackMs).toBeGreaterThan(100);
    expect(discord.gateway).toMatchObject({ resumes: 1, lost: 0 });
    expect(discord.gateway.identifies).toHaveLength(1);
  });

  test('is resumed after opcode 7 and after a resumable close code', async () => {
    const discord = await fake();
    const { client } = await withPing(discord);
    for (const fault of [() => discord.faults.reconnectRequest(), () => discord.faults.closeSocket(4000)]) {
      const resumed = once(client, Events.ShardResume);
      fault();
      await resumed;
    }
    expect(discord.gateway.resumes).toBe(2);
    expect(discord.gateway.identifies).toHaveLength(1);
  });

  test('needs a new IDENTIFY after an invalid session, and what came between is lost', async () => {
    const discord = await fake();
    const { ada, channel, client } = await withPing(discord);
    const ready = once(client, Events.ShardReady);
    discord.faults.invalidSession();
    expect((await ada.slash(channel, 'ping')).failure).toBe('not-delivered');
    await ready;
    expect(discord.gateway.identifies).toHaveLength(2);
    expect((await ada.slash(channel, 'ping')).text).toBe('pong');
    expect(discord.gateway.lost).toBe(1);
  });

  test('cannot be resumed once Discord forgot the session', async () => {
    let now = Date.parse('2026-11-20T09:00:00Z');
    const discord = await fake({ now: () => now, sessionTtlMs: 60_000 });
    const { client } = await withPing(discord);
    const ready = once(client, Events.ShardReady);
    discord.faults.killSocket();
    await once(client, Events.ShardReconnecting);
    now += 61_000;
    await ready;
    expect(discord.gateway).toMatchObject({ resumes: 0 });
    expect(discord.gateway.identifies).toHaveLength(2);
  });
});

describe.concurrent('a client that Discord does not want', () => {
  test('is refused at login for a bad token', async () => {
    const discord = await fake();
    await expect(bareClient(discord).login('not.the.token')).rejects.toMatchObject({ code: 'TokenInvalid' });
    expect(discord.requests.map((it) => it.status)).toEqual([401]);
    expect(discord.invalidRequests).toBe(1);
  });

  test('is closed with 4004 when the token is reset, and does not come back', async () => {
    const discord = await fake();
    const client = await bot(discord);
    discord.resetToken();
    const gone = once(client, Events.ShardDisconnect);
    discord.faults.killSocket();
    expect((await gone)[0].code).toBe(4004);
  });

  test('is closed with 4014 for an intent that is not switched on', async () => {
    const discord = await fake();
    const client = bareClient(discord, GatewayIntentBits.Guilds | GatewayIntentBits.GuildMembers);
    await expect(client.login(discord.token)).rejects.toThrow(/disallowed intents/i);
    const allowed = await fake({ privilegedIntents: GatewayIntentBits.GuildMembers });
    await expect(bareClient(allowed, 3).login(allowed.token)).resolves.toBeTruthy();
  });

  test('is closed with 4013 for an intent that does not exist', async () => {
    const discord = await fake();
    await expect(bareClient(discord, 1 << 30).login(discord.token)).rejects.toThrow(/invalid intents/i);
  });

  test('that spends its IDENTIFYs is told by /gateway/bot, and a spender loses the token', async () => {
    const discord = await fake({ identifyBudget: 1 });
    await bot(discord);
    await expect(bareClient(discord).login(discord.token)).rejects.toThrow(/Not enough sessions/);
    expect(discord.warnings).toEqual([]);
  });
});

describe.concurrent('a client', () => {
  test('reaches out again until Discord can be reached', async () => {
    const discord = await fake();
    const { client } = await withPing(discord);
    discord.faults.refuseConnections();
    discord.faults.killSocket();
    await expect.poll(() => discord.gateway.refused, { timeout: 30_000 }).toBeGreaterThan(0);
    const back = Promise.race([once(client, Events.ShardResume), once(client, Events.ShardReady)]);
    discord.faults.refuseConnections(false);
    await back;
  }, 90_000);

  test('with several shards gets each server on its own, and the DMs on the first', async () => {
    const discord = await fake({ shards: 2, maxConcurrency: 16 });
    const guilds = [1, 2, 3, 4].map((number) => discord.addGuild({ name: `g${number}` }));
    const ada = discord.addUser();
    for (const guild of guilds) guild.addMember(ada);
    const answered: [string | null, number | undefined][] = [];
    const client = await bot(
      discord,
      async (it) => {
        answered.push([it.guildId, it.guild?.shardId]);
        if (it.isChatInputCommand()) await it.reply('here');
      },
      { shards: 'auto' },
    );
    await client.application.commands.set([{ name: 'where', description: 'Which shard.' }]);
    expect(discord.gateway.identifies.map((it) => it.shard).sort()).toEqual([0, 1]);
    for (const guild of guilds) expect((await ada.slash(guild.systemChannel!, 'where')).text).toBe('here');
    expect((await ada.slash('dm', 'where')).text).toBe('here');
    expect(new Set(answered.slice(0, 4).map(([, shard]) => shard))).toEqual(new Set([0, 1]));
    const other = once(client, Events.ShardResume);
    discord.faults.killSocket(1);
    expect((await other)[0]).toBe(1);
  });
});
