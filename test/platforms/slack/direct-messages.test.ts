import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { joinSlack } from '../../../src/app/slack.ts';
import type { InstallationStore } from '../../../src/platforms/slack/index.ts';
import { secretBox } from '../../../src/store/secret-box.ts';
import { slackInstallations } from '../../../src/store/slack-installations.ts';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeMessage } from '../../fakes/slack/driver/surface.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import { openSlackHarness, type SlackHarness, submitted, until } from './slack-harness.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** 10:00 in UTC. */
const morning = Date.parse('2027-03-10T10:00:00Z');

let at: number;
let harness: SlackHarness;
let general: FakeChannel;
let ada: FakeUser;

async function open(mode: 'socket' | 'http' | 'oauth'): Promise<void> {
  at = morning;
  let kept: InstallationStore | undefined;
  const later: InstallationStore = {
    save: async (installation) => kept?.save(installation),
    find: async (team) => kept?.find(team),
    remove: async (team) => kept?.remove(team),
  };
  harness = await openSlackHarness({ mode, now: () => at, installations: later });
  general = harness.team.addChannel({ name: 'general', botIn: true });
  if (mode === 'oauth') {
    kept = slackInstallations(harness.store.connection, secretBox('a key that is long enough to be a key'));
    harness.slack.redirectUrls = [`${harness.url}/slack/oauth_redirect`];
    const boss = harness.team.addUser({ name: 'boss', admin: true });
    await harness.team.install(`${harness.url}/slack/install`, boss);
  }
  ada = await member('ada');
}

async function member(name: string): Promise<FakeUser> {
  const user = harness.team.addUser({ name, tz: 'UTC' });
  await submitted(user, await user.slash(general, '/shipmate start'), { time: '11:00' });
  await until(() => harness.slack.messages(user.dm).length > 0);
  return user;
}

async function personOf(user: FakeUser) {
  return harness.store.people.findByIdentity({ platform: 'slack', team: harness.team.id, user: user.id });
}
async function entriesOf(user: FakeUser) {
  const person = await personOf(user);
  return person ? harness.store.entries.list(person.id, {}, { limit: 100 }) : [];
}
const said = (user: FakeUser): FakeMessage[] =>
  harness.slack.messages(user.dm).filter((it) => it.record.byBot);
/** What the bot says next, after `act`. */
async function answerTo(user: FakeUser, act: () => unknown): Promise<FakeMessage> {
  const before = said(user).length;
  await act();
  await until(() => said(user).length > before);
  return said(user).at(-1) as FakeMessage;
}
const advance = async (ms: number) => {
  at += ms;
  await harness.bot.deliveryWorker.drain();
};

afterEach(async () => {
  harness.slack.expectNoViolations();
  await harness.close();
});

describe.each(['socket', 'http', 'oauth'] as const)('a message in the DM on Slack, %s mode', (mode) => {
  beforeEach(() => open(mode));

  test('is logged, answered, edited and offered to be deleted', async () => {
    let message: FakeMessage | undefined;
    const answer = await answerTo(ada, async () => {
      message = await ada.say('dm', 'bilt the parser, if (a < b && c)');
    });
    expect(answer.text).toContain('Logged for today');
    expect(answer.text).toContain('/shipmate settings typing:off');
    expect(await entriesOf(ada)).toMatchObject([
      { text: 'bilt the parser, if (a < b && c)', audience: 'private' },
    ]);
    const sent = message as FakeMessage;
    at += minute;
    expect((await answerTo(ada, () => ada.editMessage(sent, 'built the parser'))).text).toContain(
      'I changed the entry too',
    );
    expect((await entriesOf(ada)).map((it) => it.text)).toEqual(['built the parser']);
    const offer = await answerTo(ada, () => ada.deleteMessage(sent));
    expect(offer.labels).toEqual(['Delete it', 'Keep it']);
    expect(await entriesOf(ada)).toHaveLength(1);
  });

  test('twenty messages that no event told are read before the nudge, which is kept back', async () => {
    await advance(hour);
    for (let i = 0; i < 20; i++) {
      at += minute;
      await ada.say('dm', `built part ${i}`, { unheard: true });
    }
    await advance(8 * hour + 40 * minute);
    expect(said(ada).at(-1)?.text).toContain('You wrote 20 messages meanwhile');
    expect(new Set((await entriesOf(ada)).map((it) => it.text)).size).toBe(20);
    const nudge = await harness.store.deliveries.latest((await personOf(ada))?.id ?? '', 'nudge', 1);
    expect(nudge).toMatchObject([{ state: 'dropped', reason: 'logged' }]);
  });

  test('an event that comes twice, or late, is one entry with one answer', async () => {
    harness.slack.faults.eventCopies = 2;
    await answerTo(ada, () => ada.say('dm', 'built the parser'));
    harness.slack.faults.eventCopies = 0;
    const told = harness.slack.deliveries.filter((it) => JSON.stringify(it).includes('built the parser'));
    for (const delivery of told) await harness.slack.redeliver(delivery);
    await answerTo(ada, () => ada.say('dm', 'built the lexer'));
    expect(await entriesOf(ada)).toHaveLength(2);
    expect(said(ada).filter((it) => it.text.includes('> built the parser'))).toHaveLength(0);
    expect(said(ada)).toHaveLength(3);
  });
});

describe('a message in the DM on Slack', () => {
  beforeEach(() => open('socket'));

  test('what the bot writes itself, and what is said in a channel, is no answer', async () => {
    await ada.say(general, 'words for people');
    await advance(hour);
    await answerTo(ada, () => ada.say('dm', 'built the parser'));
    expect(await entriesOf(ada)).toMatchObject([{ text: 'built the parser' }]);
    expect(harness.observed.filter((it) => it.route === 'message')).toHaveLength(1);
  });

  test('an unknown sender is told what this is, and nobody is stored', async () => {
    const eve = harness.team.addUser({ name: 'eve' });
    expect((await answerTo(eve, () => eve.say('dm', 'hello there'))).text).toContain('I store nothing');
    expect(await personOf(eve)).toBeUndefined();
  });

  test('4,000 characters are one entry, and the answer fits', async () => {
    const answer = await answerTo(ada, () => ada.say('dm', `built it ${'long story '.repeat(362)}`));
    expect(answer.text).toContain('left out the middle');
    expect((await entriesOf(ada))[0]?.text.length).toBeLessThanOrEqual(3_000);
  });

  test('a reply in the thread of an older prompt is for its date, also when no event told it', async () => {
    await advance(hour);
    const prompt = said(ada).at(-1) as FakeMessage;
    at += day;
    await answerTo(ada, () => ada.say('dm', 'built it yesterday', { inThreadOf: prompt }));
    expect(await entriesOf(ada)).toMatchObject([{ day: Math.floor(morning / day), backdated: true }]);
    await ada.say('dm', 'and this', { inThreadOf: prompt, unheard: true });
    await harness.bot.jobs.catchUp((await personOf(ada))?.id ?? '');
    expect((await entriesOf(ada)).map((it) => it.text)).toContain('and this');
  });

  test('after its date closed an edit is offered; the preview of a link changes nothing', async () => {
    const message = await ada.say('dm', 'bilt https://example.org today');
    await until(() => said(ada).length === 2);
    await ada.previewLink(message);
    at += 5 * day;
    const offer = await answerTo(ada, () => ada.editMessage(message, 'built https://example.org today'));
    expect(offer.labels).toEqual(['Change it', 'Leave it']);
    expect((await entriesOf(ada))[0]?.text).toBe('bilt https://example.org today');
    await ada.press(offer, 'Change it');
    expect((await entriesOf(ada))[0]?.text).toBe('built https://example.org today');
  });

  test('an offer reads the message when its button is pressed, in a thread too', async () => {
    const offer = await answerTo(ada, () => ada.say('dm', ':tada:'));
    await ada.press(offer, 'Log it');
    const prompt = said(ada)[0] as FakeMessage;
    const second = await answerTo(ada, () => ada.say('dm', 'refactoring', { inThreadOf: prompt }));
    await ada.press(second, 'Log it');
    expect((await entriesOf(ada)).map((it) => it.text).toSorted()).toEqual([':tada:', 'refactoring']);
  });

  test('two accounts of one person log for that person, each in its own DM', async () => {
    const made = await ada.slash('dm', '/shipmate link');
    const code = /\b[A-Z2-9]{8}\b/.exec(made.text)?.[0];
    const bob = await member('bob');
    const asked = await bob.slash('dm', `/shipmate link ${code}`);
    await bob.press(asked.shown, asked.shown.labels[0] ?? '');
    const question = await ada.slash('dm', '/shipmate link');
    await ada.press(question.shown, question.shown.labels[0] ?? '');
    await until(async () => (await personOf(bob))?.id === (await personOf(ada))?.id);
    await answerTo(bob, () => bob.say('dm', "built from bob's account"));
    expect((await entriesOf(ada)).map((it) => it.text)).toEqual(["built from bob's account"]);
    at += hour;
    await bob.say('dm', 'built while nobody listened', { unheard: true });
    await harness.bot.jobs.catchUp((await personOf(ada))?.id ?? '');
    expect(await entriesOf(ada)).toHaveLength(2);
    expect(said(bob).at(-1)?.text).toContain('built while nobody listened');
  });

  test('without the scope, or while Slack wants no more looks, reminders go as usual', async () => {
    harness.team.withoutScopes('im:history');
    await advance(hour);
    expect(said(ada)).toHaveLength(2);
    harness.slack.takeViolations();
  });

  test('is read at the next start where the prompt has no answer', async () => {
    await advance(hour);
    await harness.platform.stop();
    for (let i = 0; i < 20; i++) {
      at += minute;
      await ada.say('dm', `built part ${i}`, { unheard: true });
    }
    const { bot, store, log, slack, team } = harness;
    const again = joinSlack({
      bot,
      store,
      now: () => at,
      machineNow: () => at,
      log,
      options: {
        mode: { kind: 'socket', botToken: team.botToken, appToken: slack.appToken },
        apiUrl: slack.apiUrl,
        timing: { socketStaggerMs: 20, reconnectMs: 10, homeDelayMs: 5, fanOutApartMs: 0 },
      },
    });
    const answer = await answerTo(ada, () => again.start(bot.dispatcher));
    expect(answer.text).toContain('You wrote 20 messages meanwhile');
    await again.stop();
  });
});
