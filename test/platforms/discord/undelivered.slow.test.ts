import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FakeGuild, FakeUser } from '../../fakes/discord/index.ts';
import { type DiscordHarness, openDiscordHarness, until } from './discord-harness.ts';

const callback = 'POST /interactions/:id/:token/callback';
const trouble = Number.POSITIVE_INFINITY;
let harness: DiscordHarness;
let guild: FakeGuild;
let ada: FakeUser;

beforeAll(async () => {
  harness = await openDiscordHarness();
  guild = harness.discord.addGuild();
});
afterAll(() => harness.close());
beforeEach(() => {
  ada = harness.discord.addUser({ installedApp: true });
  guild.addMember(ada);
});
afterEach(() => harness.discord.faults.clear());

const general = () => guild.systemChannel!;
const personOf = ({ id: user }: FakeUser) =>
  harness.store.people.findByIdentity({ platform: 'discord', user });
const owed = async (user: FakeUser): Promise<number> => (await personOf(user))?.undelivered?.length ?? 0;

/** Logs something while no first answer gets through. */
async function logUnseen(text: string): Promise<void> {
  const before = await owed(ada);
  harness.discord.faults.status(callback, 500, trouble);
  void ada.slash(general(), 'log', { text });
  await until(async () => (await owed(ada)) > before);
  harness.discord.faults.clear();
}

// The fake's faults ended before the bot gave up; Discord's last longer than its 3 s.
describe('an entry that was saved while its answer did not get through', () => {
  test('is told of in the next answer, once, and to its author alone', async () => {
    await logUnseen('the unseen thing');
    const eve = harness.discord.addUser();
    guild.addMember(eve);
    expect((await eve.slash(general(), 'today')).text).not.toContain('unseen');
    const next = await ada.slash(general(), 'today');
    expect(next.text).toContain("Your last entry was saved, but my answer didn't reach you");
    expect([next.text.includes('> the unseen thing'), next.ephemeral]).toEqual([true, true]);
    expect((await ada.slash(general(), 'today')).text).not.toContain('did not get through');
    expect(await owed(ada)).toBe(0);
  });

  test('is told of again where that answer did not get through either', async () => {
    await logUnseen('the unseen thing');
    harness.discord.faults.status(callback, 500, trouble);
    void ada.slash(general(), 'today');
    await until(async () => (await owed(ada)) === 0);
    await until(async () => (await owed(ada)) === 1);
    harness.discord.faults.clear();
    expect((await ada.slash(general(), 'today')).text).toContain('> the unseen thing');
  });

  test('is no more told of when it is gone', async () => {
    await logUnseen('the unseen thing');
    const person = (await personOf(ada))!;
    const [entry] = await harness.store.entries.list(person.id, {}, { limit: 1 });
    await harness.store.entries.save({ ...entry!, deletedAt: Date.now() });
    expect((await ada.slash(general(), 'today')).text).not.toContain('did not get through');
    expect(await owed(ada)).toBe(0);
  });

  test('stands beside a newer one as the earlier, and with others in one list', async () => {
    await logUnseen('the first');
    expect((await ada.slash(general(), 'log', { text: 'the second' })).text).toContain(
      "Your earlier entry was saved, but my answer didn't reach you",
    );
    await logUnseen('the third');
    await logUnseen('the fourth');
    const { text } = await ada.slash(general(), 'today');
    expect(text).toContain("Your last 2 entries were saved, but my answers didn't reach you");
    expect(text).toMatch(/> the third\s+> the fourth/);
  });

  test('waits for an answer that nobody else sees', async () => {
    await logUnseen('the unseen thing');
    const person = (await personOf(ada))!;
    const open = await harness.bot.dispatcher.dispatch({
      eventId: 'x',
      actor: { identity: person.identities[0]!, displayName: 'ada', isOrganiser: true },
      place: {
        kind: 'channel',
        platform: 'discord',
        channel: general().id,
        community: { external: guild.id, name: guild.name },
      },
      interaction: { type: 'command', name: 'setup', subcommand: 'invite', options: {} },
    });
    expect(open).toMatchObject({ type: 'reply', reply: { visibility: 'public' } });
    expect(JSON.stringify(open)).not.toContain('unseen');
    expect((await ada.slash(general(), 'today')).text).toContain('> the unseen thing');
  });
});
