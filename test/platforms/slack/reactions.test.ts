import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeMessage } from '../../fakes/slack/driver/surface.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import { type Mode, openSlackHarness, type SlackHarness, until } from './slack-harness.ts';

const [minute, hour] = [60_000, 3_600_000];
/** A Friday; the roundup comes on Sunday at 18:00. */
const friday = Date.parse('2026-12-04T12:00:00Z');
const sunday = Date.parse('2026-12-06T18:00:00Z') + minute;

let at: number;
let harness: SlackHarness;
let general: FakeChannel;
let olga: FakeUser;
let ada: FakeUser;
let bob: FakeUser;

async function open(mode: Mode = 'socket'): Promise<void> {
  at = friday;
  harness = await openSlackHarness({ mode, now: () => at });
  harness.slack.rateLimits.enabled = false;
  general = harness.team.addChannel({ name: 'general', botIn: true });
  olga = harness.team.addUser({ name: 'olga', tz: 'Etc/UTC', admin: true });
  [ada, bob] = [member('ada'), member('bob')];
  await olga.slash(general, '/shipmate setup channel #general');
  await olga.slash(general, '/shipmate setup zone UTC');
  await bob.slash(general, '/shipmate log built nothing yet audience:private');
}

async function close(): Promise<void> {
  harness.slack.expectNoViolations();
  await harness.close();
}

const member = (name: string): FakeUser => harness.team.addUser({ name, tz: 'Etc/UTC' });
const copies = (): FakeMessage[] =>
  general.messages.filter((it) => it.labels.some((label) => label.startsWith('👏')));

async function shared(text: string): Promise<FakeMessage> {
  const before = copies().length;
  await ada.slash(general, `/shipmate log ${text} audience:community`, { until: 'ack' });
  await until(() => copies().length > before);
  const copy = copies().at(-1)!;
  await until(async () => (await entryOf(copy)) !== undefined);
  return copy;
}

async function entryOf({ channel, ts }: FakeMessage) {
  const community = await harness.store.communities.findByExternal('slack', harness.team.id);
  return harness.store.entries.findByPost(community!.id, { channel, message: ts });
}

/** As everybody sees it now. */
const labelOf = ({ ts }: FakeMessage): string | undefined => copies().find((it) => it.ts === ts)?.labels[0];
const shows = (copy: FakeMessage, label: string) => until(() => labelOf(copy) === label);
const asked = () => harness.slack.requests.filter((it) => it.method === 'reactions.get');

/** What was told before is handled when this is. */
async function everythingToldIsHandled(): Promise<void> {
  const copy = await shared('the end of it');
  await bob.react(copy, 'clap');
  await shows(copy, '👏 1 cheer');
}

async function roundup(): Promise<string> {
  at = sunday;
  await harness.bot.deliveryWorker.drain();
  const posted = general.messages.filter((it) => / at Guild\b/.test(it.text));
  expect(posted).toHaveLength(1);
  return posted[0]?.text ?? '';
}

describe.each(['socket', 'http'] as const)('a reaction to a shared copy on Slack, by %s (R47)', (mode) => {
  beforeAll(() => open(mode), 60_000);
  afterAll(close);

  test('is a cheer, one a person however many they give, in any skin tone', async () => {
    const copy = await shared('built a parser');
    await bob.react(copy, 'clap::skin-tone-4');
    await shows(copy, '👏 1 cheer');
    for (const name of ['clap', 'heart', 'tada', 'fire', 'muscle']) await bob.react(copy, name);
    await everythingToldIsHandled();
    expect(labelOf(copy)).toBe('👏 1 cheer');
    for (const name of ['clap::skin-tone-4', 'clap', 'heart', 'tada', 'fire']) await bob.unreact(copy, name);
    await everythingToldIsHandled();
    expect(labelOf(copy)).toBe('👏 1 cheer');
    await bob.unreact(copy, 'muscle');
    await shows(copy, '👏 Cheer');
  });
});

describe('a reaction on Slack (R47)', () => {
  beforeAll(() => open(), 60_000);
  afterAll(close);

  test('and the button are one cheer, which lasts', async () => {
    const copy = await shared('built a parser');
    await bob.react(copy, 'fire');
    await shows(copy, '👏 1 cheer');
    expect((await bob.press(copies().at(-1)!, '👏 1 cheer')).text).toContain('You already cheered that one');
    await bob.unreact(copy, 'fire');
    await everythingToldIsHandled();
    expect(labelOf(copy)).toBe('👏 1 cheer');
  });

  test('that is told twice is one', async () => {
    const copy = await shared('built a parser');
    harness.slack.faults.duplicateEvents(1);
    await bob.react(copy, 'fire');
    harness.slack.faults.duplicateEvents(0);
    await everythingToldIsHandled();
    expect((await entryOf(copy))?.kudos).toHaveLength(1);
  });

  test('of nobody here, of another team, of its author, or otherwise no cheer stores and asks for nothing', async () => {
    const copy = await shared('built a parser');
    const stranger = member('stranger');
    const guest = general.connect(
      harness.slack.addWorkspace({ name: 'Elsewhere', installed: false }).addUser(),
    );
    const stored = async () =>
      Promise.all(
        ['people', 'members'].map((name) => harness.store.connection.collection(name).countDocuments()),
      );
    const [before, calls] = [await stored(), asked().length];
    for (const user of [stranger, guest, ada]) {
      await user.react(copy, 'clap');
      await user.unreact(copy, 'clap');
    }
    await bob.react(copy, '+1');
    await bob.react(await ada.say(general, 'hello'), 'clap');
    await bob.react(await bob.say('dm', 'thanks'), 'clap');
    await everythingToldIsHandled();
    expect(await stored()).toEqual(before);
    expect(await entryOf(copy)).toMatchObject({ kudos: [] });
    expect(asked()).toHaveLength(calls);
  });

  test('is not told, and the button does, where the scope was not granted', async () => {
    const copy = await shared('built a parser');
    harness.team.withoutScopes('reactions:read');
    await bob.react(copy, 'clap');
    harness.team.record.installation!.scopes.add('reactions:read');
    await everythingToldIsHandled();
    expect(labelOf(copy)).toBe('👏 Cheer');
    await bob.press(copies().find((it) => it.ts === copy.ts)!, '👏 Cheer');
    await shows(copy, '👏 1 cheer');
  });
});

describe('a reaction that Slack told nobody (R47)', () => {
  beforeEach(() => open(), 60_000);
  afterEach(close);

  test('is counted before the roundup, and one that went is not', async () => {
    const [first, second] = [await shared('built a parser'), await shared('built a lexer')];
    await bob.react(first, 'clap');
    await shows(first, '👏 1 cheer');
    await bob.unreact(first, 'clap', { unheard: true });
    await bob.react(second, 'tada', { unheard: true });
    await member('stranger').react(first, 'clap', { unheard: true });
    at += hour;
    const text = await roundup();
    expect(text).toContain('built a lexer (👏 1)');
    await shows(first, '👏 Cheer');
    await shows(second, '👏 1 cheer');
    expect(asked().map((it) => it.args.timestamp)).toEqual([second.ts, first.ts]);
  });

  test('holds no roundup back, and is no trouble, where the scope was not granted', async () => {
    const copy = await shared('built a parser');
    await shared('built a lexer');
    await bob.react(copy, 'clap', { unheard: true });
    harness.team.withoutScopes('reactions:read');
    const before = harness.logged.length;
    expect(await roundup()).toContain('built a');
    expect(asked()).toHaveLength(1);
    expect(harness.logged).toHaveLength(before);
    expect(labelOf(copy)).toBe('👏 Cheer');
  });
});
