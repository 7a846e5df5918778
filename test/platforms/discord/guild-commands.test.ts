import { afterEach, describe, expect, test } from 'vitest';
import { registryOf } from '../../../src/chat/registry.ts';
import type { Feature } from '../../../src/core/people/index.ts';
import type { FakeGuild } from '../../fakes/discord/index.ts';
import { logbook, registryWith } from '../../support/planted-commands.ts';
import { type Adapter, commands, openAdapter } from './adapter.ts';
import { openDiscordHarness, until } from './discord-harness.ts';

const registry = registryOf(
  [...commands, logbook].map((command) => ({ file: `${command.name}.ts`, command })),
);
const open: Adapter[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

interface Servers {
  readonly adapter: Adapter;
  readonly on: Map<string, readonly Feature[]>;
  readonly guilds: readonly FakeGuild[];
}

/** An adapter with an optional command on servers of which some switched it on. */
async function servers(
  switchedOn: readonly boolean[],
  more: Parameters<typeof openAdapter>[0] = {},
  inGuild = false,
): Promise<Servers> {
  const on = new Map<string, readonly Feature[]>();
  const guilds: FakeGuild[] = [];
  const platform = { registry, ...more.platform };
  const adapter = await openAdapter({
    ...more,
    platform,
    guilds: { features: async (id) => on.get(id) },
    before(discord) {
      for (const isOn of switchedOn) {
        const guild = discord.addGuild();
        guilds.push(guild);
        if (isOn) on.set(guild.id, ['logbook']);
      }
      if (inGuild) Object.assign(platform, { guildId: guilds[0]?.id });
      more.before?.(discord);
    },
  });
  open.push(adapter);
  return { adapter, on, guilds };
}
const names = ({ discord }: Adapter, guild?: FakeGuild) => discord.commands(guild).map((it) => it.name);

describe('commands of a feature', () => {
  test('are registered in the servers that switched it on, and nowhere else', async () => {
    const { adapter, guilds } = await servers([true, false]);
    await until(() => names(adapter, guilds[0]).length > 0);
    expect(names(adapter, guilds[0])).toEqual(['logbook']);
    expect(names(adapter, guilds[1])).toEqual([]);
    expect(names(adapter)).toEqual(['try', 'run', 'Try this']);
    adapter.discord.expectNoViolations();
  });

  test('come and go when organisers switch', async () => {
    const { adapter, on, guilds } = await servers([false]);
    const [guild] = guilds;
    on.set(guild!.id, ['logbook']);
    adapter.platform.featuresChanged(guild!.id);
    await until(() => names(adapter, guild).includes('logbook'));
    const { writes } = adapter.discord.state.commands;
    adapter.platform.featuresChanged(guild!.id);
    on.set(guild!.id, []);
    adapter.platform.featuresChanged(guild!.id);
    await until(() => names(adapter, guild).length === 0);
    expect(adapter.discord.state.commands.writes).toBe(writes + 1);
    adapter.discord.expectNoViolations();
  });

  const put = 'PUT /applications/:id/guilds/:id/commands';
  const failed = 'the commands of a server could not be registered';

  test('are tried again after a server error', async () => {
    const { adapter, guilds } = await servers([true, true], {
      before: (discord) => discord.faults.status(put, 500, 2),
    });
    await until(() => guilds.every((it) => names(adapter, it).includes('logbook')), 10_000);
    expect(adapter.logged.map((it) => it.message)).toEqual([failed]);
  }, 15_000);

  test('of a server that refuses them hold up no other one', async () => {
    const { adapter, guilds } = await servers([true, true], {
      before: (discord) => discord.faults.status(put, 403, 1),
    });
    await until(() => guilds.some((it) => names(adapter, it).includes('logbook')));
    expect(guilds.map((it) => names(adapter, it).length).toSorted()).toEqual([0, 1]);
    expect(adapter.logged.map((it) => it.message)).toEqual([failed]);
  });

  test('stand beside the others where all are registered in one server', async () => {
    const { adapter, guilds, on } = await servers([true], {}, true);
    await until(() => names(adapter, guilds[0]).length > 0);
    expect(names(adapter, guilds[0])).toEqual(['try', 'run', 'logbook', 'Try this']);
    on.set(guilds[0]!.id, []);
    adapter.platform.featuresChanged(guilds[0]!.id);
    await until(() => !names(adapter, guilds[0]).includes('logbook'));
    expect(names(adapter, guilds[0])).toEqual(['try', 'run', 'Try this']);
  });
});

test('an organiser who switches a feature on has its command in their server', async () => {
  const harness = await openDiscordHarness({
    registry: await registryWith(logbook),
    fake: { rateLimits: false },
  });
  try {
    const guild = harness.discord.addGuild({ name: 'Harbour' });
    await until(() => harness.discord.messages(guild.systemChannel!).length > 0);
    const owner = harness.discord.state.users.get(guild.ownerId)!;
    const shown = await owner.slash(guild.systemChannel!, 'setup features');
    await owner.press((shown.message ?? shown.followUps[0])!, 'Turn on: Logbooks');
    await until(() => harness.discord.commands(guild).some((it) => it.name === 'logbook'));
    expect((await owner.slash(guild.systemChannel!, 'logbook')).text).toContain('Here it is.');
    harness.discord.expectNoViolations();
  } finally {
    await harness.close();
  }
});
