import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { joinSlack } from '../../../src/app/slack.ts';
import type { FakeChannel, FakeUser } from '../../fakes/slack/index.ts';
import { openSlackHarness, type SlackHarness, until } from './slack-harness.ts';

let harness: SlackHarness;
let general: FakeChannel;
let secret: FakeChannel;
let ada: FakeUser;
let bob: FakeUser;
let restarted: ReturnType<typeof joinSlack> | undefined;

beforeAll(async () => {
  harness = await openSlackHarness();
  // The account's name, which payloads carry, is not what the profile shows.
  ada = harness.team.addUser({ name: 'ada', displayName: 'Ada Lovelace' });
  bob = harness.team.addUser({ name: 'bob', displayName: 'Bob the Builder' });
  general = harness.team.addChannel({ name: 'general', botIn: true });
  secret = harness.team.addChannel({ name: 'secret', private: true, botIn: true });
  harness.team.addGroup('backend');
});
afterAll(async () => {
  harness.slack.expectNoViolations();
  await restarted?.stop();
  await harness.close();
});
beforeEach(() => harness.slack.faults.clear());

/** Starts the adapter anew: what it remembered of profiles is gone. */
async function restart(): Promise<void> {
  const { bot, store, now, log, slack, team } = harness;
  await (restarted ?? harness.platform).stop();
  restarted = joinSlack({
    bot,
    store,
    now,
    machineNow: now,
    log,
    options: {
      mode: { kind: 'socket', botToken: team.botToken, appToken: slack.appToken },
      apiUrl: slack.apiUrl,
      timing: { socketStaggerMs: 20, reconnectMs: 10, homeDelayMs: 5, fanOutApartMs: 0 },
    },
  });
  await restarted.start(bot.dispatcher);
  await until(() => restarted?.ready().ok === true);
}
const personOf = async (user: FakeUser) => {
  const found = await harness.store.people.findByIdentity({
    platform: 'slack',
    team: harness.team.id,
    user: user.id,
  });
  if (!found) throw new Error(`${user.id} is not stored`);
  return found;
};
const memberOf = async (user: FakeUser) =>
  (await harness.store.members.listOfPerson((await personOf(user)).id))[0]!;
const latest = async (user: FakeUser) => harness.store.entries.latest((await personOf(user)).id);
const log = async (user: FakeUser, text: string) => {
  await user.slash(general, `/shipmate log ${text}`);
  return (await latest(user))?.text;
};

describe('while Slack does not say who somebody is (users.info answers 429)', () => {
  test('a known name stays, in the next roundup too', async () => {
    await log(ada, 'a parser audience:community');
    expect((await memberOf(ada)).displayName).toBe('Ada Lovelace');
    await restart();
    harness.slack.faults.rateLimit('users.info', 100, 30);
    await log(ada, 'a lexer audience:community');
    expect((await memberOf(ada)).displayName).toBe('Ada Lovelace');
    const { text } = await ada.slash(general, '/shipmate roundup');
    expect(text).toContain('Ada Lovelace showed up');
    expect(text).not.toMatch(/somebody/i);
  });

  test('a newcomer is called by the account’s name until the profile is known', async () => {
    await restart();
    harness.slack.faults.rateLimit('users.info', 100, 30);
    await log(bob, 'a bridge audience:community');
    expect((await memberOf(bob)).displayName).toBe('bob');
    harness.slack.faults.clear();
    await bob.slash(general, '/shipmate today');
    expect((await memberOf(bob)).displayName).toBe('Bob the Builder');
  });

  test('whose name nobody ever said is somebody, and that is stored nowhere', async () => {
    const { displayName: _name, ...nameless } = await memberOf(bob);
    await harness.store.members.put(nameless);
    const { text } = await ada.slash(general, '/shipmate roundup');
    expect(text).toContain('Someone showed up');
    expect(await memberOf(bob)).toEqual(nameless);
    await bob.slash(general, '/shipmate today');
    expect((await memberOf(bob)).displayName).toBe('Bob the Builder');
  });
});

describe.each(['given', 'left-out'] as const)('a mention in a command (labels %s)', (labels) => {
  beforeEach(() => {
    harness.slack.labels = labels;
  });
  const name = labels === 'given' ? '@bob' : '@Bob the Builder';

  test('is logged as the name that its author saw', async () => {
    expect(await log(ada, 'paired with @bob in #general')).toBe(`paired with ${name} in #general`);
  });

  test('of a group or a private channel says so without an id', async () => {
    const text = await log(ada, 'asked @backend in #secret');
    expect(text).toBe(`asked ${labels === 'given' ? '@backend' : '@group'} in a channel`);
  });
});

describe('a mention without its name', () => {
  beforeEach(() => {
    harness.slack.labels = 'left-out';
  });

  test('in a message that is logged by its menu is resolved too', async () => {
    const message = await ada.say(general, 'thanks to @bob, see #general and #secret');
    expect(message.record.text).toBe(`thanks to <@${bob.id}>, see <#${general.id}> and <#${secret.id}|>`);
    await ada.messageShortcut('message-log-this-as-progress', message);
    expect((await latest(ada))?.text).toBe('thanks to @Bob the Builder, see #general and a channel');
  });

  test('is left out where Slack does not say it', async () => {
    await restart();
    harness.slack.faults.rateLimit('users.info', 100, 30);
    harness.slack.faults.rateLimit('conversations.info', 100, 30);
    expect(await log(ada, 'with @bob in #general')).toBe('with @somebody in a channel');
  });

  test('of a deactivated account keeps its name', async () => {
    const cyd = harness.team.addUser({ name: 'cyd', displayName: 'Cyd Charisse' });
    await cyd.deactivate();
    expect(await log(ada, 'finished what @cyd began')).toBe('finished what @Cyd Charisse began');
  });

  test('can bring no option along, and pings nobody where it is shared', async () => {
    harness.team.addUser({ name: 'eve', displayName: 'x audience:community minutes:99 <!here>' });
    expect(await log(ada, 'with @eve')).toBe('with @x audience:community minutes:99 <!here>');
    const entry = await latest(ada);
    expect([entry?.audience, entry?.minutes]).toEqual(['private', undefined]);
    const olga = harness.team.addUser({ name: 'olga', admin: true });
    await olga.slash(general, '/shipmate setup channel #general');
    await ada.slash(general, '/shipmate log once more with @eve and @bob audience:community');
    await harness.bot.deliveryWorker.drain();
    await until(() => general.messages.some((it) => it.text.includes('once more')));
    expect(harness.slack.pings).toEqual([]);
  });

  test('leaves no id of anybody in any entry', async () => {
    const person = await personOf(ada);
    for await (const { text, project, tags } of harness.store.entries.all(person.id))
      expect(JSON.stringify({ text, project, tags })).not.toMatch(/[UCS]0{4}/);
  });
});

test('a channel that refuses is named by Slack’s own element, and never by its id', async () => {
  harness.slack.faults.error('chat.delete', 'cant_delete_message', 10);
  const asked = await ada.press((await ada.slash(general, '/shipmate privacy')).shown, 'Erase my data…');
  const { shown } = await ada.press(asked.shown, 'Yes, erase everything');
  expect(shown.text).toContain("I couldn't update");
  // A link to the message has the id in its address; nothing else has.
  expect(shown.record.text.replace(/https?:\/\/\S+/g, '')).not.toContain(general.id);
  expect(JSON.stringify(shown.blocks)).toContain(`{"type":"channel","channel_id":"${general.id}"}`);
});
