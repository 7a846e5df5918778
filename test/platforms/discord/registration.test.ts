import { afterEach, describe, expect, test } from 'vitest';
import type { HashStore } from '../../../src/platforms/discord/index.ts';
import type { FakeGuild } from '../../fakes/discord/index.ts';
import { type Adapter, openAdapter } from './adapter.ts';
import { until } from './discord-harness.ts';

const everywhere = 'PUT /applications/:id/commands';
const open: Adapter[] = [];
const adapter = async (...given: Parameters<typeof openAdapter>): Promise<Adapter> => {
  const made = await openAdapter(...given);
  open.push(made);
  return made;
};
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** What is remembered of registrations, from one start to the next. */
function memory(): HashStore & { hash: string | undefined } {
  const kept = {
    hash: undefined as string | undefined,
    get: async () => kept.hash,
    set: async (next: string) => {
      kept.hash = next;
    },
  };
  return kept;
}

describe('commands that Discord does not take', () => {
  test.each([
    ['two server errors', (it: Adapter['discord']) => it.faults.status(everywhere, 500, 2)],
    ['two lost connections', (it: Adapter['discord']) => it.faults.dropBeforeAccept(everywhere, 2)],
    [
      'a pause of eleven seconds',
      (it: Adapter['discord']) => it.faults.status(everywhere, 429, 1, { retryAfterMs: 11_000 }),
    ],
  ] as const)('stop no start, and are told of by readiness: %s', async (_, before) => {
    const hashStore = memory();
    const it = await adapter({ before, unregistered: true, platform: { hashStore } });
    await until(() => it.logged.some((line) => line.message.includes('could not be registered')));
    expect(it.platform.ready()).toMatchObject({
      ok: false,
      detail: expect.stringContaining('the commands are not registered: '),
    });
    expect(it.platform.canAnswer()).toBe(true);
    expect([hashStore.hash, it.discord.commands()]).toEqual([undefined, []]);
  });

  test('are registered once Discord takes them', async () => {
    const hashStore = memory();
    const it = await adapter({
      before: ({ faults }) => faults.status(everywhere, 500, 2),
      unregistered: true,
      platform: { hashStore },
    });
    await until(() => it.platform.ready().ok);
    expect(it.discord.commands().map((command) => command.name)).toContain('try');
    expect(hashStore.hash).toBeDefined();
  });

  test('of a server that the bot is not in are registered as soon as it comes in', async () => {
    let guild: FakeGuild | undefined;
    const it = await adapter({
      before: (discord) => {
        guild = discord.addGuild({ installed: false });
      },
      unregistered: true,
      platform: {
        get guildId() {
          return guild?.id ?? '';
        },
      },
    });
    await until(() => it.platform.ready().detail.includes('DISCORD_GUILD_ID'));
    expect(it.platform.ready().detail).toContain('applications.commands');
    it.discord.installBot(guild!);
    await until(() => it.platform.ready().ok);
    expect(it.discord.commands(guild).length).toBeGreaterThan(0);
  });
});

describe('a start', () => {
  test('registers nothing where Discord has the commands', async () => {
    const hashStore = memory();
    const { discord } = await adapter({ platform: { hashStore } });
    const { writes } = discord.state.commands;
    const again = await adapter({ platform: { hashStore, token: discord.token, apiUrl: discord.apiUrl } });
    expect([writes, discord.state.commands.writes]).toEqual([1, 1]);
    expect(again.logged.map((line) => line.message)).not.toContain('registered the commands');
  });

  test('registers commands that Discord no longer has, though they did not change', async () => {
    const hashStore = memory();
    const { discord } = await adapter({ platform: { hashStore } });
    discord.state.commands.overwrite('global', []);
    await adapter({ platform: { hashStore, token: discord.token, apiUrl: discord.apiUrl } });
    expect(discord.commands().map((command) => command.name)).toContain('try');
  });

  test('of shards without the first one answers for no commands', async () => {
    const it = await adapter({
      before: ({ faults }) => faults.status(everywhere, 500, 9),
      fake: { shards: 2 },
      platform: { shards: { count: 2, ids: [1] } },
    });
    expect(it.platform.ready().ok).toBe(true);
    expect(it.discord.requests.filter((request) => request.route === everywhere)).toEqual([]);
  });
});
