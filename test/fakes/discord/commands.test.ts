import { type REST, Routes } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf, restClient } from './bot.ts';
import { type FakeDiscord, startFakeDiscord } from './index.ts';

let now = Date.parse('2026-11-20T09:00:00Z');
let discord: FakeDiscord;
let rest: REST;

beforeEach(async () => {
  discord = await startFakeDiscord({ now: () => now });
  rest = restClient(discord);
});
afterEach(() => discord.close());

const named = (name: string, more: object = {}) => ({ name, description: `${name}.`, ...more });
const global = () => Routes.applicationCommands(discord.applicationId);

test('a bulk overwrite replaces all and keeps the ids of what stays', async () => {
  await rest.put(global(), { body: [named('a'), named('b')] });
  const [a] = discord.commands();
  await rest.put(global(), { body: [named('a', { description: 'Changed.' }), named('c')] });
  expect(discord.commands().map((it) => it.name)).toEqual(['a', 'c']);
  expect(discord.commands()[0]).toMatchObject({
    id: a?.id,
    description: 'Changed.',
    integration_types: [0],
    contexts: null,
  });
  expect(discord.commands()[0]?.version).not.toBe(a?.version);
  expect(await rest.get(global())).toEqual(discord.commands());
});

test('a server’s own commands stand beside the global ones', async () => {
  const guild = discord.addGuild();
  await rest.put(Routes.applicationGuildCommands(discord.applicationId, guild.id), { body: [named('dev')] });
  expect(discord.commands()).toEqual([]);
  expect(discord.commands(guild)).toMatchObject([{ name: 'dev', guild_id: guild.id }]);
  const ada = discord.addUser();
  guild.addMember(ada);
  expect((await ada.slash(guild.systemChannel!, 'dev')).failure).toBe('not-delivered');
  await expect(ada.slash('dm', 'dev')).rejects.toThrow('not a registered command');
  const strange = discord.addGuild({ installed: false });
  expect(await codeOf(rest.get(Routes.applicationGuildCommands(discord.applicationId, strange.id)))).toBe(
    50001,
  );
});

test('single commands are created or updated by name, changed and deleted', async () => {
  await rest.post(global(), { body: named('a') });
  await rest.post(global(), { body: named('a', { description: 'Again.' }) });
  expect(discord.requests.map((it) => it.status)).toEqual([201, 200]);
  const [a] = discord.commands();
  const one = Routes.applicationCommand(discord.applicationId, a?.id ?? '');
  await rest.patch(one, { body: { name: 'z' } });
  expect(discord.commands()).toMatchObject([{ id: a?.id, name: 'z', description: 'Again.' }]);
  await rest.delete(one);
  expect(await codeOf(rest.get(one))).toBe(10063);
  expect(discord.commands()).toEqual([]);
});

test('200 creates a day are allowed, updates are not counted', async () => {
  for (let round = 0; round < 2; round++) {
    await rest.put(global(), { body: [...Array(100)].map((_, index) => named(`r${round}x${index}`)) });
  }
  await rest.put(global(), { body: discord.commands().map((it) => named(it.name)) });
  expect(await codeOf(rest.put(global(), { body: [named('one-more')] }))).toBe(30034);
  now += 86_400_001;
  expect(await codeOf(rest.put(global(), { body: [named('one-more')] }))).toBe('ok');
  expect(discord.state.commands.writes).toBe(4);
});
