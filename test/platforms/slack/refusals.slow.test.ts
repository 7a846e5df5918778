import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import { openSlackHarness, type SlackHarness, until } from './slack-harness.ts';

const hourMs = 60 * 60_000;
let harness: SlackHarness;
let boss: FakeUser;
let ada: FakeUser;
let general: FakeChannel;
let now = Date.UTC(2026, 10, 19, 1);

beforeAll(async () => {
  harness = await openSlackHarness({ now: () => now });
  boss = harness.team.addUser({ name: 'boss', admin: true });
});
afterAll(() => harness.close());
beforeEach(async () => {
  now += 7 * 24 * hourMs;
  ada = harness.team.addUser({ tz: 'UTC' });
  general = harness.team.addChannel({ name: `general-${ada.id}`, botIn: true });
  await boss.slash(general, `/shipmate setup channel #${general.name}`);
  await begin();
  harness.logged.length = 0;
});
afterEach(async () => {
  harness.slack.faults.clear();
  await ada.slash(general, '/shipmate stop');
  now -= (now % (24 * hourMs)) - hourMs;
});

/** Their prompts begin, and the sample has arrived. */
async function begin(): Promise<void> {
  // The sample comes by DM before the answer does; a busy machine takes its time in between.
  const answer = await ada.slash(general, '/shipmate start zone:UTC time:09:00 audience:community');
  await until(() => answer.effects.some(({ interaction }) => interaction !== undefined));
}

const attempts = () =>
  harness.slack.requests.filter((it) => it.method === 'chat.postMessage' && it.args.channel === ada.dm)
    .length;
const person = async () =>
  (await harness.store.people.findByIdentity({ platform: 'slack', team: harness.team.id, user: ada.id }))!;
const latest = async (kind: 'prompt' | 'share') =>
  (await harness.store.deliveries.latest((await person()).id, kind, 1))[0];

/** Nine o'clock of the next day, at which the prompt is due and refused. */
async function promptRefused(plan: (faults: SlackHarness['slack']['faults']) => void): Promise<void> {
  await harness.bot.deliveryWorker.drain();
  harness.slack.requests.length = 0;
  plan(harness.slack.faults);
  now += 8 * hourMs;
  await harness.bot.deliveryWorker.drain();
}

async function again(afterMs: number): Promise<void> {
  now += afterMs;
  await harness.bot.deliveryWorker.drain();
}

describe('a prompt that Slack refuses', () => {
  test.each(['user_disabled', 'channel_not_found'])(
    'with %s is the last one until the member comes back, who is then told',
    async (error) => {
      await promptRefused((faults) => faults.error('chat.postMessage', error));
      expect(await latest('prompt')).toMatchObject({ state: 'parked', reason: 'dm-closed' });
      expect((await person()).dm?.closedAt).toBe(now);
      await again(24 * hourMs);
      expect(attempts()).toBe(1);
      expect((await ada.slash(general, '/shipmate today')).text).toMatch(/DM/);
    },
  );

  test.each(['invalid_blocks', 'msg_too_long'])(
    'with %s comes as words alone, once, and the defect is logged',
    async (error) => {
      await promptRefused((faults) => faults.error('chat.postMessage', error));
      expect(harness.slack.messages(ada.dm).at(-1)?.blocks).toEqual([]);
      expect(await latest('prompt')).toMatchObject({ state: 'sent' });
      expect(harness.logged).toMatchObject([{ level: 'error', facts: { code: error } }]);
      expect(attempts()).toBe(2);
    },
  );

  test.each<[string, (faults: SlackHarness['slack']['faults']) => void]>([
    ['HTTP 429', (faults) => faults.rateLimit('chat.postMessage', 1, 5)],
    ['ratelimited', (faults) => faults.error('chat.postMessage', 'ratelimited')],
  ])('with %s comes once the pause is over, and once', async (_what, plan) => {
    await promptRefused(plan);
    expect(await latest('prompt')).toMatchObject({ state: 'pending', reason: 'rate-limited' });
    await again(10_000);
    expect(await latest('prompt')).toMatchObject({ state: 'sent' });
    expect(attempts()).toBe(2);
  });

  test('with missing_scope is given up, the log names it, and the next day is tried', async () => {
    await promptRefused((faults) => faults.error('chat.postMessage', 'missing_scope'));
    expect(await latest('prompt')).toMatchObject({ state: 'failed', reason: 'no-permission' });
    expect(harness.logged.at(-1)).toMatchObject({ facts: { detail: 'missing_scope' } });
    await again(24 * hourMs);
    expect(await latest('prompt')).toMatchObject({ state: 'sent' });
  });
});

describe('a token that Slack refuses', () => {
  let before: { harness: SlackHarness; ada: FakeUser; general: FakeChannel };
  beforeEach(async () => {
    before = { harness, ada, general };
    harness = await openSlackHarness({
      now: () => now,
      timing: { refusedTokenMs: 40, removedAfterMs: 1e9 },
    });
    ada = harness.team.addUser({ tz: 'UTC' });
    general = harness.team.addChannel({ name: 'general', botIn: true });
    await begin();
  });
  afterEach(async () => {
    await harness.close();
    ({ harness, ada, general } = before);
  });
  const community = async () => (await harness.store.communities.findByExternal('slack', harness.team.id))!;

  test.each(['token_revoked', 'account_inactive', 'invalid_auth'])(
    'with %s for a while keeps what is due, and comes back by itself',
    async (error) => {
      await promptRefused(({ error: plan }) => {
        plan.call(harness.slack.faults, 'chat.postMessage', error);
        plan.call(harness.slack.faults, 'auth.test', error, 1_000);
      });
      expect(await latest('prompt')).toMatchObject({ state: 'pending', reason: 'token-refused' });
      expect(harness.platform.ready().ok).toBe(false);
      expect(harness.platform.canAnswer()).toBe(false);
      harness.slack.faults.clear();
      await until(async () => (await latest('prompt'))?.state === 'sent');
      expect(harness.platform.ready().ok).toBe(true);
      expect(attempts()).toBe(2);
      expect((await community()).removedAt).toBeUndefined();
      expect(
        (await harness.team.addUser({ name: 'captain', admin: true }).slash(general, '/shipmate setup show'))
          .text,
      ).not.toMatch(/can't|not allowed/);
    },
  );

  test('until its time is over is recorded as missed for that reason', async () => {
    await promptRefused((faults) => faults.error('*', 'token_revoked', 1_000));
    await again(4 * hourMs + 1);
    expect(await latest('prompt')).toMatchObject({ state: 'missed', reason: 'token-refused' });
  });

  test('is taken again with the next call that succeeds, whoever makes it', async () => {
    await promptRefused((faults) => faults.error('*', 'token_revoked', 1_000));
    expect(harness.platform.ready().ok).toBe(false);
    harness.slack.faults.clear();
    await ada.slash(general, '/shipmate today');
    await until(() => harness.platform.ready().ok);
    await until(async () => (await latest('prompt'))?.state === 'sent');
  });

  test('of a workspace that removed the app is asked about until it is back, which arrives again', async () => {
    await harness.team.uninstall();
    await until(async () => (await community()).removedAt !== undefined);
    expect(harness.platform.ready()).toMatchObject({ ok: false, detail: 'the app was removed from Guild' });
    harness.team.record.installation!.state = 'active';
    await until(async () => (await community()).removedAt === undefined);
    await until(() => harness.platform.ready().ok);
  });
});

describe('a shared entry that its channel refuses', () => {
  async function share(): Promise<void> {
    await ada.slash(general, '/shipmate log one thing audience:community');
    await harness.bot.deliveryWorker.drain();
  }

  test.each<[string, () => Promise<void>, RegExp]>([
    ['not_in_channel', () => general.removeBot(), /I'm not in that channel/],
    ['is_archived', () => general.archive(), /the channel is archived/],
  ])('with %s is in the log all the same, and the organisers are told why', async (error, change, words) => {
    const side = harness.team.addChannel({ name: 'side', botIn: true });
    await change();
    await ada.slash(side, '/shipmate log one thing audience:community');
    await harness.bot.deliveryWorker.drain();
    expect(await latest('share')).toMatchObject({ state: 'failed' });
    expect(harness.logged).toContainEqual(
      expect.objectContaining({ facts: expect.objectContaining({ detail: error }) }),
    );
    expect((await boss.slash(side, '/shipmate setup show')).text).toMatch(words);
    expect((await ada.slash(side, '/shipmate history')).text).toContain('one thing');
  });

  test.each(['channel_not_found', 'missing_scope'])('with %s tells the organisers too', async (error) => {
    harness.slack.faults.error('chat.postMessage', error);
    harness.slack.faults.error('conversations.info', error);
    await share();
    expect(await latest('share')).toMatchObject({ state: 'failed' });
    const told = (await boss.slash(general, '/shipmate setup show')).text;
    expect(told).toMatch(error === 'missing_scope' ? /a permission of mine is missing/ : /invite @Shipmate/);
  });

  test.each(['restricted_action', 'missing_scope'])(
    'with %s, which nobody could have seen before, tells the organisers that too',
    async (error) => {
      harness.slack.faults.error('chat.postMessage', error);
      await share();
      const told = (await boss.slash(general, '/shipmate setup show')).text;
      expect(told).toContain('I am not allowed to write in that channel');
    },
  );
});

describe('a shape that Slack refuses', () => {
  test('is logged with the place that Slack points to', async () => {
    const to = { platform: 'slack', team: harness.team.id, channel: ada.dm };
    const button = { label: 'Press', id: 'x'.repeat(2_001), style: 'primary', opensForm: false } as const;
    const reply = {
      code: 'x',
      visibility: 'private',
      text: { source: 'words' },
      buttons: [[button]],
    } as const;
    expect(await harness.platform.messenger.send(to, reply, 'd1')).toMatchObject({ ok: true });
    expect(harness.logged.at(-1)).toMatchObject({
      level: 'error',
      facts: { code: 'invalid_blocks', detail: expect.stringContaining('/blocks/1/elements/0/value') },
    });
    expect(harness.slack.messages(ada.dm).at(-1)?.text).toBe('words');
  });
});
