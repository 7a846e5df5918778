import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeMessage } from '../../fakes/slack/driver/surface.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import { openSlackHarness, type SlackHarness, submitted, until } from './slack-harness.ts';

const minute = 60_000;
const hour = 60 * minute;

let at: number;
let harness: SlackHarness;
let general: FakeChannel;
let ada: FakeUser;

beforeEach(async () => {
  // 10:00 in UTC.
  at = Date.parse('2027-03-10T10:00:00Z');
  harness = await openSlackHarness({ mode: 'socket', now: () => at });
  general = harness.team.addChannel({ name: 'general', botIn: true });
  ada = harness.team.addUser({ name: 'ada', tz: 'UTC' });
  await submitted(ada, await ada.slash(general, '/shipmate start'), { time: '11:00' });
  await until(() => said().length > 0);
  at += hour;
  await harness.bot.deliveryWorker.drain();
});
afterEach(async () => {
  harness.slack.expectNoViolations();
  await harness.close();
});

const said = (): FakeMessage[] => harness.slack.messages(ada.dm).filter((it) => it.record.byBot);
const prompt = (): FakeMessage => said()[1] as FakeMessage;

describe('a question that is answered', () => {
  test('shows what was done in its place, and its buttons go', async () => {
    await submitted(ada, await ada.press(prompt(), 'Log it'), { text: 'built the parser' });
    expect(said()).toHaveLength(2);
    expect(prompt().text).toContain('built the parser');
    expect(prompt().labels).not.toContain('Snooze 1 h');
  });

  test('is answered in the form where that was open for longer than the answer address lives', async () => {
    const form = await ada.press(prompt(), 'Log it');
    at += 31 * minute;
    const done = await ada.submitView(form.view!, { text: 'built the parser' });
    expect(done.view?.text).toContain('Logged for today');
    expect(said()).toHaveLength(2);
  });

  test('is changed by its own name where the answer address does not take it', async () => {
    harness.slack.faults.status('response_url', 404);
    await ada.press(prompt(), 'Skip today');
    await until(() => prompt().text.includes('no more reminders today'));
    expect(said()).toHaveLength(2);
  });

  test('is answered by a new message where it was deleted meanwhile', async () => {
    harness.slack.faults.status('response_url', 404);
    harness.slack.faults.error('chat.update', 'message_not_found');
    await ada.press(prompt(), 'Skip today');
    await until(() => said().length === 3);
    expect(said().at(-1)?.text).toContain('no more reminders today');
  });

  test('offers in its place what can still be done, and takes it back there', async () => {
    await ada.press(prompt(), 'Skip today');
    expect(prompt().labels).toEqual(['Log it', 'Remind me today']);
    await ada.press(prompt(), 'Remind me today');
    expect(prompt().text).toContain("I'll remind you again");
  });

  test('pressed twice at once, is answered once in its place', async () => {
    harness.slack.faults.duplicateInteractions(1);
    await ada.press(prompt(), 'Snooze 1 h');
    await until(() => prompt().text.includes("I'll ask again"));
    expect(said()).toHaveLength(2);
  });
});

test('a list turns its pages, and an entry opens and is edited, in one message', async () => {
  for (let index = 0; index < 14; index++) {
    at += minute;
    await ada.slash('dm', `/shipmate log number ${index}`);
  }
  const list = await ada.slash('dm', '/shipmate history');
  const before = said().length;
  const shown = list.shown;
  await ada.press(shown, 'Older');
  expect(shown.text).not.toContain('number 13');
  await ada.press(shown, 'Newest');
  expect(shown.text).toContain('number 13');
  expect(said()).toHaveLength(before);
});

test('the steps of why stand in one message', async () => {
  const stuck = await ada.slash('dm', '/shipmate stuck the queue stalls');
  const asked = (await ada.press(stuck.shown, 'Ask me why')).shown;
  const before = said().length;
  await submitted(ada, await ada.press(asked, 'Answer'), { words: 'Redis was not running' });
  await until(() => asked.text.includes('Redis was not running'));
  expect(said()).toHaveLength(before);
});
