import { afterEach, describe, expect, test } from 'vitest';
import { newPerson } from '../../../src/core/people/index.ts';
import { scheduled } from '../../../src/core/reminders/index.ts';
import type { InstallationStore } from '../../../src/platforms/slack/index.ts';
import { scopes } from '../../../src/platforms/slack/register.ts';
import type { FakeSlack, FakeUser, FakeWorkspace } from '../../fakes/slack/index.ts';
import type { BotHarness } from '../../support/bot-harness.ts';
import { complaintsOf } from '../../support/starts/killed-starts.ts';
import { startsOnSlack } from './proofs/starts.ts';
import { openSlackHarness, type SlackHarness, type SlackHarnessOptions, until } from './slack-harness.ts';

const hourMs = 60 * 60_000;
const due = Date.UTC(2026, 10, 20, 9);
let now = due;
let harness: SlackHarness | undefined;
let ada: FakeUser;
afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

/** Somebody whose prompt was due a moment ago. */
async function owed({ store }: BotHarness, team: FakeWorkspace): Promise<void> {
  ada = team.addUser({ tz: 'UTC' });
  const identity = { platform: 'slack', team: team.id, user: ada.id };
  const made = newPerson(
    { id: 'p', identity, zone: 'UTC', zoneChosen: true, nudgeTime: 1_200 },
    due - hourMs,
  );
  const dm = { platform: 'slack', team: team.id, channel: ada.dm };
  const person = { ...made, prompts: 'on' as const, promptTime: 9 * 60, dm };
  await store.people.create(scheduled(person, due - hourMs, process.versions.tz ?? 'unknown'));
}

const delivery = ({ store }: BotHarness) => store.deliveries.find({ personId: 'p' }, 'p:prompt:2026-11-20');

/** The delivery worker runs before Slack is started, as it does at every start. */
async function start(
  options: SlackHarnessOptions,
  before: (base: BotHarness, slack: FakeSlack, team: FakeWorkspace) => Promise<void> = async () => undefined,
): Promise<SlackHarness> {
  now = due + 15_000;
  harness = await openSlackHarness({
    ...options,
    now: () => now,
    async beforeStart(base, slack, team) {
      await owed(base, team);
      await before(base, slack, team);
      await base.bot.deliveryWorker.drain();
    },
  });
  return harness;
}

const isSent = async (it: SlackHarness): Promise<void> => {
  await until(async () => (await delivery(it))?.state === 'sent', 10_000);
  expect(it.slack.messages(ada.dm)).toHaveLength(1);
};

describe.each(['socket', 'http'] as const)('a start over %s', (mode) => {
  test('sends what was due before it knew whose token it is', async () => {
    const seen: unknown[] = [];
    const it = await start({ mode }, async (base) => {
      await base.bot.deliveryWorker.drain();
      seen.push(await delivery(base));
    });
    expect(seen).toMatchObject([{ state: 'pending', reason: 'not-connected' }]);
    await isSent(it);
    expect(it.logged).toEqual([]);
  });

  test.each<[string, (slack: FakeSlack) => void]>([
    ['does not answer', ({ faults }) => faults.status('*', 503, 6)],
    ['breaks connections', ({ faults }) => faults.dropBeforeAccept('*', 6)],
  ])('on a Slack that %s is tried again, and loses nothing', async (_, plan) => {
    const it = await start({ mode }, async (_ground, slack) => plan(slack));
    await isSent(it);
    await until(() => it.platform.ready().ok);
  });

  test('with a token that was taken before and is refused for a while goes on trying', async () => {
    const it = await start({ mode, timing: { reconnectMs: 200 } }, async ({ bot }, slack, team) => {
      for (const token of [team.botToken, slack.appToken]) await bot.tokens.remember(token);
      slack.faults.error('auth.test', 'invalid_auth', 2);
      slack.faults.error('apps.connections.open', 'invalid_auth', 2);
    });
    expect(it.platform.ready()).toMatchObject({
      ok: false,
      detail: expect.stringContaining('SLACK_BOT_TOKEN is refused by Slack (invalid_auth)'),
    });
    expect(await delivery(it)).toMatchObject({ state: 'pending', reason: 'not-connected' });
    await isSent(it);
    await until(() => it.platform.ready().ok);
  });

  test('whose workspace cannot be stored at first tries that again too', async () => {
    const it = await start({ mode }, async ({ store }) => {
      const { findByExternal } = store.communities;
      let left = 2;
      Object.assign(store.communities, {
        findByExternal: async (...args: Parameters<typeof findByExternal>) => {
          if (left-- > 0) throw new Error('the database is away');
          return findByExternal(...args);
        },
      });
    });
    await isSent(it);
    await until(() => it.platform.ready().ok);
    expect(await it.store.communities.findByExternal('slack', it.team.id)).toMatchObject({ name: 'Guild' });
  });
});

test('a start over oauth whose tokens cannot be read at first loses nothing', async () => {
  let left = 2;
  let team: FakeWorkspace | undefined;
  const installations: InstallationStore = {
    save: async () => undefined,
    remove: async () => undefined,
    rotate: async () => {
      throw new Error('sealed with a key that is not there');
    },
    async find(id) {
      if (left-- > 0 || !team) throw new Error('the database is away');
      const { botToken, botUserId } = team;
      return { team: id, teamName: 'Guild', botToken, botUserId, scopes: team.scopes, installedAt: 0 };
    },
  };
  const it = await start({ mode: 'oauth', installations }, async (_ground, _slack, fresh) => {
    const botToken = 'xoxb-that-was-kept';
    fresh.record.installation = { botToken, scopes: new Set(Object.keys(scopes)), state: 'active' };
    team = fresh;
  });
  expect(await delivery(it)).toMatchObject({ state: 'pending', reason: 'unavailable' });
  await until(async () => {
    now += 1_000;
    await it.bot.deliveryWorker.drain();
    return (await delivery(it))?.state === 'sent';
  });
  expect(it.slack.messages(ada.dm)).toHaveLength(1);
  expect(it.logged.map((line) => line.message)).toContain(
    "Slack's tokens could not all be encrypted with the first SECRET_KEY",
  );
});

test('a roundup whose token was refused until its time was over can be posted by hand', async () => {
  now = Date.UTC(2026, 10, 22, 17);
  harness = await openSlackHarness({ now: () => now, timing: { refusedTokenMs: 20, removedAfterMs: 1e9 } });
  const { slack, team, bot, store } = harness;
  const boss = team.addUser({ name: 'boss', admin: true });
  const general = team.addChannel({ name: 'general', botIn: true });
  await boss.slash(general, '/shipmate setup channel #general');
  slack.faults.error('chat.postMessage', 'token_revoked', 1_000);
  slack.faults.error('auth.test', 'token_revoked', 1_000);
  for (now += hourMs; now <= Date.UTC(2026, 10, 22, 22, 30); now += 15 * 60_000)
    await bot.deliveryWorker.drain();
  const community = (await store.communities.findByExternal('slack', team.id))!;
  const roundup = () =>
    store.deliveries.find({ communityId: community.id }, `${community.id}:roundup:2026-W47`);
  expect(await roundup()).toMatchObject({ state: 'missed', reason: 'token-refused' });
  expect(community.cannotPost).toBeUndefined();
  slack.faults.clear();
  await until(() => harness?.platform.ready().ok === true);
  const preview = await boss.slash(general, '/shipmate roundup');
  expect((await boss.press(preview.shown, 'Post it now')).text).toContain('On its way');
  await until(async () => (await roundup())?.state === 'sent');
  expect((await boss.slash(general, '/shipmate roundup action:post')).text).toContain('already posted');
});

// `slack:proofs` has it in each mode, with every trouble, killed thirty times.
test('the whole program, killed and started again while Slack cannot be reached, sends each prompt once', async () => {
  const asked = {
    mode: 'socket',
    trouble: 'unreachable',
    people: 5,
    kills: 1,
    seed: 3,
    troubleMs: 2_000,
  } as const;
  expect(complaintsOf(await startsOnSlack(asked), asked)).toEqual([]);
}, 420_000);
