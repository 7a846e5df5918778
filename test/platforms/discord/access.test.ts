import { expect, test } from 'vitest';
import { newPerson } from '../../../src/core/people/index.ts';
import { scheduled } from '../../../src/core/reminders/index.ts';
import { openDiscordHarness, until } from './discord-harness.ts';

const post = 'POST /channels/:id/messages';
const hour = 60 * 60_000;

test('a DM without access waits for the next session, however long that takes, and then goes out', async () => {
  const morning = Date.parse('2027-03-10T08:59:00Z');
  let at = morning;
  const { discord, store, bot, close } = await openDiscordHarness({ now: () => at });
  const user = discord.addUser({ installedApp: true });
  const guild = discord.addGuild();
  guild.addMember(user);
  await until(() => discord.messages(guild.systemChannel!).length > 0);
  const identity = { platform: 'discord', user: user.id };
  const made = newPerson({ id: 'p', identity, zone: 'UTC', zoneChosen: true, nudgeTime: 1_200 }, morning);
  const dm = { platform: 'discord', channel: discord.state.dmWith(user).id };
  await store.people.create(
    scheduled({ ...made, prompts: 'on', dm }, morning, process.versions.tz ?? 'unknown'),
  );
  discord.faults.status(post, 403, 1, { code: 50001, message: 'Missing Access' });
  at += 60_000;
  await bot.deliveryWorker.drain();
  at += hour;
  await bot.deliveryWorker.drain();
  const waiting = await store.deliveries.find({ personId: 'p' }, 'p:prompt:2027-03-10');
  expect(waiting).toMatchObject({ state: 'pending', reason: 'no-access', attempts: 1 });
  expect(user.inbox).toEqual([]);
  discord.faults.invalidSession();
  await until(() => user.inbox.length > 0, 20_000);
  await bot.deliveryWorker.drain();
  const sent = await store.deliveries.find({ personId: 'p' }, 'p:prompt:2027-03-10');
  expect(sent).toMatchObject({ state: 'sent', attempts: 2, late: true });
  expect(user.inbox).toHaveLength(1);
  await close();
});

test('a prompt whose token is refused for a while waits for it, and Discord is hardly asked meanwhile', async () => {
  const morning = Date.parse('2027-03-10T08:59:00Z');
  let at = morning;
  const { discord, store, bot, close } = await openDiscordHarness({ now: () => at });
  const guild = discord.addGuild();
  const users = Array.from({ length: 12 }, () => discord.addUser());
  for (const [index, user] of users.entries()) {
    guild.addMember(user);
    const identity = { platform: 'discord', user: user.id };
    const made = newPerson(
      { id: `p${index}`, identity, zone: 'UTC', zoneChosen: true, nudgeTime: 1_200 },
      morning,
    );
    const dm = { platform: 'discord', channel: discord.state.dmWith(user).id };
    await store.people.create(
      scheduled({ ...made, prompts: 'on', dm }, morning, process.versions.tz ?? 'unknown'),
    );
  }
  const states = async () =>
    Promise.all(users.map((_, i) => store.deliveries.find({ personId: `p${i}` }, `p${i}:prompt:2027-03-10`)));
  discord.refuseToken();
  discord.forgetRequests();
  at += 60_000;
  await bot.deliveryWorker.drain();
  at += 5_000;
  await bot.deliveryWorker.drain();
  for (const it of await states()) expect(it).toMatchObject({ state: 'pending', reason: 'token-refused' });
  expect(users.flatMap((it) => it.inbox)).toEqual([]);
  expect(discord.requests.length).toBeLessThan(2 * users.length);
  discord.refuseToken(false);
  // Of those whose own time has come, one finds that the token is taken; the others follow at once.
  await until(async () => {
    at += 1_000;
    await bot.deliveryWorker.drain();
    return users.every((it) => it.inbox.length > 0);
  }, 20_000);
  for (const it of await states()) expect(it).toMatchObject({ state: 'sent' });
  expect(users.every((it) => it.inbox.length === 1)).toBe(true);
  await close();
});
