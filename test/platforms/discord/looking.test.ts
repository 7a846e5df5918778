import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FakeGuild, FakeUser } from '../../fakes/discord/index.ts';
import { expectEveryCommand, looks, typedLook } from '../../support/looking.ts';
import { tracesOf } from '../../support/traces.ts';
import { type DiscordHarness, openDiscordHarness, until } from './discord-harness.ts';

let harness: DiscordHarness;
let guild: FakeGuild;
let ada: FakeUser;
const general = () => guild.systemChannel!;
const traces = (...users: readonly FakeUser[]) =>
  tracesOf(
    harness.store.connection.getClient(),
    users.flatMap((it) => [it.id, it.username, ...(it.dm ? [it.dm.id] : [])]),
  );

beforeAll(async () => {
  harness = await openDiscordHarness({ fake: { rateLimits: false } });
  guild = harness.discord.addGuild({ name: 'Harbour' });
  await until(() => harness.discord.messages(general()).length > 0);
  ada = harness.discord.addUser({ username: 'zephyrina' });
  guild.addMember(ada);
  guild.overrideCommand('setup', ada, true);
});
afterAll(async () => {
  harness.discord.expectNoViolations();
  await harness.close();
});

test('the rows cover every command', () => expectEveryCommand(harness.bot.registry));

test('whoever only looks, or is refused, is not stored and not counted', async () => {
  for (const look of looks) {
    const where = look.inDm ? 'dm' : general();
    const answer = await ada.slash(where, look.command, look.options, { unchecked: true });
    expect(answer.modal ?? answer.text, typedLook(look)).toBeTruthy();
    expect(await traces(ada), typedLook(look)).toEqual([]);
  }
  const owner = harness.discord.state.users.get(guild.ownerId)!;
  expect((await owner.slash(general(), 'setup show')).text).toMatch(/0 (?:people|members|have)/);
  expect(await traces(ada, owner)).toEqual([]);
}, 60_000);

test('nor whose form has a mistake: what they typed is kept for them, under no name', async () => {
  const opened = await ada.slash(general(), 'start');
  const refused = await ada.submitModal(opened.modal!, { zone: 'nowhere at all', time: '09:00' });
  expect(refused.labels).toContain('Fix it');
  expect(await traces(ada)).toEqual([]);
  const again = await ada.press(refused.message!, 'Fix it');
  expect(JSON.stringify(again.modal)).toContain('nowhere at all');
});

test('nor who takes what is suggested, or the menu of a message of somebody else', async () => {
  const bob = harness.discord.addUser({ username: 'wilhelmine' });
  guild.addMember(bob);
  await ada.autocomplete(general(), 'start', { zone: 'Lis' });
  await ada.autocomplete(general(), 'kudos', { entry: 'x' });
  await ada.messageCommand('Log this as progress', bob.post(general(), 'I built it'));
  expect(await traces(ada, bob)).toEqual([]);
});

test('a member of one server who only looks in another one does not join it', async () => {
  const island = harness.discord.addGuild({ name: 'Island' });
  await until(() => harness.discord.messages(island.systemChannel!).length > 0);
  const cyd = harness.discord.addUser({ username: 'cyd' });
  for (const it of [guild, island]) it.addMember(cyd);
  guild.overrideCommand('setup', cyd, true);
  island.overrideCommand('setup', cyd, true);
  await cyd.slash(general(), 'log', { text: 'something' });
  const own = [
    'settings', // shows what is
    'rest',
    'log',
    'pause',
    'kudos',
    'roundup',
  ];
  for (const look of looks.filter((it) => own.includes(it.command) && !it.inDm))
    await cyd.slash(island.systemChannel!, look.command, look.options, { unchecked: true });
  const person = await harness.store.people.findByIdentity({ platform: 'discord', user: cyd.id });
  expect(await harness.store.members.listOfPerson(person!.id)).toHaveLength(1);
});

test('a planted write is found', async () => {
  const planted = harness.store.connection.collection('events');
  await planted.insertOne({ deep: [{ note: `seen ${ada.id}` }], expiresAt: 0 });
  expect(await traces(ada)).toEqual([expect.stringContaining(ada.id)]);
});
