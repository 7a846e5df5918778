import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FakeUser } from '../../fakes/discord/index.ts';
import { type DiscordHarness, openDiscordHarness, until } from './discord-harness.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
/** A Wednesday, 10:00 in UTC; prompts at 11:00. */
const morning = Date.parse('2027-03-10T10:00:00Z');

let at: number;
let harness: DiscordHarness;
let ada: FakeUser;

beforeEach(async () => {
  at = morning;
  harness = await openDiscordHarness({ now: () => at, fake: { rateLimits: false } });
  const guild = harness.discord.addGuild();
  ada = harness.discord.addUser();
  guild.addMember(ada);
  await ada.slash(guild.systemChannel!, 'start', { zone: 'UTC', time: '11:00' });
  await until(() => said().length === 1);
});
afterEach(async () => {
  harness.discord.expectNoViolations();
  await harness.close();
});

const said = () => ada.inbox.filter((it) => it.author !== ada);
const next = async (act: () => unknown) => {
  const before = said().length;
  await act();
  await until(() => said().length > before);
  return said().at(-1)!;
};
/** Goes to an hour of a date, counted from the first one, and sends what is due. */
const goTo = async (date: number, hours: number) => {
  at = morning + date * day + (hours - 10) * hour;
  await harness.bot.deliveryWorker.drain();
};
const typeOn = async (date: number) => {
  await goTo(date, 10);
  return next(() => ada.post('dm', `built part ${date}`));
};

test('a milestone, a freeze, a streak that ends and comes back, and a weekly summary on Discord', async () => {
  for (let date = 0; date < 6; date++) await typeOn(date);
  const seventh = await typeOn(6);
  expect(seventh.text).toContain('7 days in a row!');
  expect(seventh.text).toContain('You earned a freeze (1 of 2)');
  expect(seventh.attachments).toHaveLength(1);

  await goTo(7, 11);
  const saved = await next(() => goTo(8, 11));
  expect(saved.text).toContain('A freeze saved your **7-day streak** yesterday. 0 left.');
  const ended = await next(() => goTo(9, 11));
  expect(ended.text).toContain('Your **7-day streak** ended yesterday.');
  const { modal } = await ada.press(ended, 'Log it for yesterday');
  const back = await ada.submitModal(modal!, { 'What you built': 'it was late' });
  expect(back.text).toContain('Logged for yesterday');
  expect(back.text).toContain('8 days');

  for (let date = 9; date < 14; date++) await typeOn(date === 9 ? 9.1 : date);
  const offer = await next(() => goTo(14, 11));
  expect(offer.text).toContain('Would you like a short summary of your week every Monday?');
  expect((await ada.press(offer, 'Yes, every Monday')).text).toContain('Monday');
  await next(() => ada.post('dm', 'built the last part'));
  expect(said().at(-1)?.text).toContain('14 days in a row!');

  const summary = await next(() => goTo(19, 8));
  expect(summary.text).toContain('Your week, ');
  expect(summary.text).toContain('Your **14-day streak** ended on Fri, Mar 26.');
  expect(summary.text).toContain('built the last part');
  expect(summary.attachments).toHaveLength(1);
  expect((await ada.press(summary, 'No more summaries')).text).toContain('summar');
  await goTo(19, 11);
  expect(said().filter((it) => it.text.includes('ended'))).toHaveLength(2);
  await goTo(26, 8);
  expect(said().filter((it) => it.text.includes('Your week, '))).toHaveLength(1);
});
