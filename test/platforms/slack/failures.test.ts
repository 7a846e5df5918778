import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import { openSlackHarness, type SlackHarness, until } from './slack-harness.ts';

let harness: SlackHarness;
let ada: FakeUser;
let general: FakeChannel;

beforeAll(async () => {
  harness = await openSlackHarness({ timing: { submitMs: 150 } });
});
afterAll(() => harness.close());
beforeEach(() => {
  ada = harness.team.addUser();
  general = harness.team.addChannel({ name: `general-${ada.id}`, botIn: true });
});
afterEach(() => harness.slack.faults.clear());

describe('a form', () => {
  test('whose trigger has expired is offered by a button that opens it again', async () => {
    harness.slack.faults.error('views.open', 'expired_trigger_id');
    const late = await ada.slash(general, '/shipmate log kind:pain');
    expect(late.text).toContain('a moment too long');
    const opened = await ada.press(late.shown, 'What broke?');
    expect(opened.view?.title).toBe('What broke?');
    harness.slack.expectNoViolations();
  });

  test('that came too late twice is offered by a button still', async () => {
    harness.slack.faults.error('views.open', 'expired_trigger_id', 2);
    const late = await ada.slash(general, '/shipmate log kind:pain');
    const later = await ada.press(late.shown, 'What broke?');
    expect((await ada.press(later.shown, 'What broke?')).view?.title).toBe('What broke?');
  });

  test('behind a button is offered again too', async () => {
    const today = await ada.slash(general, '/shipmate log one thing');
    expect(today.acked).toBe(true);
    const shown = await ada.slash(general, '/shipmate today');
    harness.slack.faults.error('views.open', 'expired_trigger_id');
    const late = await ada.press(shown.shown, 'Log it');
    expect((await ada.press(late.shown, 'What did you build?')).view?.title).toBe('What did you build?');
  });

  test('whose answer takes long says so, then shows it', async () => {
    const opened = await ada.slash(general, '/shipmate log');
    const { find } = harness.store.checkpoints;
    const slow = Object.assign(harness.store.checkpoints, {
      find: async (id: string) => {
        await new Promise((resolve) => setTimeout(resolve, 400));
        return find(id);
      },
    });
    const done = await ada.submitView(opened.view!, { text: 'slowly' }, { until: 'ack' });
    expect(done).toMatchObject({ acked: true });
    expect(done.ackMs).toBeLessThan(380);
    expect(ada.modal?.text).toContain('One moment');
    await until(() => ada.modal?.text.includes('slowly') === true);
    slow.find = find;
    harness.slack.expectNoViolations();
  });

  test('that is wrong and takes long comes back with what was typed', async () => {
    const opened = await ada.slash(general, '/shipmate log');
    const { findByIdentity } = harness.store.people;
    Object.assign(harness.store.people, {
      findByIdentity: async (identity: never) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        return findByIdentity(identity);
      },
    });
    await ada.submitView(opened.view!, { text: 'slowly', minutes: 'many' }, { until: 'ack' });
    await until(() => ada.modal?.text.includes('I kept what you typed') === true);
    Object.assign(harness.store.people, { findByIdentity });
    await ada.submitView(ada.modal!, { minutes: '5' }, { until: 'ack' });
    const person = await harness.store.people.findByIdentity({
      platform: 'slack',
      team: harness.team.id,
      user: ada.id,
    });
    await until(async () => {
      const entries = await harness.store.entries.list(person?.id ?? '', {}, { limit: 5 });
      return entries[0]?.text === 'slowly' && entries[0].minutes === 5;
    });
    harness.slack.expectNoViolations();
  });
});

describe('an answer', () => {
  test('that the response_url no longer takes goes to the DM', async () => {
    harness.slack.faults.status('response_url', 404);
    const answer = await ada.slash(general, '/shipmate today');
    expect(answer.messages.at(-1)?.channel).toBe(ada.dm);
  });

  test('is said again when Slack certainly did not take it, and never when it may have', async () => {
    harness.slack.faults.status('response_url', 503);
    expect((await ada.slash(general, '/shipmate today')).ephemeral).toHaveLength(1);
    harness.slack.faults.dropAfterAccept('response_url');
    const lost = await ada.slash(general, '/shipmate today');
    expect(lost.ephemeral).toHaveLength(1);
    expect(lost.messages).toHaveLength(0);
  });

  test('of something unexpected is an apology with a reference', async () => {
    const { list } = harness.store.entries;
    await ada.slash(general, '/shipmate log x');
    Object.assign(harness.store.entries, {
      list: async () => {
        throw new Error('planted');
      },
    });
    expect((await ada.slash(general, '/shipmate history')).text).toContain('went wrong on our side');
    Object.assign(harness.store.entries, { list });
  });
});

describe('a profile', () => {
  test('that Slack does not give leaves the command working', async () => {
    harness.slack.faults.error('users.info', 'ratelimited');
    expect((await ada.slash(general, '/shipmate log something')).text).toContain('Logged');
  });
});

describe('the app', () => {
  const own: SlackHarness[] = [];
  afterEach(async () => {
    for (const each of own.splice(0)) await each.close();
  });
  const removed = async ({ store, team }: SlackHarness): Promise<boolean> =>
    (await store.communities.findByExternal('slack', team.id))?.removedAt !== undefined;

  test.each(['uninstall', 'revokeTokens'] as const)(
    'that goes (%s) stops the jobs of the community',
    async (how) => {
      const left = await openSlackHarness();
      own.push(left);
      await left.team[how]();
      await until(() => removed(left));
      expect(left.platform.ready()).toMatchObject({ ok: false, detail: 'the app was removed from Guild' });
      expect(left.platform.canAnswer()).toBe(false);
    },
  );

  test('is found gone by any call when nobody tells', async () => {
    const left = await openSlackHarness({ timing: { refusedTokenMs: 5, removedAfterMs: 50 } });
    own.push(left);
    const place = left.team.addChannel({ name: 'general', botIn: true });
    left.team.record.installation!.state = 'uninstalled';
    const to = { platform: 'slack', team: left.team.id, channel: place.id };
    const reply = { code: 'x', visibility: 'public', text: { source: 'hi' } } as const;
    expect(await left.platform.messenger.send(to, reply, 'd1')).toMatchObject({
      ok: false,
      kind: 'retry',
      reason: 'token-refused',
      detail: 'account_inactive',
    });
    expect(left.platform.ready()).toMatchObject({ ok: false, detail: 'the app was removed from Guild' });
    expect(await removed(left)).toBe(false);
    await until(() => removed(left));
  });
});
