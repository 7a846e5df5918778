import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeMessage } from '../../fakes/slack/driver/surface.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import { pngOf, wordsIn } from '../../support/pictures.ts';
import { openSlackHarness, type SlackHarness, submitted, until } from './slack-harness.ts';

const minute = 60_000;
const hour = 60 * minute;
/** 10:00 in UTC. */
const morning = Date.parse('2027-03-10T10:00:00Z');

let at: number;
let harness: SlackHarness;
let general: FakeChannel;
let ada: FakeUser;

beforeEach(async () => {
  at = morning;
  harness = await openSlackHarness({ now: () => at });
  harness.slack.rateLimits.enabled = false;
  const { team } = harness;
  general = team.addChannel({ name: 'general', botIn: true });
  const olga = team.addUser({ name: 'olga', admin: true, tz: 'UTC' });
  await olga.slash(general, '/shipmate setup channel #general');
  ada = team.addUser({ name: 'ada', tz: 'UTC' });
  await submitted(ada, await ada.slash(general, '/shipmate start'), { time: '11:00' });
  await until(() => harness.slack.messages(ada.dm).length > 0);
});
afterEach(async () => {
  harness.slack.expectNoViolations();
  await harness.close();
});

async function personOf(user: FakeUser) {
  return harness.store.people.findByIdentity({ platform: 'slack', team: harness.team.id, user: user.id });
}
async function entriesOf(user: FakeUser) {
  const person = await personOf(user);
  return person ? harness.store.entries.list(person.id, {}, { limit: 100 }) : [];
}
const said = (user: FakeUser): FakeMessage[] =>
  harness.slack.messages(user.dm).filter((it) => it.record.byBot && it.record.files.length === 0);
async function answerTo(user: FakeUser, act: () => unknown): Promise<FakeMessage> {
  const before = said(user).length;
  await act();
  await until(() => said(user).length > before);
  return said(user).at(-1) as FakeMessage;
}
const png = (words: string, name = 'shot.png', length?: number) => ({ name, bytes: pngOf(words, length) });
/** The pictures of the bot's that Slack keeps and that hold these words. */
const kept = (...words: string[]) => wordsIn(harness.slack.pictures(), words);
const copies = () =>
  harness.slack.messages(general).filter((it) => it.record.byBot && it.text.includes('built'));
const filesIn = (place: FakeChannel) => harness.slack.messages(place).flatMap((it) => it.record.files);

async function share(answer: FakeMessage): Promise<FakeMessage> {
  const before = copies().length;
  await ada.press(answer, answer.labels.find((it) => it.startsWith('Share with')) ?? 'Share');
  await harness.bot.deliveryWorker.drain();
  await until(() => copies().length > before);
  return copies().at(-1) as FakeMessage;
}

describe('a picture in the DM on Slack (R48)', () => {
  test('belongs to the entry as a reference, without bytes or address', async () => {
    const answer = await answerTo(ada, () =>
      ada.say('dm', 'built the parser', { files: [{ ...png('SECRETPIXELS'), alt: 'a tree' }] }),
    );
    expect(answer.text).toContain('1 picture');
    expect((await entriesOf(ada))[0]?.pictures).toMatchObject([
      {
        platform: 'slack',
        team: harness.team.id,
        channel: ada.dm,
        name: 'shot.png',
        contentType: 'image/png',
        alt: 'a tree',
      },
    ]);
    const stored = JSON.stringify(await harness.store.connection.collection('entries').find().toArray());
    expect(stored).not.toMatch(/https?:|SECRETPIXELS/);
    expect(kept('SECRETPIXELS')).toEqual([]);
  });

  test('without files:read is left out, the answer says what to do, and the entry is written', async () => {
    harness.team.withoutScopes('files:read');
    const answer = await answerTo(ada, () => ada.say('dm', 'built the parser', { files: [png('PIXELS')] }));
    expect(answer.text).toContain('Pictures are left out');
    expect(answer.text).toContain('files:read');
    expect(await entriesOf(ada)).toMatchObject([{ text: 'built the parser' }]);
    expect((await entriesOf(ada))[0]?.pictures).toBeUndefined();
    const alone = await answerTo(ada, () => ada.say('dm', '', { files: [png('PIXELS')] }));
    expect(alone.text).toContain('Pictures are left out');
    at += hour;
    await ada.say('dm', 'built another', { files: [png('PIXELS')], unheard: true });
    await harness.bot.jobs.catchUp((await personOf(ada))?.id ?? '');
    expect(said(ada).at(-1)?.text).toContain('Pictures are left out');
  });

  test('without a word asks for a line, and is the entry of that line', async () => {
    const offer = await answerTo(ada, () => ada.say('dm', '', { files: [png('PIXELS')] }));
    expect(offer.labels).toEqual(['Write a line']);
    await ada.press(offer, 'Write a line', { until: 'ack' });
    await until(() => ada.modal !== undefined);
    await ada.submitView(ada.modal!, { text: 'built the parser' }, { until: 'ack' });
    await until(async () => (await entriesOf(ada)).length === 1);
    expect(await entriesOf(ada)).toMatchObject([
      { text: 'built the parser', pictures: [{ name: 'shot.png' }] },
    ]);
  });

  test('is shown again in the DM, or its loss is told', async () => {
    const message = ada.say('dm', 'built it', { files: [png('PIXELS')] });
    await until(() => said(ada).length === 2);
    const listed = await ada.slash('dm', '/shipmate history list');
    const [entry] = await entriesOf(ada);
    await ada.select(listed.shown, 'Open an entry…', entry!.id);
    await until(() => kept('PIXELS').length === 1);
    expect(filesIn(general)).toEqual([]);
    await answerTo(ada, async () => ada.deleteMessage(await message));
    const again = await ada.slash('dm', '/shipmate history list');
    const shown = await ada.select(again.shown, 'Open an entry…', entry!.id);
    expect(shown.text).toContain('its message was deleted');
  });
});

describe('a shared picture on Slack (R49)', () => {
  test('is uploaded after the copy, stays when it is cheered, and goes with it', async () => {
    const answer = await answerTo(ada, () =>
      ada.say('dm', 'built it', { files: [png('PIXELS', 'home.png')] }),
    );
    expect(kept('PIXELS')).toEqual([]);
    const copy = await share(answer);
    await until(() => kept('PIXELS').length === 1);
    expect(filesIn(general)).toHaveLength(1);
    const bob = harness.team.addUser({ name: 'bob', tz: 'UTC' });
    await bob.press(copy, copy.labels[0] ?? '');
    await until(() => copies().at(-1)?.labels.includes('👏 1 cheer') === true);
    expect(kept('PIXELS')).toEqual(['PIXELS']);
    expect(filesIn(general)).toHaveLength(1);
    const undone = await ada.slash('dm', '/shipmate history undo');
    expect(undone.text).toContain('Undone');
    await until(() => kept('PIXELS').length === 0);
    expect(copies()).toEqual([]);
  });

  test('whose answer is lost is posted once', async () => {
    const answer = await answerTo(ada, () => ada.say('dm', 'built it', { files: [png('PIXELS')] }));
    harness.slack.faults.dropAfterAccept('chat.postMessage');
    await ada.press(answer, answer.labels.find((it) => it.startsWith('Share with')) ?? '');
    await harness.bot.deliveryWorker.drain();
    at += 10 * minute;
    await harness.bot.deliveryWorker.drain();
    expect(copies()).toHaveLength(1);
  });

  test('goes when everything is erased', async () => {
    const answer = await answerTo(ada, () => ada.say('dm', 'built it', { files: [png('PIXELS')] }));
    await share(answer);
    await until(() => kept('PIXELS').length === 1);
    const privacy = await ada.slash('dm', '/shipmate privacy');
    const asked = await ada.press(privacy.shown, 'Erase my data…');
    await ada.press(asked.shown, 'Yes, erase everything');
    await until(() => kept('PIXELS').length === 0, 20_000);
    expect(await harness.store.connection.collection('entries').countDocuments()).toBe(0);
  });

  test('without files:read the copy goes out without it', async () => {
    const answer = await answerTo(ada, () => ada.say('dm', 'built it', { files: [png('PIXELS')] }));
    harness.team.withoutScopes('files:read');
    await share(answer);
    expect(copies()).toHaveLength(1);
    expect(kept('PIXELS')).toEqual([]);
  });
});
