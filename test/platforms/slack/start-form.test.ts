import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeChannel, FakeUser } from '../../fakes/slack/index.ts';
import { openSlackHarness, type SlackHarness, submitted, until } from './slack-harness.ts';

let harness: SlackHarness;
let general: FakeChannel;
let olga: FakeUser;

beforeAll(async () => {
  harness = await openSlackHarness();
  olga = harness.team.addUser({ name: 'olga', admin: true });
  general = harness.team.addChannel({ name: 'general' });
});
afterAll(async () => {
  harness.slack.expectNoViolations();
  await harness.close();
});

const newcomer = (name: string, tz = 'Europe/Lisbon'): FakeUser => harness.team.addUser({ name, tz });
const personOf = async (user: FakeUser) => {
  const found = await harness.store.people.findByIdentity({
    platform: 'slack',
    team: harness.team.id,
    user: user.id,
  });
  if (!found) throw new Error(`${user.id} is not stored`);
  return found;
};
const memberOf = async (user: FakeUser) =>
  (await harness.store.members.listOfPerson((await personOf(user)).id))[0];
const defaults = (audience: string) => olga.slash(general, `/shipmate setup defaults audience:${audience}`);

describe('the form of /start', () => {
  test('changes the time alone when only the time is touched, whatever became the default since', async () => {
    const ada = newcomer('ada');
    const told = await ada.slash(general, '/shipmate start zone:UTC time:09:00');
    await until(() => told.text.includes('What you log here is only for you'));
    await defaults('community');
    await submitted(ada, await ada.slash(general, '/shipmate start'), { time: '10:00' });
    expect(await memberOf(ada)).toMatchObject({ audience: 'private' });
    expect(await personOf(ada)).toMatchObject({ promptTime: 600 });
    const logged = await ada.slash(general, '/shipmate log nobody else reads this');
    expect(logged.text).not.toContain('Shared');
    const person = await personOf(ada);
    expect(await harness.store.entries.list(person.id, {}, { limit: 1 })).toMatchObject([
      { audience: 'private' },
    ]);
  });

  test('keeps what somebody was told who logged before the default changed', async () => {
    const bob = newcomer('bob');
    await defaults('private');
    await bob.slash(general, '/shipmate log first');
    await defaults('community');
    await submitted(bob, await bob.slash(general, '/shipmate start'), {});
    expect(await memberOf(bob)).toMatchObject({ audience: 'private' });
  });

  test('offers the default to whoever joins after it, and keeps their choice when the default is narrowed', async () => {
    const cyd = newcomer('cyd');
    await defaults('community');
    await submitted(cyd, await cyd.slash(general, '/shipmate start'), {});
    expect(await memberOf(cyd)).toMatchObject({ audience: 'community' });
    await defaults('private');
    await submitted(cyd, await cyd.slash(general, '/shipmate start'), { time: '11:00' });
    expect(await memberOf(cyd)).toMatchObject({ audience: 'community' });
  });

  test('keeps a zone that waits for today to end, and one that was taken from the community', async () => {
    const dan = newcomer('dan', 'Asia/Tokyo');
    await dan.slash(general, '/shipmate start zone:UTC');
    await dan.slash(general, '/shipmate settings zone:Lisbon');
    await submitted(dan, await dan.slash(general, '/shipmate start'), { time: '10:00' });
    expect((await personOf(dan)).clocks.at(-1)?.zone).toBe('Europe/Lisbon');

    const eve = newcomer('eve', 'Asia/Tokyo');
    const told = await eve.slash(general, '/shipmate start time:09:00');
    await until(() => told.text.includes('(UTC)'));
    await submitted(eve, await eve.slash(general, '/shipmate start'), { time: '10:00' });
    expect((await personOf(eve)).clocks.at(-1)?.zone).toBe('UTC');
  });

  test('offers a profile’s zone to whoever has none in force', async () => {
    const fay = newcomer('fay', 'Asia/Tokyo');
    await submitted(fay, await fay.slash(general, '/shipmate start'), {});
    expect((await personOf(fay)).clocks.at(-1)?.zone).toBe('Asia/Tokyo');
  });
});
