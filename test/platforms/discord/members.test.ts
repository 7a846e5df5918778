import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeGuild, FakeUser } from '../../fakes/discord/index.ts';
import { type DiscordHarness, openDiscordHarness, until } from './discord-harness.ts';

let harness: DiscordHarness;
let guild: FakeGuild;
let at = Date.parse('2027-03-10T08:00:00Z');
const general = () => guild.systemChannel!;

beforeAll(async () => {
  harness = await openDiscordHarness({ now: () => at, fake: { rateLimits: false } });
  guild = harness.discord.addGuild({ name: 'Harbour' });
  await until(() => harness.discord.messages(general()).length > 0);
});
afterAll(async () => {
  harness.discord.expectNoViolations();
  await harness.close();
});

function newcomer(options: Parameters<typeof harness.discord.addUser>[0] = {}): FakeUser {
  const user = harness.discord.addUser(options);
  guild.addMember(user);
  return user;
}
const start = (user: FakeUser) =>
  user.slash(general(), 'start', { zone: 'UTC', time: '09:00', audience: 'private' });
const personOf = (user: FakeUser) =>
  harness.store.people.findByIdentity({ platform: 'discord', user: user.id });
const openings = () =>
  harness.discord.requests.filter((it) => it.route === 'POST /users/@me/channels').length;

describe('the opt-in', () => {
  test('opens the DM, and whatever comes later goes to the channel that was kept', async () => {
    const ada = newcomer({ username: 'ada' });
    await start(ada);
    expect(openings()).toBe(1);
    expect((await personOf(ada))?.dm).toEqual({ platform: 'discord', channel: ada.dm!.id });
    expect(ada.inbox.map((it) => it.text)).toEqual([expect.stringContaining('what a prompt looks like')]);
    at += 61 * 60_000;
    await harness.bot.deliveryWorker.drain();
    expect(ada.inbox).toHaveLength(2);
    expect(openings()).toBe(1);
    expect(harness.discord.warnings).toEqual([]);
  });

  test('with a closed DM says so at once, to that person alone', async () => {
    const answer = await start(newcomer({ dms: 'closed' }));
    expect([answer.ephemeral, answer.text]).toEqual([true, expect.stringMatching(/DMs? .*closed/)]);
  });

  test('whose DM is closed later is told at the next command, once and to that person alone', async () => {
    const eve = newcomer({ username: 'eve' });
    await start(eve);
    eve.dms = 'closed';
    at += 24 * 60 * 60_000;
    await harness.bot.deliveryWorker.drain();
    expect((await personOf(eve))?.dm?.closedAt).toBe(at);
    const told = await eve.slash(general(), 'history list');
    expect([told.ephemeral, told.text]).toEqual([true, expect.stringContaining("I can't DM you")]);
    expect((await eve.slash(general(), 'history list')).text).not.toContain("I can't DM you");
  });
});

describe("a message's menu", () => {
  test.each(['Log this as progress', 'Log this as what broke'])(
    "%s refuses somebody else's message kindly, and keeps nothing",
    async (label) => {
      const [bob, cyd] = [newcomer(), newcomer()];
      const answer = await bob.messageCommand(label, cyd.post(general(), 'built it'));
      expect([answer.ephemeral, answer.text]).toEqual([true, expect.stringContaining("someone else's")]);
      const person = await personOf(bob);
      expect(person && (await harness.store.entries.list(person.id, {}, { limit: 1 }))).toBeFalsy();
    },
  );
});

describe("organisers' commands", () => {
  test('are for organisers, whatever the settings of the server let through', async () => {
    const dan = newcomer();
    await expect(dan.slash(general(), 'setup show')).rejects.toThrow('permissions');
    guild.overrideCommand('setup', dan, true);
    const answer = await dan.slash(general(), 'setup zone', { zone: 'Lisbon' });
    expect([answer.ephemeral, answer.text]).toEqual([
      true,
      expect.stringContaining('is only for organisers'),
    ]);
  });

  test('can be used by those whom organisers name, once the server lets them through', async () => {
    const fay = newcomer();
    guild.overrideCommand('setup', fay, true);
    const owner = harness.discord.state.users.get(guild.ownerId)!;
    const named = await owner.slash(general(), 'setup organiser', { who: fay });
    expect(named.text).toContain("They're an organiser here now");
    expect(named.text).toContain('Server Settings > Integrations > Shipmate');
    expect((await fay.slash(general(), 'setup zone', { zone: 'Lisbon' })).text).toContain('Lisbon');
  });

  test('name no bot and nobody who is not in the server', async () => {
    const owner = harness.discord.state.users.get(guild.ownerId)!;
    const before = (await harness.store.communities.findByExternal('discord', guild.id))!.organisers;
    const bot = await owner.slash(general(), 'setup organiser', { who: harness.discord.state.bot });
    expect(bot.text).toContain("That's a bot");
    const elsewhere = harness.discord.addUser();
    const stranger = await owner.slash(general(), 'setup organiser', { who: elsewhere });
    expect(stranger.text).toContain("I can't find");
    expect((await harness.store.communities.findByExternal('discord', guild.id))!.organisers).toEqual(before);
  });

  test('say whom organisers named', async () => {
    const gus = newcomer();
    const owner = harness.discord.state.users.get(guild.ownerId)!;
    await owner.slash(general(), 'setup organiser', { who: gus });
    const left = newcomer();
    await owner.slash(general(), 'setup organiser', { who: left });
    guild.members.delete(left.id);
    const { text } = await owner.slash(general(), 'setup show');
    expect(text).toContain(gus.username);
    expect(text).toContain("1 account I can't name");
    await owner.slash(general(), 'setup organiser', { who: left, remove: true });
    expect((await owner.slash(general(), 'setup show')).text).not.toContain("I can't name");
  });
});

describe('a place that is not of a community', () => {
  test('is not called a DM', async () => {
    const elsewhere = harness.discord.addGuild({ installed: false });
    const hal = harness.discord.addUser({ installedApp: true });
    elsewhere.addMember(hal);
    const logged = await hal.slash(elsewhere.systemChannel!, 'log', { text: 'x', audience: 'community' });
    expect(logged.text).toContain("I'm not a member here, so only you can see it");
    expect((await hal.slash('dm', 'log', { text: 'y', audience: 'community' })).text).toContain(
      'You logged this in a DM',
    );
  });
});
