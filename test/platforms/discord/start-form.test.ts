import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FakeGuild, FakeUser } from '../../fakes/discord/index.ts';
import { type DiscordHarness, openDiscordHarness, until } from './discord-harness.ts';

let harness: DiscordHarness;
let harbour: FakeGuild;
let island: FakeGuild;

beforeAll(async () => {
  harness = await openDiscordHarness({ fake: { rateLimits: false } });
  harbour = harness.discord.addGuild({ name: 'Harbour' });
  island = harness.discord.addGuild({ name: 'Island' });
  for (const { systemChannel } of [harbour, island])
    await until(() => harness.discord.messages(systemChannel!).length > 0);
});
afterAll(async () => {
  harness.discord.expectNoViolations();
  await harness.close();
});

function newcomer(username: string): FakeUser {
  const user = harness.discord.addUser({ username });
  for (const guild of [harbour, island]) guild.addMember(user);
  return user;
}
const defaults = (guild: FakeGuild, audience: string) =>
  harness.discord.state.users.get(guild.ownerId)!.slash(guild.systemChannel!, 'setup defaults', { audience });

async function audiences(user: FakeUser): Promise<Record<string, string>> {
  const person = await harness.store.people.findByIdentity({ platform: 'discord', user: user.id });
  const found: Record<string, string> = {};
  for (const it of await harness.store.members.listOfPerson(person?.id ?? '')) {
    const community = await harness.store.communities.find(it.communityId);
    found[community?.name ?? ''] = it.audience;
  }
  return found;
}

/** Opens the form and sends it with nothing but a new time. */
async function changeTime(user: FakeUser, guild: FakeGuild, time: string) {
  const opened = await user.slash(guild.systemChannel!, 'start');
  return user.submitModal(opened.modal!, { time });
}

test('whoever was told "private" stays private when only the time changes', async () => {
  const ada = newcomer('ada');
  const told = await ada.slash(harbour.systemChannel!, 'start', { zone: 'UTC', time: '09:00' });
  expect(told.text).toContain('What you log here is **only for you**');
  await defaults(harbour, 'this community');
  await changeTime(ada, harbour, '10:00');
  expect(await audiences(ada)).toEqual({ Harbour: 'private' });
});

test('in a second server its own default is offered to whoever joins there, and not to whoever has logged there', async () => {
  const [bob, cyd] = [newcomer('bob'), newcomer('cyd')];
  await defaults(island, 'only themselves');
  for (const user of [bob, cyd]) {
    await user.slash(harbour.systemChannel!, 'start', { zone: 'UTC', time: '09:00', audience: 'private' });
  }
  await bob.slash(island.systemChannel!, 'log', { text: 'something' });
  await defaults(island, 'this community');
  await changeTime(bob, island, '10:00');
  await changeTime(cyd, island, '10:00');
  expect(await audiences(bob)).toEqual({ Harbour: 'private', Island: 'private' });
  expect(await audiences(cyd)).toEqual({ Harbour: 'private', Island: 'community' });
});
