import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSlackHarness, type SlackHarness, submitted, until } from './slack-harness.ts';

let harness: SlackHarness;
beforeAll(async () => {
  harness = await openSlackHarness();
});
afterAll(async () => {
  harness.slack.expectNoViolations();
  await harness.close();
});

test('a new zone in the profile is offered in the DM, and moves the day only at the press of the button', async () => {
  const ada = harness.team.addUser({ name: 'ada', tz: 'Europe/Lisbon' });
  const general = harness.team.addChannel({ name: 'general' });
  const person = async () =>
    harness.store.people.findByIdentity({ platform: 'slack', team: harness.team.id, user: ada.id });
  await submitted(ada, await ada.slash(general, '/shipmate start'), {});
  const before = harness.slack.messages(ada.dm).length;

  await ada.changeProfile({ realName: 'Ada L.' });
  await ada.changeProfile({ tz: 'Asia/Tokyo' });
  await until(() => harness.slack.messages(ada.dm).length === before + 1);
  const offer = harness.slack.messages(ada.dm).at(-1)!;
  expect(offer.text).toContain('Your profile now says Asia/Tokyo');
  expect((await person())?.clocks.at(-1)?.zone).toBe('Europe/Lisbon');

  expect((await ada.press(offer, 'Switch')).text).toContain('Asia/Tokyo');
  expect((await person())?.clocks.at(-1)?.zone).toBe('Asia/Tokyo');
});

test('whoever has no prompts is not written to', async () => {
  const bob = harness.team.addUser({ name: 'bob', tz: 'Europe/Lisbon' });
  const channel = harness.team.addChannel({ name: 'other' });
  await bob.slash(channel, '/shipmate log something');
  await bob.changeProfile({ tz: 'Asia/Tokyo' });
  await bob.slash(channel, '/shipmate today');
  expect(harness.slack.messages(bob.dm)).toEqual([]);
});
