import { GatewayIntentBits } from 'discord.js';
import { afterEach, describe, expect, test } from 'vitest';
import type { DiscordGuild } from '../../../src/platforms/discord/index.ts';
import { createDiscord } from '../../../src/platforms/discord/index.ts';
import { startFakeDiscord } from '../../fakes/discord/index.ts';
import { type Adapter, openAdapter, reply, says } from './adapter.ts';
import { atOnce, recordingLog, until } from './discord-harness.ts';

let it: Adapter;
afterEach(async () => {
  it.discord.expectNoViolations();
  await it.close();
});

/** Hooks that note what they are told. */
function noting(welcome = true) {
  const notes: string[] = [];
  return {
    notes,
    hooks: {
      joined: async ({ name, recently }: DiscordGuild & { recently: boolean }) => {
        notes.push(`joined ${name}${recently ? '' : ' long ago'}`);
        return welcome ? reply('Hello, all!', { visibility: 'public' as const }) : undefined;
      },
      welcomed: async ({ name }: DiscordGuild, posted: boolean) => {
        notes.push(`${posted ? 'welcomed' : 'could not welcome'} ${name}`);
      },
      features: async () => undefined,
      removed: async () => {
        notes.push('removed');
      },
      present: async (externals: ReadonlySet<string>) => {
        notes.push(`present in ${externals.size}`);
      },
    },
  };
}

async function used(expected: string): Promise<void> {
  const guild = it.discord.addGuild();
  const ada = it.discord.addUser();
  guild.addMember(ada);
  it.answer(says(expected));
  expect((await ada.slash(guild.systemChannel!, 'try')).text).toBe(expected);
}

describe('the connection', () => {
  test('asks for servers, its own DMs and reactions alone, and keeps nobody in memory', async () => {
    it = await openAdapter();
    await used('Hello');
    expect([...it.discord.gateway.sessions.values()].map((session) => session.intents)).toEqual([
      GatewayIntentBits.Guilds | GatewayIntentBits.DirectMessages | GatewayIntentBits.GuildMessageReactions,
    ]);
    expect(it.platform.ready()).toEqual({ ok: true, detail: '1 of 1 shards connected, 1 servers' });
    expect(it.platform.canAnswer()).toBe(true);
  });

  test('is resumed when it breaks, and what was said meanwhile is answered', async () => {
    it = await openAdapter();
    await used('before');
    for (let times = 0; times < 3; times++) {
      it.discord.faults.killSocket();
      await used(`after ${times}`);
    }
    expect(it.discord.gateway.identifies).toHaveLength(1);
    expect(it.discord.gateway.resumes).toBeGreaterThanOrEqual(3);
  });

  test('is made anew when its session is lost, once', async () => {
    it = await openAdapter();
    await used('before');
    it.discord.faults.closeSocket(4009, { resumable: false });
    await until(() => it.discord.gateway.identifies.length === 2, 10_000);
    await until(() => it.platform.canAnswer());
    await used('after');
  });

  test('of several shards is one platform', async () => {
    it = await openAdapter({ fake: { shards: 3, maxConcurrency: 3 } });
    await until(() => it.platform.canAnswer());
    expect(it.platform.ready().detail).toContain('3 of 3 shards');
    await used('Hello');
    await used('Hello again');
  });

  test('of some of the shards leaves the others to other processes', async () => {
    it = await openAdapter({ platform: { shards: { count: 4, ids: [0, 1] } } });
    await until(() => it.platform.canAnswer());
    expect(it.discord.gateway.identifies.map((identify) => identify.shard)).toEqual([0, 1]);
  });

  test('is tried again while Discord cannot be reached', async () => {
    it = await openAdapter();
    const discord = await startFakeDiscord();
    discord.faults.status('GET /gateway/bot', 503, 2);
    const log = recordingLog();
    const late = createDiscord({ ...optionsFor(discord), log });
    const started = late.start({
      dispatch: async () => says('x'),
      acknowledgement: () => 'reply',
      undelivered: async () => undefined,
    });
    expect(await started).toEqual({ ok: true });
    expect(late.canAnswer()).toBe(true);
    expect(log.logged.map((line) => line.message)).toContain('could not connect to Discord');
    await late.stop();
    await discord.close();
  });

  function optionsFor(discord: { token: string; apiUrl: string }) {
    return {
      token: discord.token,
      apiUrl: discord.apiUrl,
      registry: it.registry,
      hashStore: { get: async () => undefined, set: async () => undefined },
      guilds: noting().hooks,
      log: recordingLog(),
      now: Date.now,
      ws: atOnce,
    };
  }

  test('with a token that Discord refuses is a value, and is not tried again', async () => {
    it = await openAdapter();
    const other = createDiscord({ ...optionsFor(it.discord), token: 'MTIz.wrong.token' });
    const started = await other.start({
      dispatch: async () => says('x'),
      acknowledgement: () => 'reply',
      undelivered: async () => undefined,
    });
    expect(started).toMatchObject({
      ok: false,
      code: 'bad-token',
      message: expect.stringMatching(/^DISCORD_TOKEN [^\n]+$/),
    });
    expect(other.ready().ok).toBe(false);
    expect(other.canAnswer()).toBe(false);
    await other.stop();
  });

  test('whose token is taken away says so, and comes back when Discord takes it again', async () => {
    it = await openAdapter();
    await used('before');
    it.discord.refuseToken();
    it.discord.faults.closeSocket(4004);
    await until(() => !it.platform.ready().ok);
    expect(it.platform.ready().detail).toContain('DISCORD_TOKEN');
    expect(it.platform.canAnswer()).toBe(false);
    it.discord.refuseToken(false);
    await until(() => it.platform.ready().ok, 20_000);
    await used('after');
  });

  test('with a token that Discord took before is tried again when Discord refuses it', async () => {
    it = await openAdapter();
    it.discord.refuseToken();
    const tokens = { has: () => true, remember: async () => undefined };
    const other = createDiscord({ ...optionsFor(it.discord), tokens });
    const starting = other.start({
      dispatch: async () => says('x'),
      acknowledgement: () => 'reply',
      undelivered: async () => undefined,
    });
    await until(() => other.ready().detail.includes('DISCORD_TOKEN'));
    it.discord.refuseToken(false);
    expect(await starting).toEqual({ ok: true });
    await until(() => other.ready().ok, 20_000);
    await other.stop();
  });
});

describe('a server', () => {
  test('that takes the bot in is welcomed once, in its system channel', async () => {
    const { notes, hooks } = noting();
    it = await openAdapter({ guilds: hooks });
    const guild = it.discord.addGuild({ name: 'Harbour' });
    await until(() => notes.length === 3);
    expect(notes).toEqual(['present in 0', 'joined Harbour', 'welcomed Harbour']);
    expect(it.discord.messages(guild.systemChannel!).map((message) => message.text)).toEqual(['Hello, all!']);
    it.discord.startOutage(guild);
    it.discord.endOutage(guild);
    await used('still here');
    expect(notes.filter((note) => note.includes('Harbour'))).toHaveLength(2);
  });

  test.each([
    ['has no system channel', { systemChannel: false }],
    ['lets the bot write nowhere', {}],
  ])('that %s is welcomed later', async (_, options) => {
    const { notes, hooks } = noting();
    it = await openAdapter({ guilds: hooks });
    const guild = it.discord.addGuild({ name: 'Harbour', installed: false, ...options });
    guild.systemChannel?.setBotPermissions({ deny: ['SendMessages'] });
    it.discord.installBot(guild);
    await until(() => notes.includes('could not welcome Harbour'));
  });

  test('that removes the bot is told of; an outage of Discord is none', async () => {
    const { notes, hooks } = noting(false);
    it = await openAdapter({ guilds: hooks });
    const guild = it.discord.addGuild({ name: 'Harbour' });
    await until(() => notes.includes('joined Harbour'));
    it.discord.startOutage(guild);
    it.discord.endOutage(guild);
    it.discord.removeBot(guild);
    await until(() => notes.includes('removed'));
    expect(notes.filter((note) => note === 'removed')).toHaveLength(1);
  });
});

describe('the commands', () => {
  test('are registered once for the same definitions', async () => {
    it = await openAdapter();
    const names = it.discord.commands().map((command) => [command.type, command.name]);
    expect(names).toEqual([
      [1, 'try'],
      [1, 'run'],
      [3, 'Try this'],
    ]);
    const { writes } = it.discord.state.commands;
    it.discord.faults.invalidSession();
    await until(() => it.discord.gateway.identifies.length === 2, 10_000);
    await used('after');
    expect(it.discord.state.commands.writes).toBe(writes);
  });
});
