import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBot } from '../../../src/app/bot.ts';
import { joinDiscord } from '../../../src/app/discord.ts';
import { rulesOf } from '../../../src/app/rules.ts';
import { readConfig } from '../../../src/config.ts';
import { openStore } from '../../../src/store/index.ts';
import {
  type FakeDiscord,
  type FakeGuild,
  type FakeUser,
  startFakeDiscord,
} from '../../fakes/discord/index.ts';
import { shardOf } from '../../fakes/discord/model/snowflake.ts';
import { useBackend } from '../../store/backend.ts';
import { atOnce, recordingLog, until } from './discord-harness.ts';

const backend = useBackend();
let at = Date.parse('2027-03-10T08:00:00Z');
const now = () => at;
let discord: FakeDiscord;
let guilds: FakeGuild[];
let users: FakeUser[];
let processes: Awaited<ReturnType<typeof startProcess>>[];

/** The whole bot with one of two shards, on a connection of its own to the database of both. */
async function startProcess(database: string, shard: number) {
  const store = await openStore(backend().uri, database);
  const log = recordingLog();
  const parts = { store, rules: rulesOf(readConfig({})), now, machineNow: now, log };
  const bot = await createBot({ ...parts, observe: () => undefined, unlimited: ['discord'] });
  const options = { token: discord.token, apiUrl: discord.apiUrl, ws: atOnce };
  const shards = { count: 2, ids: [shard] };
  const platform = joinDiscord({ bot, store, now, log, options: { ...options, shards } });
  expect(await platform.start(bot.dispatcher)).toEqual({ ok: true });
  return {
    store,
    bot,
    log,
    async stop() {
      await platform.stop();
      await bot.deliveryWorker.stop();
      await store.close();
    },
  };
}

beforeAll(async () => {
  discord = await startFakeDiscord({ now, shards: 2, maxConcurrency: 2, rateLimits: false });
  guilds = Array.from({ length: 4 }, (_, n) => discord.addGuild({ name: `Server ${n}` }));
  users = guilds.flatMap((guild) =>
    Array.from({ length: 6 }, () => {
      const user = discord.addUser();
      guild.addMember(user);
      return user;
    }),
  );
  const database = backend().database();
  processes = [await startProcess(database, 0), await startProcess(database, 1)];
  await until(() => guilds.every((guild) => discord.messages(guild.systemChannel!).length > 0));
});
afterAll(async () => {
  for (const it of processes) await it.stop();
  await discord.close();
});

const community = (guild: FakeGuild) => processes[0]!.store.communities.findByExternal('discord', guild.id);

describe('two processes with a shard each, on one database', () => {
  test('greet each server once, register once, and take nobody for gone who is the other one’s', async () => {
    expect(discord.gateway.identifies.map((it) => it.shard).sort()).toEqual([0, 1]);
    expect(new Set(guilds.map((it) => shardOf(it.id, 2)))).toEqual(new Set([0, 1]));
    expect(guilds.map((it) => discord.messages(it.systemChannel!).length)).toEqual([1, 1, 1, 1]);
    expect(discord.state.commands.writes).toBe(1);
    for (const it of guilds) expect((await community(it))?.removedAt).toBeUndefined();
  });

  test('answer whoever is theirs, and in DMs that of shard 0', async () => {
    for (const [index, user] of users.entries()) {
      const channel = guilds[Math.floor(index / 6)]!.systemChannel!;
      const answer = await user.slash(channel, 'start', { zone: 'UTC', time: '09:00', audience: 'private' });
      expect(answer.failure).toBeUndefined();
      expect((await user.slash('dm', 'today')).failure).toBeUndefined();
    }
  });

  test('send nothing twice, and leave nothing out', async () => {
    const before = discord.requests.length;
    const sizes = users.map((it) => it.inbox.length);
    at += 60 * 60_000;
    for (let round = 0; round < 3; round++)
      await Promise.all(processes.map((it) => it.bot.deliveryWorker.drain()));
    expect(users.map((it, index) => it.inbox.length - sizes[index]!)).toEqual(users.map(() => 1));
    const posts = discord.requests.slice(before).filter((it) => it.route === 'POST /channels/:id/messages');
    expect(posts).toHaveLength(users.length);
    expect(processes.flatMap((it) => it.log.logged)).toEqual([]);
  });

  test('notice the removal from a server of theirs', async () => {
    for (const guild of guilds.slice(0, 2)) {
      discord.removeBot(guild);
      await until(async () => (await community(guild))?.removedAt !== undefined);
    }
    for (const guild of guilds.slice(2)) expect((await community(guild))?.removedAt).toBeUndefined();
  });
});
