import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse, submitted, until } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  house.slack.expectNoViolations();
  await house.close();
});

test('a new zone in the profile is offered in the DM, and moves the day only at the press of the button', async () => {
  const ada = house.team.addUser({ name: 'ada', tz: 'Europe/Lisbon' });
  const general = house.team.addChannel({ name: 'general' });
  const person = async () =>
    house.store.people.findByIdentity({ platform: 'slack', team: house.team.id, user: ada.id });
  await submitted(ada, await ada.slash(general, '/shipmate start'), {});
  const before = house.slack.messages(ada.dm).length;

  await ada.changeProfile({ realName: 'Ada L.' });
  await ada.changeProfile({ tz: 'Asia/Tokyo' });
  await until(() => house.slack.messages(ada.dm).length === before + 1);
  const offer = house.slack.messages(ada.dm).at(-1)!;
  expect(offer.text).toContain('Your profile says Asia/Tokyo now');
  expect((await person())?.clocks.at(-1)?.zone).toBe('Europe/Lisbon');

  expect((await ada.press(offer, 'Move my day')).text).toContain('Asia/Tokyo');
  expect((await person())?.clocks.at(-1)?.zone).toBe('Asia/Tokyo');
});

test('whoever has no prompts is not written to', async () => {
  const bob = house.team.addUser({ name: 'bob', tz: 'Europe/Lisbon' });
  const channel = house.team.addChannel({ name: 'other' });
  await bob.slash(channel, '/shipmate log something');
  await bob.changeProfile({ tz: 'Asia/Tokyo' });
  await bob.slash(channel, '/shipmate today');
  expect(house.slack.messages(bob.dm)).toEqual([]);
});
