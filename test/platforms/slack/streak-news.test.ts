import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FakeMessage } from '../../fakes/slack/driver/surface.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import { openSlackHarness, type SlackHarness, submitted, until } from './slack-harness.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
/** A Wednesday, 10:00 in UTC; prompts at 11:00. */
const morning = Date.parse('2027-03-10T10:00:00Z');

let at: number;
let harness: SlackHarness;
let ada: FakeUser;

afterEach(async () => {
  harness.slack.expectNoViolations();
  await harness.close();
});

const said = (): FakeMessage[] => harness.slack.messages(ada.dm).filter((it) => it.record.byBot);
const next = async (act: () => unknown): Promise<FakeMessage> => {
  const before = said().length;
  await act();
  await until(() => said().length > before);
  return said().at(-1) as FakeMessage;
};
/** Goes to an hour of a date, counted from the first one, and sends what is due. */
const goTo = async (date: number, hours: number) => {
  at = morning + date * day + (hours - 10) * hour;
  await harness.bot.deliveryWorker.drain();
};
const typeOn = async (date: number) => {
  await goTo(date, 10);
  return next(() => ada.say('dm', `built part ${date}`));
};

describe.each(['socket', 'http'] as const)('on Slack, %s mode', (mode) => {
  beforeEach(async () => {
    at = morning;
    harness = await openSlackHarness({ mode, now: () => at });
    const general = harness.team.addChannel({ name: 'general', botIn: true });
    ada = harness.team.addUser({ name: 'ada', tz: 'UTC' });
    await submitted(ada, await ada.slash(general, '/shipmate start'), { time: '11:00' });
    await until(() => said().length > 0);
  });

  test('a milestone, a freeze, a streak that ends and comes back, and a weekly summary', async () => {
    for (let date = 0; date < 6; date++) await typeOn(date);
    const seventh = await typeOn(6);
    expect(seventh.text).toContain('7 days in a row!');
    expect(seventh.text).toContain('You earned a freeze (1 of 2)');
    await until(() => said().some((it) => it.record.files.length === 1));

    await goTo(7, 11);
    const saved = await next(() => goTo(8, 11));
    expect(saved.text).toMatch(/A freeze saved your \*?7-day streak\*? yesterday\. 0 left\./);
    const ended = await next(() => goTo(9, 11));
    expect(ended.text).toMatch(/Your \*?7-day streak\*? ended yesterday\./);
    const back = await submitted(ada, await ada.press(ended, 'Log it for yesterday'), {
      text: 'it was late',
    });
    expect(back.text).toContain('Logged for yesterday');
    expect(back.text).toContain('8 days');

    for (let date = 9; date < 14; date++) await typeOn(date === 9 ? 9.1 : date);
    const offer = await next(() => goTo(14, 11));
    expect(offer.text).toContain('Would you like a short summary of your week every Monday?');
    expect((await ada.press(offer, 'Yes, every Monday')).text).toContain('Monday');
    const last = await next(() => ada.say('dm', 'built the last part'));
    expect(last.text).toContain('14 days in a row!');

    await next(() => goTo(19, 8));
    const since = said().slice(said().indexOf(last) + 1);
    const text = since.map((it) => it.text).join('\n');
    expect(text).toContain('Your week, ');
    expect(text).toMatch(/Your \*?14-day streak\*? ended on Fri, Mar 26\./);
    expect(text).toContain('built the last part');
    const summary = since.find((it) => it.labels.includes('No more summaries'));
    expect((await ada.press(summary as FakeMessage, 'No more summaries')).text).toContain('summar');
    await goTo(26, 8);
    expect(said().filter((it) => it.text.includes('Your week, '))).toHaveLength(1);
  });
});
