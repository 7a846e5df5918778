import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import { openSlackHarness, type SlackHarness, until } from './slack-harness.ts';

const [minute, hour] = [60_000, 3_600_000];
/** A Sunday, two hours after the cut-off of a roundup at 18:00. */
const sunday = Date.parse('2026-12-06T20:00:00Z');

let at = Date.parse('2026-12-06T12:00:00Z');
let harness: SlackHarness;
let general: FakeChannel;
let olga: FakeUser;
let ada: FakeUser;

beforeAll(async () => {
  harness = await openSlackHarness({ now: () => at });
  general = harness.team.addChannel({ name: 'general', botIn: true });
  olga = harness.team.addUser({ name: 'olga', tz: 'Etc/UTC', admin: true });
  ada = harness.team.addUser({ name: 'ada', tz: 'Etc/UTC' });
  await olga.slash(general, '/shipmate setup channel #general');
  await olga.slash(general, '/shipmate setup zone UTC');
});
afterAll(async () => {
  harness.slack.expectNoViolations();
  await harness.close();
});

async function to(instant: number): Promise<void> {
  at = instant;
  await harness.bot.deliveryWorker.drain();
}

const roundup = () => general.messages.filter((it) => / at Guild\b/.test(it.text)).at(-1);
/** The alternative texts of the pictures that were uploaded, in their order. */
const alts = (): string[] =>
  harness.slack.requests
    .filter((it) => it.method === 'files.getUploadURLExternal')
    .map((it) => String(it.args.alt_txt));
const log = (text: string) => ada.slash(general, `/shipmate log ${text} audience:community`);

describe('a roundup on Slack', () => {
  test('covers one period in its text and in its picture, and the same one after a hide', async () => {
    await to(sunday);
    for (const text of ['one', 'two', 'three']) await log(text);
    await to(sunday + 64 * hour);
    for (const text of ['four', 'five']) await log(text);
    await to(sunday + 7 * 24 * hour - 2 * hour + minute);
    await until(() => alts().length > 0);
    expect(roundup()?.text).toContain('The week at Guild, 6 – 13 Dec');
    expect(roundup()?.text).toContain('ada showed up.');
    expect(roundup()?.text).toContain('ada: three');
    expect(alts().at(-1)).toBe('The roundup of 6 – 13 Dec in Guild. Built: ada: three.');
    await olga.slash(general, '/shipmate setup hide three');
    expect(roundup()?.text).toContain('The week at Guild, 6 – 13 Dec');
    expect(roundup()?.text).not.toContain('three');
    expect(alts().every((it) => it.startsWith('The roundup of 6 – 13 Dec in Guild. '))).toBe(true);
  });

  test('is posted by hand after its organiser read when the next one comes', async () => {
    await to(Date.parse('2026-12-14T10:00:00Z'));
    const asked = await olga.slash(general, '/shipmate roundup action:post');
    expect(asked.text).toContain('the next one comes Sun 27 Dec at 18:00, in 13 days.');
    const done = await olga.press(asked.shown, 'Post it now');
    expect(done.text).toContain('On its way! The next one comes Sun 27 Dec at 18:00.');
  });
});
