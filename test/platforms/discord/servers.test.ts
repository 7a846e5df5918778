import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeGuild, FakeUser } from '../../fakes/discord/index.ts';
import { type DiscordHarness, openDiscordHarness, until } from './discord-harness.ts';

let harness: DiscordHarness;
beforeAll(async () => {
  harness = await openDiscordHarness();
});
afterAll(() => harness.close());

const ownerOf = (guild: FakeGuild): FakeUser => harness.discord.state.users.get(guild.ownerId)!;
const communityOf = (guild: FakeGuild) => harness.store.communities.findByExternal('discord', guild.id);

describe('a server that takes Shipmate in', () => {
  test('is greeted in its system channel', async () => {
    const guild = harness.discord.addGuild({ name: 'Harbour' });
    await until(() => harness.discord.messages(guild.systemChannel!).length === 1);
    expect(harness.discord.messages(guild.systemChannel!)[0]?.text).toContain("I'm Shipmate");
    expect(await communityOf(guild)).toMatchObject({ name: 'Harbour' });
  });

  test('where nothing may be posted is greeted at the first command of an organiser, once', async () => {
    const guild = harness.discord.addGuild({ name: 'Quiet', systemChannel: false });
    const channel = guild.addChannel();
    await until(async () => (await communityOf(guild))?.welcomeOwed === true);
    const member = harness.discord.addUser();
    guild.addMember(member);
    expect((await member.slash(channel, 'today')).text).not.toContain("I'm Shipmate");
    expect((await ownerOf(guild).slash(channel, 'today')).text).toContain("I'm Shipmate");
    expect((await ownerOf(guild).slash(channel, 'today')).text).not.toContain("I'm Shipmate");
  });

  test('and throws it out is left at once; back again, it is as before', async () => {
    const guild = harness.discord.addGuild({ name: 'Fickle' });
    await until(async () => (await communityOf(guild)) !== undefined);
    await ownerOf(guild).slash(guild.systemChannel!, 'setup channel', { channel: guild.systemChannel! });
    harness.discord.removeBot(guild);
    await until(async () => (await communityOf(guild))?.removedAt !== undefined);
    expect((await communityOf(guild))?.dueAt).toBeUndefined();
    harness.discord.installBot(guild);
    await until(async () => (await communityOf(guild))?.removedAt === undefined);
    expect(await communityOf(guild)).toMatchObject({
      channel: guild.systemChannel!.id,
      dueAt: expect.any(Number),
    });
  });

  test('and closes its channel later is told at the next command what to grant', async () => {
    const guild = harness.discord.addGuild({ name: 'Closed' });
    const general = guild.systemChannel!;
    const ships = guild.addChannel({ name: 'ships' });
    const owner = ownerOf(guild);
    await owner.slash(general, 'setup channel', { channel: ships });
    ships.setBotPermissions({ deny: ['SendMessages'] });
    await owner.slash(general, 'log', { text: 'built it', audience: 'community' });
    await until(async () => (await communityOf(guild))?.cannotPost !== undefined);
    const told = await owner.slash(general, 'today');
    expect(told.text).toContain('I need Send Messages there');
    expect((await owner.slash(general, 'today')).text).not.toContain('I need Send Messages');
    harness.discord.expectNoViolations();
  });
});

test('servers that were left while nobody listened are found at the next start', async () => {
  let gone: FakeGuild | undefined;
  const other = await openDiscordHarness({
    before: (discord) => {
      discord.addGuild({ name: 'Here' });
      gone = discord.addGuild({ name: 'Gone', installed: false });
    },
    seed: async (store) => {
      const community = await store.communities.create({
        id: 'gone',
        platform: 'discord',
        external: gone!.id,
        name: 'Gone',
        zone: 'UTC',
        roundup: { on: true, weekday: 7, time: 0 },
        defaults: { promptTime: 540, audience: 'private' },
        organisers: [],
        joinedAt: 0,
        version: 1,
      });
      expect(community.ok).toBe(true);
    },
  });
  await until(async () => (await other.store.communities.find('gone'))?.removedAt !== undefined);
  await other.close();
});
