import { expect, test } from 'vitest';
import { openDiscordHarness, until } from './discord-harness.ts';

const dayMs = 24 * 60 * 60_000;

test('30 days after the removal what is the community’s own is erased; entries stay with their authors', async () => {
  let at = Date.parse('2027-03-10T12:00:00Z');
  const { discord, store, bot, close } = await openDiscordHarness({ now: () => at });
  const guild = discord.addGuild({ name: 'Harbour' });
  const general = guild.systemChannel!;
  await until(() => discord.messages(general).length > 0);
  const owner = discord.state.users.get(guild.ownerId)!;
  const ada = discord.addUser({ username: 'ada', installedApp: true });
  guild.addMember(ada);
  await owner.slash(general, 'setup channel', { channel: general });
  await ada.slash(general, 'log', { text: 'built a parser', audience: 'community' });
  await bot.deliveryWorker.drain();
  const { id } = (await store.communities.findByExternal('discord', guild.id))!;
  const person = (await store.people.findByIdentity({ platform: 'discord', user: ada.id }))!;

  discord.removeBot(guild);
  await until(async () => (await store.communities.find(id))?.removedAt !== undefined);
  const posted = discord.messages(general).length;
  at += 30 * dayMs - 1;
  await bot.deliveryWorker.drain();
  await store.system.deleteExpired(at);
  expect(discord.messages(general)).toHaveLength(posted);
  expect(await store.members.find(id, person.id)).toBeDefined();

  at += 1;
  await store.system.deleteExpired(at);
  expect(await store.communities.find(id)).toBeUndefined();
  expect(await store.members.find(id, person.id)).toBeUndefined();
  const left = await store.connection.collection('deliveries').countDocuments({ communityId: id });
  expect(left).toBe(0);
  const [entry] = await store.entries.list(person.id, {}, { limit: 1 });
  expect(entry).toMatchObject({ text: 'built a parser', audience: 'private', posts: [] });
  expect(entry).not.toHaveProperty('communityId');
  expect((await ada.slash('dm', 'history list')).text).toContain('built a parser');
  await close();
});
