import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FakeChannel, FakeUser } from '../../fakes/slack/index.ts';
import { expectEveryCommand, looks, typedLook } from '../../support/looking.ts';
import { tracesOf } from '../../support/traces.ts';
import { openSlackHarness, type SlackHarness, until } from './slack-harness.ts';

let harness: SlackHarness;
let general: FakeChannel;
let ada: FakeUser;
const traces = (...users: readonly FakeUser[]) =>
  tracesOf(
    harness.store.connection.getClient(),
    users.flatMap((it) => [it.id, it.dm, it.record.name]),
  );

beforeAll(async () => {
  harness = await openSlackHarness();
  ada = harness.team.addUser({ name: 'zephyrina' });
  general = harness.team.addChannel({ name: 'general', botIn: true });
});
afterAll(async () => {
  harness.slack.expectNoViolations();
  await harness.close();
});

test('the rows cover every command', () => expectEveryCommand(harness.bot.registry));

test('whoever only looks, or is refused, is not stored and not counted', async () => {
  for (const look of looks) {
    const answer = await ada.slash(look.inDm ? 'dm' : general, `/shipmate ${typedLook(look)}`);
    expect(answer.text, typedLook(look)).not.toBe('');
    expect(await traces(ada), typedLook(look)).toEqual([]);
  }
  const olga = harness.team.addUser({ name: 'olga', admin: true });
  expect((await olga.slash(general, '/shipmate setup show')).text).toMatch(/0 (?:people|members|have)/);
  expect(await traces(ada, olga)).toEqual([]);
}, 60_000);

test('nor who looks at the Home tab, writes to the bot, or opens a form and sends it with a mistake', async () => {
  await ada.openHome();
  await ada.say('dm', 'hello there');
  await ada.messageShortcut('message-log-this-as-progress', await said());
  const opened = await ada.slash(general, '/shipmate start');
  const refused = await ada.submitView(opened.view!, { time: 'noon-ish' });
  expect(refused.errors).toBeDefined();
  expect(await traces(ada)).toEqual([]);
});

test('nor do the hashes tell by which a repetition is known', async () => {
  await harness.slack.redeliver(harness.slack.deliveries[0]!);
  const events = harness.store.connection.collection('events');
  await until(async () => (await events.countDocuments()) > 0);
  expect(await traces(ada)).toEqual([]);
});

test('a stranger is shown the settings with which they would begin', async () => {
  const { text } = await ada.slash(general, '/shipmate settings');
  expect(text).toContain("You haven't started yet");
  expect(text).toContain('/shipmate start');
  expect(text).toContain('What you log in Guild is only for you');
});

test('a planted write is found', async () => {
  const planted = harness.store.connection.collection('events');
  await planted.insertOne({ deep: [{ note: `seen ${ada.id}` }], expiresAt: 0 });
  expect(await traces(ada)).toEqual([expect.stringContaining(ada.id)]);
  await planted.deleteMany({ expiresAt: 0 });
  await ada.slash(general, '/shipmate log something');
  await until(async () => (await traces(ada)).length > 1);
});

/** A message of somebody else's. */
const said = () => harness.team.addUser({ name: 'bob' }).say(general, 'I built it');
