import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { md } from '../../../src/chat/markdown.ts';
import type { Destination } from '../../../src/chat/messenger.ts';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import { openSlackHarness, type SlackHarness, until } from './slack-harness.ts';

let harness: SlackHarness;
let ada: FakeUser;
let general: FakeChannel;
let now = Date.UTC(2026, 10, 21, 9);

beforeAll(async () => {
  harness = await openSlackHarness({ now: () => now, timing: { fanOutTimeoutMs: 300 } });
});
afterAll(() => harness.close());
beforeEach(() => {
  now += 60 * 60_000;
  ada = harness.team.addUser();
  general = harness.team.addChannel({ name: `general-${now}`, botIn: true });
});
afterEach(() => {
  harness.slack.faults.clear();
  harness.slack.rateLimits.enabled = true;
  harness.slack.rateLimits.history = 'tier';
  harness.slack.requests.length = 0;
  harness.logged.length = 0;
});

const reply = { code: 'prompt', visibility: 'private', text: md`**What did you build?**` } as const;
const inDm = (): Destination => ({ platform: 'slack', team: harness.team.id, channel: ada.dm });
const messenger = () => harness.platform.messenger;
const forget = () => messenger().forget?.({ platform: 'slack', team: harness.team.id, user: ada.id });

describe('forgetting somebody', () => {
  test("deletes the bot's messages in their DM and nothing else", async () => {
    await messenger().send(inDm(), reply, 'd1');
    await messenger().send(inDm(), reply, 'd2');
    await ada.say('dm', 'thanks');
    await until(() => harness.slack.messages(ada.dm).length === 4);
    const left = await forget();
    expect(harness.slack.messages(ada.dm).map((it) => it.text)).toEqual(['thanks']);
    expect(left).toEqual({
      own: 1,
      refused: 0,
      unfinished: false,
      links: [expect.stringContaining(`/archives/${ada.dm}/`)],
    });
  });

  // The fake gave a message with files a bot_id, which Slack does not.
  test('deletes the files in it too', async () => {
    const bytes = new TextEncoder().encode('all that they logged');
    await messenger().send(
      inDm(),
      { ...reply, file: { name: 'log.json', contentType: 'application/json', bytes } },
      'd1',
    );
    expect(harness.slack.messages(ada.dm)).toHaveLength(2);
    await forget();
    expect(harness.slack.messages(ada.dm)).toEqual([]);
    expect(harness.slack.traces(['all that they logged', 'log.json'])).toEqual([]);
  });

  test('clears the Home tab that they looked at before a restart', async () => {
    await ada.slash(general, '/shipmate log something of theirs');
    await ada.openHome();
    expect(harness.slack.traces(['something of theirs'])).toHaveLength(1);
    await forget();
    expect(harness.slack.traces(['something of theirs'])).toEqual([]);
  });

  test('says how much Slack would not delete', async () => {
    await messenger().send(inDm(), reply, 'd1');
    harness.slack.faults.error('chat.delete', 'compliance_exports_prevent_deletion');
    expect(await forget()).toMatchObject({ own: 0, refused: 1 });
  });
});
