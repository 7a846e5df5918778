import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FakeGuild, FakeMessage, FakeUser } from '../../fakes/discord/index.ts';
import { jpegOf, pngOf, wordsIn } from '../../support/pictures.ts';
import { type DiscordHarness, openDiscordHarness, until } from './discord-harness.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** 10:00 in UTC. */
const morning = Date.parse('2027-03-10T10:00:00Z');

let at: number;
let harness: DiscordHarness;
let guild: FakeGuild;
let ada: FakeUser;

beforeEach(async () => {
  at = morning;
  harness = await openDiscordHarness({ now: () => at, fake: { rateLimits: false } });
  guild = harness.discord.addGuild();
  ada = await member();
  const owner = harness.discord.state.users.get(guild.ownerId)!;
  await owner.slash(guild.systemChannel!, 'setup channel', { channel: guild.systemChannel! });
});
afterEach(async () => {
  harness.discord.expectNoViolations();
  await harness.close();
});

async function member(): Promise<FakeUser> {
  const user = harness.discord.addUser();
  guild.addMember(user);
  await user.slash(guild.systemChannel!, 'start', { zone: 'UTC', time: '11:00' });
  await until(() => user.inbox.length === 1);
  return user;
}
async function personOf(user: FakeUser) {
  return harness.store.people.findByIdentity({ platform: 'discord', user: user.id });
}
async function entriesOf(user: FakeUser) {
  const person = await personOf(user);
  return person ? harness.store.entries.list(person.id, {}, { limit: 100 }) : [];
}
const said = (user: FakeUser) => user.inbox.filter((it) => it.author !== user);
async function answerTo(user: FakeUser, act: () => unknown): Promise<FakeMessage> {
  const before = said(user).length;
  act();
  await until(() => said(user).length > before);
  return said(user).at(-1)!;
}
const png = (words: string, fileName = 'shot.png', length?: number) => ({
  fileName,
  bytes: pngOf(words, length),
  contentType: 'image/png',
});
const copies = () =>
  harness.discord
    .messages(guild.systemChannel!)
    .filter((it) => it.author === harness.discord.state.bot && it.text.includes('built'));
const shown = (message: FakeMessage | undefined) => (message?.attachments ?? []).map((it) => it.bytes);
const requests = (route: string) => harness.discord.requests.filter((it) => it.route === route).length;
/** What stands in all that Discord keeps of the bot's. */
const kept = (...words: string[]) => wordsIn(harness.discord.pictures(), words);

/** Shares the entry of an answer, and waits for its copy. */
async function share(answer: FakeMessage): Promise<FakeMessage> {
  const before = copies().length;
  await ada.press(answer, answer.labels.find((it) => it.startsWith('Share with')) ?? 'Share');
  await harness.bot.deliveryWorker.drain();
  await until(() => copies().length > before);
  return copies().at(-1)!;
}
/** What `/history` shows of the newest entry. */
async function showNewest(): Promise<FakeMessage> {
  const [entry] = await entriesOf(ada);
  const listed = await ada.slash('dm', 'history list');
  const opened = await ada.select(listed.message!, 'Open an entry…', [entry!.id]);
  await opened.until((it) => it.type === 4 || it.followUps.length > 0, 20_000);
  return opened.followUps[0] ?? opened.message!;
}

describe('a picture in the DM on Discord (R48)', () => {
  test('belongs to the entry as a reference, without bytes or address', async () => {
    const answer = await answerTo(ada, () =>
      ada.post('dm', 'built the parser', { files: [{ ...png('SECRETPIXELS'), alt: 'a parse tree' }] }),
    );
    expect(answer.text).toContain('📷 1 picture');
    const [entry] = await entriesOf(ada);
    const message = ada.inbox.find((it) => it.author === ada)!;
    expect(entry?.pictures).toEqual([
      {
        platform: 'discord',
        channel: message.channel.id,
        message: message.id,
        file: message.attachments[0]?.id,
        name: 'shot.png',
        contentType: 'image/png',
        size: 200,
        alt: 'a parse tree',
      },
    ]);
    const exported = await ada.slash('dm', 'export', { format: 'json' });
    await exported.until((it) => (it.message?.attachments.length ?? 0) > 0, 20_000);
    const file = JSON.parse(Buffer.from(exported.message!.attachments[0]!.bytes).toString('utf8'));
    expect(file.entries[0].pictures).toMatchObject([{ message: message.id, name: 'shot.png' }]);
    const stored = JSON.stringify(await harness.store.connection.collection('entries').find().toArray());
    expect(stored).not.toMatch(/https?:|SECRETPIXELS/);
    expect(kept('SECRETPIXELS')).toEqual([]);
  });

  test('that is one too many, too big, or none is left out and named; the entry is written', async () => {
    const files = [
      png('one', '1.png'),
      { fileName: 'notes.pdf', bytes: Buffer.from('%PDF'), contentType: 'application/pdf' },
      png('huge', 'huge.png', 8 * 1024 * 1024 + 1),
      png('two', '2.png'),
      { fileName: '3.jpg', bytes: jpegOf('three'), contentType: 'image/jpeg' },
      png('four', '4.png'),
      png('five', '5.png'),
    ];
    const answer = await answerTo(ada, () => ada.post('dm', 'built the parser', { files }));
    expect(answer.text).toContain('Logged for today');
    expect(answer.text).toContain('📷 4 pictures');
    for (const left of ['notes.pdf (I keep PNG', 'huge.png (over 8 MB)', '5.png (an entry holds 4)'])
      expect(answer.text.replaceAll('\\', '')).toContain(left);
    expect((await entriesOf(ada))[0]?.pictures?.map((it) => it.name)).toEqual([
      '1.png',
      '2.png',
      '3.jpg',
      '4.png',
    ]);
  });

  test('is shown again long after its address expired, and not to anybody else', async () => {
    await answerTo(ada, () => ada.post('dm', 'built it', { files: [png('PIXELS')] }));
    at += 3 * day;
    const card = await showNewest();
    expect(wordsIn(shown(card), ['PIXELS'])).toEqual(['PIXELS']);
    expect(card.text).toContain('discord.com/channels/@me/');
    expect(card.attachments.map((it) => it.filename)).toEqual(['picture-1.png']);
    const bob = await member();
    for (const it of [...bob.inbox, ...harness.discord.messages(guild.systemChannel!)])
      expect(wordsIn(shown(it), ['PIXELS'])).toEqual([]);
  });

  test('says so once its message is gone', async () => {
    const message = ada.post('dm', 'built it', { files: [png('PIXELS')] });
    await until(() => said(ada).length === 2);
    await answerTo(ada, () => ada.deletePost(message));
    const card = await showNewest();
    expect(card.text).toContain("I can't show a picture of it: its message was deleted");
    expect(card.attachments).toEqual([]);
  });

  test('without a word asks for a line, and is the entry of that line', async () => {
    const offer = await answerTo(ada, () => ada.post('dm', '', { files: [png('PIXELS')] }));
    expect(offer.labels).toEqual(['Write a line']);
    expect(await entriesOf(ada)).toEqual([]);
    at += hour;
    const opened = await ada.press(offer, 'Write a line');
    const done = await ada.submitModal(opened, { text: 'built the parser' });
    await done.until((it) => it.message !== undefined || it.followUps.length > 0);
    expect(await entriesOf(ada)).toMatchObject([
      {
        text: 'built the parser',
        at: ada.inbox.find((it) => it.author === ada)?.createdAt,
        pictures: [{ name: 'shot.png' }],
      },
    ]);
    const again = await ada.submitModal(await ada.press(offer, 'Write a line'), { text: 'twice' });
    expect(again.text).toContain('already in your log');
    expect(await entriesOf(ada)).toHaveLength(1);
  });

  test('soon after an entry can be added to it, once, and its copy gets it', async () => {
    const first = await answerTo(ada, () => ada.post('dm', 'built the parser'));
    const copy = await share(first);
    at += 5 * minute;
    const offer = await answerTo(ada, () => ada.post('dm', '', { files: [png('PIXELS')] }));
    await ada.press(offer, 'Add it to the one before');
    await until(() => copy.attachments.length === 1);
    await ada.press(offer, 'Add it to the one before');
    expect((await entriesOf(ada)).map((it) => it.pictures?.length)).toEqual([1]);
    expect(wordsIn(shown(copy), ['PIXELS'])).toEqual(['PIXELS']);
    expect(copy.attachments).toHaveLength(1);
  });

  test('of a file alone that is none says why', async () => {
    const pdf = { fileName: 'a.pdf', bytes: Buffer.from('%PDF'), contentType: 'application/pdf' };
    const answer = await answerTo(ada, () => ada.post('dm', '', { files: [pdf] }));
    expect(answer.text).toContain('a.pdf');
    expect(await entriesOf(ada)).toEqual([]);
  });

  test('stays with what it showed when two messages become one entry', async () => {
    await answerTo(ada, () => ada.post('dm', 'built the parser', { files: [png('ONE', '1.png')] }));
    at += minute;
    const second = await answerTo(ada, () => ada.post('dm', 'and a lexer', { files: [png('TWO', '2.png')] }));
    await ada.press(second, 'Add it to the one before');
    expect((await entriesOf(ada)).map((it) => it.pictures?.map(({ name }) => name))).toEqual([
      ['1.png', '2.png'],
    ]);
  });

  test('that nobody heard of is read later', async () => {
    await harness.platform.stop();
    ada.post('dm', 'built the parser', { files: [png('ONE')] });
    at += minute;
    ada.post('dm', 'built the lexer', {
      files: [{ fileName: 'a.pdf', bytes: Buffer.from('%PDF'), contentType: 'application/pdf' }],
    });
    await harness.bot.jobs.catchUp((await personOf(ada))?.id ?? '');
    expect((await entriesOf(ada)).map((it) => it.pictures?.length ?? 0).toSorted()).toEqual([0, 1]);
    expect(said(ada).at(-1)?.text).toContain('a.pdf');
  });
});

describe('a shared picture on Discord (R49)', () => {
  test('is uploaded with the copy, once, and nowhere before', async () => {
    const answer = await answerTo(ada, () =>
      ada.post('dm', 'built the parser', {
        files: [{ ...png('PIXELS', 'ada-home-dir.png'), alt: 'a tree' }],
      }),
    );
    expect(kept('PIXELS')).toEqual([]);
    at += 2 * day;
    const copy = await share(answer);
    expect(wordsIn(shown(copy), ['PIXELS'])).toEqual(['PIXELS']);
    expect(copy.attachments).toMatchObject([{ filename: 'picture-1.png', description: 'a tree' }]);
    await harness.bot.deliveryWorker.drain();
    expect(copies()).toHaveLength(1);
  });

  test('stays at the copy when it is cheered or its words change, also beside a long text', async () => {
    const bob = await member();
    const message = ada.post('dm', 'built the parser', { files: [png('PIXELS')] });
    await until(() => said(ada).length === 2);
    const copy = await share(said(ada).at(-1)!);
    await bob.press(copy, '👏 Cheer');
    await until(() => copy.labels.includes('👏 1 cheer'));
    expect(wordsIn(shown(copy), ['PIXELS'])).toEqual(['PIXELS']);
    const uploads = requests('PATCH /channels/:id/messages/:id');
    ada.editPost(message, `built the parser ${'and more '.repeat(330)}`);
    await until(() => copy.attachments.length === 2);
    expect(copy.attachments.map((it) => it.filename)).toEqual(['picture-1.png', 'whole-text.txt']);
    at += minute;
    ada.editPost(message, 'built the whole parser');
    await until(() => copy.text.includes('whole parser'));
    expect(copy.attachments.map((it) => it.filename)).toEqual(['picture-1.png']);
    expect(requests('PATCH /channels/:id/messages/:id')).toBeGreaterThan(uploads);
    expect(wordsIn(shown(copy), ['PIXELS'])).toEqual(['PIXELS']);
  });

  test('goes from the copy when its author takes it off the message', async () => {
    const message = ada.post('dm', 'built it', { files: [png('ONE', '1.png'), png('TWO', '2.png')] });
    await until(() => said(ada).length === 2);
    const copy = await share(said(ada).at(-1)!);
    expect(kept('ONE', 'TWO')).toEqual(['ONE', 'TWO']);
    const answer = await answerTo(ada, () => ada.removeFile(message, '1.png'));
    expect(answer.text).toContain('📷 1 picture');
    await until(() => copy.attachments.length === 1);
    expect(kept('ONE', 'TWO')).toEqual(['TWO']);
    at += minute;
    ada.removeFile(message, '2.png');
    await until(() => copy.attachments.length === 0);
    expect((await entriesOf(ada))[0]?.pictures).toBeUndefined();
    expect(kept('ONE', 'TWO')).toEqual([]);
  });

  test('goes with the copy: kept private, deleted, blanked, erased, or removed alone', async () => {
    for (const [index, way] of ['private', 'remove', 'delete', 'erase'].entries()) {
      at += minute;
      const word = `PIXELS${index}`;
      const answer = await answerTo(ada, () => ada.post('dm', `built ${index}`, { files: [png(word)] }));
      await share(answer);
      expect(kept(word)).toEqual([word]);
      if (way === 'private') {
        await ada.press(await showNewest(), 'Keep it private');
      } else if (way === 'remove') {
        await ada.press(await showNewest(), 'Remove the picture');
        expect((await entriesOf(ada))[0]?.pictures).toBeUndefined();
        expect(copies().at(-1)?.text).toContain(`built ${index}`);
      } else if (way === 'delete') await ada.slash('dm', 'history undo');
      else {
        const asked = await ada.press((await ada.slash('dm', 'privacy')).message!, 'Erase my data…');
        await ada.press(asked.followUps[0] ?? asked.message!, 'Yes, erase everything');
      }
      // What is shown in the DM is for its owner; an erasure takes that away, too.
      const inChannel = () => harness.discord.messages(guild.systemChannel!).flatMap((it) => shown(it));
      await until(() => wordsIn(inChannel(), [word]).length === 0);
    }
    await until(() => kept('PIXELS').length === 0);
    expect(await harness.store.connection.collection('entries').countDocuments()).toBe(0);
  });

  test('that is gone, or that the channel takes no files with, leaves the copy its words', async () => {
    const message = ada.post('dm', 'built it', { files: [png('ONE')] });
    await until(() => said(ada).length === 2);
    const answer = said(ada).at(-1)!;
    ada.deletePost(message);
    await until(() => said(ada).length === 3);
    expect((await share(answer)).attachments).toEqual([]);
    guild.systemChannel!.setBotPermissions({ deny: ['AttachFiles'] });
    const second = await answerTo(ada, () => ada.post('dm', 'built another', { files: [png('TWO')] }));
    expect((await share(second)).attachments).toEqual([]);
    expect(copies()).toHaveLength(2);
  });

  test('that Discord does not give just now is waited for, and given up after three tries', async () => {
    const answer = await answerTo(ada, () => ada.post('dm', 'built it', { files: [png('PIXELS')] }));
    const one = 'GET /channels/:id/messages/:id';
    harness.discord.faults.status(one, 503, 2);
    await ada.press(answer, answer.labels.find((it) => it.startsWith('Share with')) ?? '');
    await harness.bot.deliveryWorker.drain();
    expect(copies()).toEqual([]);
    at += minute;
    await harness.bot.deliveryWorker.drain();
    expect(wordsIn(shown(copies()[0]), ['PIXELS'])).toEqual(['PIXELS']);
    at += minute;
    const second = await answerTo(ada, () => ada.post('dm', 'built another', { files: [png('OTHER')] }));
    harness.discord.faults.status(one, 503, 100);
    await ada.press(second, second.labels.find((it) => it.startsWith('Share with')) ?? '');
    for (let tries = 0; tries < 3; tries++) {
      expect(copies()).toHaveLength(1);
      await harness.bot.deliveryWorker.drain();
      at += minute;
    }
    expect(copies()).toHaveLength(2);
    expect(kept('OTHER')).toEqual([]);
    harness.discord.faults.clear();
  });

  test('whose answer is lost is posted once, with its picture', async () => {
    const answer = await answerTo(ada, () => ada.post('dm', 'built it', { files: [png('PIXELS')] }));
    harness.discord.faults.dropAfterAccept(new RegExp(`^POST /channels/${guild.systemChannel!.id}/messages`));
    await ada.press(answer, answer.labels.find((it) => it.startsWith('Share with')) ?? '');
    await harness.bot.deliveryWorker.drain();
    at += 10 * minute;
    await harness.bot.deliveryWorker.drain();
    await until(() => copies().length > 0);
    expect(copies()).toHaveLength(1);
    expect(wordsIn(shown(copies()[0]), ['PIXELS'])).toEqual(['PIXELS']);
  });
});

describe('/log with a picture on Discord (R48)', () => {
  const where = () => guild.systemChannel!;

  test('keeps it in a message of the DM, for its author alone', async () => {
    const answer = await ada.slash(where(), 'log', {
      text: 'built it',
      picture: png('PIXELS'),
      audience: 'private',
    });
    await answer.until((it) => it.message !== undefined && it.text.includes('Logged'), 20_000);
    expect(answer.text).toContain('📷 1 picture');
    const holder = said(ada).at(-1)!;
    expect(wordsIn(shown(holder), ['PIXELS'])).toEqual(['PIXELS']);
    expect((await entriesOf(ada))[0]?.pictures).toMatchObject([
      { message: holder.id, channel: holder.channel.id, file: holder.attachments[0]?.id, isKept: true },
    ]);
    at += 2 * day;
    const card = await showNewest();
    expect(wordsIn(shown(card), ['PIXELS'])).toEqual(['PIXELS']);
    expect(harness.discord.messages(where()).flatMap((it) => shown(it))).toEqual([]);
    await ada.press(card, 'Remove the picture');
    await until(() => holder.deleted);
  });

  test('shared, puts it under the copy', async () => {
    await ada.slash(where(), 'log', { text: 'built it', picture: png('PIXELS'), audience: 'community' });
    await harness.bot.deliveryWorker.drain();
    await until(() => copies().length === 1);
    expect(wordsIn(shown(copies()[0]), ['PIXELS'])).toEqual(['PIXELS']);
  });

  test('logs without it where the DM is closed, it is too big, or it is none', async () => {
    const bob = harness.discord.addUser({ dms: 'closed' });
    guild.addMember(bob);
    const closed = await bob.slash(where(), 'log', { text: 'built it', picture: png('PIXELS') });
    await closed.until((it) => it.text.includes('Logged'), 20_000);
    expect(closed.text).toContain("can't DM you");
    expect(await entriesOf(bob)).toHaveLength(1);
    const big = await ada.slash(where(), 'log', {
      text: 'built it',
      picture: png('BIG', 'big.png', 8_388_609),
    });
    expect(big.text).toContain('over 8 MB');
    const fake = { fileName: 'a.png', bytes: Buffer.from('<html>'), contentType: 'image/png' };
    const none = await ada.slash(where(), 'log', { text: 'built it', picture: fake });
    await none.until((it) => it.text.includes('Logged'), 20_000);
    expect(none.text).toContain('I keep PNG');
    expect((await entriesOf(ada)).every((it) => it.pictures === undefined)).toBe(true);
    expect(kept('PIXELS', 'BIG')).toEqual([]);
  });

  test('without text asks for some, and keeps nothing', async () => {
    const answer = await ada.slash(where(), 'log', { picture: png('PIXELS') });
    expect(answer.text).toContain('What does it show?');
    expect(await entriesOf(ada)).toEqual([]);
    expect(kept('PIXELS')).toEqual([]);
  });
});
