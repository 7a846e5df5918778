import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinSlack } from '../../../src/app/slack.ts';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import { openSlackHarness, recordingLog, type SlackHarness, until } from './slack-harness.ts';

describe('signed requests', () => {
  let harness: SlackHarness;
  beforeAll(async () => {
    harness = await openSlackHarness({ mode: 'http' });
  });
  afterAll(() => harness.close());

  const send = (body: string, headers: Record<string, string>) =>
    fetch(`${harness.url}/slack/events`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  const seconds = (ahead: number): number => Math.floor(Date.now() / 1000) + ahead;
  const body = 'command=%2Fshipmate&text=help&team_id=T1&user_id=U1&channel_id=C1&trigger_id=t1';

  test('are taken when they are fresh and ours', async () => {
    expect((await send(body, harness.slack.sign(body, seconds(0)))).status).toBe(200);
    expect((await send(body, harness.slack.sign(body, seconds(-200)))).status).toBe(200);
    expect((await send(body, harness.slack.sign(body, seconds(5)))).status).toBe(200);
  });

  test.each([
    ['too old', -301, 'too-old'],
    ['from the future', 60, 'from-the-future'],
    ['a day ahead', 86_400, 'from-the-future'],
  ])('are refused when they are %s', async (_what, ahead, error) => {
    const response = await send(body, harness.slack.sign(body, seconds(ahead)));
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error });
  });

  test('are refused when anything in them was changed, or they are not signed', async () => {
    const headers = harness.slack.sign(body, seconds(0));
    expect((await send(body.replace('help', 'stop'), headers)).status).toBe(401);
    const older = {
      ...headers,
      'x-slack-request-timestamp': String(Number(headers['x-slack-request-timestamp']) - 1),
    };
    expect((await send(body, older)).status).toBe(401);
    expect((await send(body, {})).status).toBe(401);
    expect((await send(body, { ...headers, 'x-slack-signature': 'v0=é' })).status).toBe(401);
  });

  test('of nonsense are answered and change nothing', async () => {
    for (const text of ['payload=%7Bnope', 'payload=%5B%5D', '']) {
      expect((await send(text, harness.slack.sign(text, seconds(0)))).status).toBeLessThan(500);
    }
    const json = '{"type":"event_callback","event":{"type":"never_heard_of"},"team_id":"T1","event_id":"E1"}';
    const response = await fetch(`${harness.url}/slack/events`, {
      method: 'POST',
      body: json,
      headers: { 'content-type': 'application/json', ...harness.slack.sign(json, seconds(0)) },
    });
    expect(response.status).toBe(200);
  });

  test("answer Slack's challenge", async () => {
    expect(await harness.slack.verifyUrl()).toBe(true);
  });
});

describe.each(['socket', 'http'] as const)('a repetition over %s', (mode) => {
  let harness: SlackHarness;
  let ada: FakeUser;
  let general: FakeChannel;
  beforeAll(async () => {
    harness = await openSlackHarness({ mode });
    ada = harness.team.addUser({ name: 'ada' });
    general = harness.team.addChannel({ name: 'general' });
  });
  afterAll(() => harness.close());

  const entries = async () => {
    const person = await harness.store.people.findByIdentity({
      platform: 'slack',
      team: harness.team.id,
      user: ada.id,
    });
    return person ? harness.store.entries.list(person.id, {}, { limit: 100 }) : [];
  };
  const last = () => harness.slack.deliveries.at(-1)!;

  test('of a command, a press and a submission has one effect each', async () => {
    harness.slack.faults.duplicateInteractions(3);
    const logged = await ada.slash(general, '/shipmate log once');
    expect(logged.ephemeral).toHaveLength(1);
    const opened = await ada.slash(general, '/shipmate log');
    expect(opened.effects.filter((it) => it.kind === 'opened')).toHaveLength(1);
    await ada.submitView(opened.view!, { text: 'also once' }, { until: 'ack' });
    await until(async () => (await entries()).length === 2);
    await ada.slash(general, '/shipmate history undo');
    harness.slack.faults.clear();
    expect((await entries()).map((it) => it.text)).toEqual(['once']);
  });

  test('of the very same request later has none', async () => {
    await ada.slash(general, '/shipmate log another');
    const delivery = last();
    const before = await entries();
    for (let time = 0; time < 3; time++) expect((await harness.slack.redeliver(delivery)).acked).toBe(true);
    await ada.slash(general, '/shipmate history undo');
    const undo = last();
    for (let time = 0; time < 3; time++) await harness.slack.redeliver(undo);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await entries()).toHaveLength(before.length - 1);
  });

  test('of an event draws the Home tab once', async () => {
    harness.slack.faults.duplicateEvents(3);
    await ada.openHome();
    harness.slack.faults.clear();
    expect(harness.slack.requests.filter((it) => it.method === 'views.publish')).toHaveLength(1);
  });

  test('after a restart has none either', async () => {
    await ada.slash(general, '/shipmate log kept');
    await ada.slash(general, '/shipmate log taken back');
    await ada.slash(general, '/shipmate history undo');
    const undo = last();
    const before = (await entries()).map((it) => it.id);
    const done = harness.observed.length;
    await harness.platform.stop();
    harness.slack.deliver = 'socket';
    const again = joinSlack({
      bot: harness.bot,
      store: harness.store,
      now: Date.now,
      machineNow: Date.now,
      log: recordingLog(),
      options: {
        mode: { kind: 'socket', botToken: harness.team.botToken, appToken: harness.slack.appToken },
        apiUrl: harness.slack.apiUrl,
      },
    });
    await again.start(harness.bot.dispatcher);
    expect((await harness.slack.redeliver({ payload: undo.payload })).acked).toBe(true);
    await again.stop();
    expect((await entries()).map((it) => it.id)).toEqual(before);
    expect(harness.observed).toHaveLength(done);
  });
});
