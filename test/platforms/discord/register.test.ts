import { REST } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCommands, registryOf } from '../../../src/chat/registry.ts';
import {
  commandsJson,
  registerCommands,
  registrationDiff,
  type Scope,
} from '../../../src/platforms/discord/register.ts';
import { type FakeDiscord, startFakeDiscord } from '../../fakes/discord/index.ts';
import { commands } from './adapter.ts';

let discord: FakeDiscord;
let rest: REST;
let scope: Scope;
const { commands: ours } = registryOf(commands.map((command) => ({ file: `${command.name}.ts`, command })));

beforeAll(async () => {
  discord = await startFakeDiscord();
  rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
  scope = { applicationId: discord.applicationId };
});
afterAll(async () => {
  discord.expectNoViolations();
  await discord.close();
});

function hashStore() {
  let hash: string | undefined;
  return {
    get: async () => hash,
    set: async (next: string) => {
      hash = next;
    },
  };
}

describe('the registration', () => {
  test('tells Discord of every kind of option', () => {
    const [first] = commandsJson(ours, {});
    expect(first).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] });
    expect(first?.options?.map(({ description: _, ...option }) => option)).toEqual([
      { name: 'text', type: 3, max_length: 50 },
      { name: 'zone', type: 3, autocomplete: true },
      { name: 'minutes', type: 4, min_value: 1, max_value: 1440 },
      { name: 'audience', type: 3, choices: [{ name: 'A', value: 'a' }] },
      { name: 'off', type: 5 },
      { name: 'channel', type: 7, channel_types: [0, 5, 2, 13, 10, 11, 12] },
      { name: 'who', type: 6 },
    ]);
  });

  test("keeps organisers' commands to servers, and to those who may manage them", () => {
    expect(commandsJson(ours, {})[1]).toMatchObject({
      default_member_permissions: '32',
      integration_types: [0],
      contexts: [0],
    });
  });

  test('happens when a definition changed, and only then', async () => {
    const store = hashStore();
    expect(await registerCommands(rest, scope, ours, store)).toBe(true);
    expect(await registerCommands(rest, scope, ours, store)).toBe(false);
    expect(await registerCommands(rest, scope, ours.slice(0, 1), store)).toBe(true);
    expect(discord.commands().map((command) => command.name)).toEqual(['try', 'Try this']);
  });

  test('for one server leaves the others alone', async () => {
    const guild = discord.addGuild();
    expect(await registerCommands(rest, { ...scope, guildId: guild.id }, ours, hashStore())).toBe(true);
    expect(discord.commands(guild).map((command) => command.name)).toEqual(['try', 'run', 'Try this']);
  });

  test('can be looked at before it happens', async () => {
    await registerCommands(rest, scope, ours, hashStore());
    expect(await registrationDiff(rest, scope, ours)).toEqual([]);
    const [first, second] = ours;
    const changed = [
      { ...first!, summary: 'Another summary' },
      { ...second!, name: 'walk' },
    ];
    expect(await registrationDiff(rest, scope, changed)).toEqual([
      '+ /walk',
      '- /run',
      '~ /try: description',
    ]);
  });

  test("takes all of the project's commands", async () => {
    const { commands: all } = await loadCommands(new URL('../../../commands', import.meta.url).pathname);
    await registerCommands(rest, scope, all, hashStore());
    expect(await registrationDiff(rest, scope, all)).toEqual([]);
  });
});
