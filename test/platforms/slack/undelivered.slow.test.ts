import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import { openSlackHarness, type SlackHarness, until } from './slack-harness.ts';

const trouble = Number.POSITIVE_INFINITY;
let harness: SlackHarness;
let ada: FakeUser;
let general: FakeChannel;
let end: NodeJS.Timeout | undefined;

beforeAll(async () => {
  harness = await openSlackHarness();
});
afterAll(() => harness.close());
beforeEach(() => {
  ada = harness.team.addUser();
  general = harness.team.addChannel({ name: `general-${ada.id}`, botIn: true });
});
afterEach(() => {
  clearTimeout(end);
  harness.slack.faults.clear();
});
const over = (ms: number): void => {
  end = setTimeout(() => harness.slack.faults.clear(), ms);
};
const owed = async (): Promise<number> => {
  const person = await harness.store.people.findByIdentity({
    platform: 'slack',
    team: harness.team.id,
    user: ada.id,
  });
  return person?.undelivered?.length ?? 0;
};

// The fake failed for one or two requests; Slack fails for a time.
describe('while Slack fails for a time', () => {
  test('an answer gets through after two seconds', async () => {
    harness.slack.faults.status('response_url', 500, trouble);
    over(2_000);
    const answer = await ada.slash(general, '/shipmate log built it');
    expect(answer.text).toContain('built it');
    expect(await owed()).toBe(0);
  });

  test.each([
    ['500', () => harness.slack.faults.status('views.open', 500, trouble)],
    ['lost requests', () => harness.slack.faults.dropBeforeAccept('views.open', trouble)],
    ['lost responses', () => harness.slack.faults.dropAfterAccept('views.open', trouble)],
  ] as const)('a form still opens within its three seconds (%s)', async (_, fails) => {
    fails();
    over(1_500);
    const answer = await ada.slash(general, '/shipmate log');
    await until(() => ada.modal !== undefined);
    expect(ada.modal?.title).toBe('What did you build?');
    expect(answer.ephemeral).toEqual([]);
  });

  test('a form that does not open says so, and does not speak of three seconds', async () => {
    harness.slack.faults.rateLimit('views.open');
    const answer = await ada.slash(general, '/shipmate log');
    expect(answer.text).toContain("Slack didn't open the form. Try again?");
    expect((await ada.press(answer.shown, 'What did you build?')).view?.title).toBe('What did you build?');
  });

  test('what was saved unseen is told in the next answer, once, and to its author alone', async () => {
    harness.slack.faults.status('response_url', 404, trouble);
    harness.slack.faults.error('chat.postMessage', 'channel_not_found', trouble);
    const unseen = await ada.slash(general, '/shipmate log the unseen thing', { until: 'ack' });
    expect(unseen.acked).toBe(true);
    await until(async () => (await owed()) === 1);
    harness.slack.faults.clear();
    const eve = harness.team.addUser();
    general.record.members.add(eve.id);
    expect((await eve.slash(general, '/shipmate today')).text).not.toContain('unseen');
    const next = await ada.slash(general, '/shipmate today');
    expect(next.text).toContain("Your last entry was saved, but my answer didn't reach you");
    expect(next.ephemeral[0]?.text).toContain('the unseen thing');
    expect((await ada.slash(general, '/shipmate today')).text).not.toContain('did not get through');
  });

  test('what may have been seen is told as that', async () => {
    harness.slack.faults.dropBeforeAccept('response_url');
    await ada.slash(general, '/shipmate log the unseen thing', { until: 'ack' });
    await until(async () => (await owed()) === 1);
    expect((await ada.slash(general, '/shipmate today')).text).toContain(
      'Your last entry was saved, but my answer may not have reached you',
    );
  });
});
