import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { messageWritten } from '../../../src/chat/interaction.ts';
import { deliveryId, pendingDelivery } from '../../../src/core/reminders/index.ts';
import { channelIn, type Dm, type DmHouse, day, hour, minute, morning, openDmHouse, platform } from './dm.ts';

let house: DmHouse;
let ada: Dm;
beforeEach(async () => {
  house = await openDmHouse();
  ada = house.account();
});
afterEach(() => house.close());

const started = async (dm: Dm = ada, where = channelIn('guild', 'The Guild')) => {
  await dm.say('start zone:UTC time:09:00', where);
  return dm;
};
const labels = (reply: { buttons?: readonly (readonly { label: string }[])[] } | undefined) =>
  (reply?.buttons ?? []).flat().map((it) => it.label);

describe('a message that somebody types in the DM', () => {
  test('is an entry of the day on which it was written', async () => {
    await started();
    const reply = await ada.write('built the parser');
    expect(reply).toMatchObject({ code: 'logged', visibility: 'private' });
    expect(reply?.text.source).toContain('Logged for today');
    expect(await ada.entries()).toMatchObject([
      { text: 'built the parser', audience: 'private', kind: 'progress', at: morning, backdated: false },
    ]);
  });

  test('counts for the date of its own timestamp, whenever it is heard', async () => {
    await started();
    house.clock.at = morning + 2 * day;
    const reply = await ada.write('built it on Wednesday', { at: morning + 20 * minute });
    expect(await ada.entries()).toMatchObject([
      { at: morning + 20 * minute, day: Math.floor(morning / day), backdated: false },
    ]);
    expect(reply?.text.source).toContain('Logged for Wed 10 Mar');
    expect((await ada.person()).lastActiveDay).toBe(Math.floor(morning / day));
  });

  test('is one entry, however often and from wherever it comes', async () => {
    await started();
    const message = ada.message('once');
    const incoming = ada.incoming(messageWritten(message));
    const outcomes = await Promise.all([1, 2, 3].map(() => house.bot.dispatcher.dispatch(incoming)));
    expect(outcomes.filter((it) => it.type === 'reply')).toHaveLength(1);
    expect((await house.bot.dispatcher.dispatch(incoming)).type).toBe('nothing');
    await ada.say('history undo');
    expect((await house.bot.dispatcher.dispatch(incoming)).type).toBe('nothing');
    expect(await ada.entries()).toHaveLength(0);
  });

  test('keeps its 3,000 characters and its secrets to itself', async () => {
    await started();
    const reply = await ada.write(`built it ${'x'.repeat(4_000)} password=hunter2-is-secret`);
    const [entry] = await ada.entries();
    expect(entry?.text.length).toBeLessThanOrEqual(3_000);
    expect(entry?.text).not.toContain('hunter2-is-secret');
    expect(reply?.text.source).toContain('left out the middle');
  });

  test('of somebody whom nobody knows is answered with what this is, and stores nobody', async () => {
    const before = await collections();
    const reply = await ada.write('built a parser');
    expect(reply).toMatchObject({ code: 'stranger' });
    expect(labels(reply)).toEqual(['Start']);
    expect(await ada.write('and a lexer')).toBeUndefined();
    expect(await collections()).toEqual(before);
  });

  test('that is a command, a question or small talk is taken as such, and never logged', async () => {
    await started();
    expect((await ada.write("what's my streak?"))?.code).toBe('streak');
    expect((await ada.write('help'))?.code).toBe('help');
    expect(labels(await ada.write('log'))).toEqual(['Open']);
    expect((await ada.write('/strek'))?.text.source).toContain('/streak');
    expect((await ada.write('is there a way to add a picture?'))?.code).toBe('question');
    expect((await ada.write('setup'))?.code).toBe('community-only');
    expect((await ada.write('nothing today'))?.code).toBe('skip-offered');
    expect((await ada.write('   '))?.code).toBe('no-words');
    expect((await ada.write('stop'))?.code).toBe('stopped');
    expect((await ada.person()).prompts).toBe('stopped');
    expect(await ada.entries()).toEqual([]);
  });

  test('that says too little is offered, and logged as it stands when the button is pressed', async () => {
    await started();
    const offer = await ada.write('refactoring');
    expect(offer?.code).toBe('log-offered');
    const message = ada.last();
    house.clock.at = morning + day;
    ada.history.set(message.id, { ...message, text: 'refactoring the queue' });
    expect(await ada.press(offer, 'Log it')).toMatchObject({ code: 'logged' });
    expect(await ada.entries()).toMatchObject([{ text: 'refactoring the queue', at: morning }]);
    expect(await ada.press(offer, 'Log it')).toMatchObject({ code: 'logged-before' });
    ada.history.clear();
    const gone = await ada.write('👍');
    ada.history.clear();
    expect(await ada.press(gone, 'Log it')).toMatchObject({ code: 'message-gone' });
    expect(await ada.entries()).toHaveLength(1);
  });

  test('that is a pasted error offers the form with it filled in, secrets masked', async () => {
    await started();
    const reply = await ada.write(
      'Error: connect ECONNREFUSED redis://me:hunter2pass@10.0.0.1:6379\n    at x (y.js:1:2)',
    );
    expect(reply?.code).toBe('error-offered');
    const action = reply?.buttons?.[0]?.[0]?.id ?? '';
    const opened = await house.bot.dispatcher.dispatch(
      ada.incoming({ eventId: 'press', interaction: { type: 'press', action, values: [] } }),
    );
    const fields = opened.type === 'form' ? opened.form.fields : [];
    const error = fields.find((it) => it.name === 'error')?.value;
    expect(error).toContain('ECONNREFUSED');
    expect(error).not.toContain('hunter2pass');
    expect(await ada.entries()).toEqual([]);
  });
});

describe('whose day a typed answer is for', () => {
  async function prompted(date: string, message: string): Promise<void> {
    const { id: personId } = await ada.person();
    const owner = { personId };
    const delivery = pendingDelivery({
      owner,
      kind: 'prompt',
      key: date,
      lane: platform,
      dueAt: morning,
      expiresAt: morning,
    });
    await house.store.deliveries.put({
      ...delivery,
      state: 'sent',
      post: { platform, channel: 'dm:ada', message },
    });
    expect(await house.store.deliveries.find(owner, deliveryId(owner, 'prompt', date))).toBeDefined();
  }

  test('a reply to an older prompt is for its date, as long as that is open', async () => {
    await started();
    await prompted('2027-03-10', 'prompt-10');
    house.clock.at = morning + 2 * day;
    await ada.write('built it then', { repliesTo: 'prompt-10' });
    expect(await ada.entries()).toMatchObject([{ day: Math.floor(morning / day), backdated: true }]);
    house.clock.at = morning + 3 * day;
    const late = await ada.write('built it too late', { repliesTo: 'prompt-10' });
    expect(late?.text.source).toContain('that day is closed');
    expect((await ada.entries())[0]).toMatchObject({ day: Math.floor(morning / day) + 3, backdated: false });
    house.clock.at += minute;
    await ada.write('an answer to something else', { repliesTo: 'unknown' });
    expect((await ada.entries())[0]).toMatchObject({ text: 'an answer to something else', backdated: false });
  });

  test('a button moves it to the day before, once, while that is open and empty', async () => {
    await started();
    house.clock.at = morning + day;
    const reply = await ada.write('built it late');
    expect(await ada.press(reply, 'It was for yesterday')).toMatchObject({ code: 'moved' });
    expect(await ada.press(reply, 'It was for yesterday')).toMatchObject({ code: 'moved-before' });
    expect(await ada.entries()).toMatchObject([{ day: Math.floor(morning / day), backdated: true }]);
    expect(labels(await ada.write('and today'))).not.toContain('It was for yesterday');
  });

  test('the first day has no yesterday', async () => {
    await started();
    expect(labels(await ada.write('built it'))).not.toContain('It was for yesterday');
  });
});

describe('several messages', () => {
  test('within ten minutes are joined at the press of a button', async () => {
    await started();
    await ada.write('built the parser');
    house.clock.at += 9 * minute;
    const second = await ada.write('and the lexer');
    expect(await ada.press(second, 'Add it to the one before')).toMatchObject({ code: 'joined' });
    expect((await ada.entries()).map((it) => it.text)).toEqual(['built the parser\nand the lexer']);
    house.clock.at += 11 * minute;
    expect(labels(await ada.write('much later'))).not.toContain('Add it to the one before');
  });

  test('joined, keep the minutes, tags and project of both, and can be taken apart', async () => {
    await started();
    await ada.write('log built the parser minutes:50 tag:parsing');
    house.clock.at += minute;
    const second = await ada.write('log built the lexer minutes:20 tag:lexing project:tiny');
    const joined = await ada.press(second, 'Add it to the one before');
    expect(await ada.entries()).toMatchObject([
      {
        text: 'built the parser\nbuilt the lexer',
        minutes: 70,
        tags: ['parsing', 'lexing'],
        project: 'tiny',
      },
    ]);
    expect(await ada.press(second, 'Add it to the one before')).toMatchObject({ code: 'entry-gone' });
    expect((await ada.press(joined, 'Take them apart')).text.source).toContain('an entry of its own again');
    const apart = await ada.entries();
    expect(apart.map(({ text, minutes, tags, project }) => ({ text, minutes, tags, project }))).toEqual([
      { text: 'built the lexer', minutes: 20, tags: ['lexing'], project: 'tiny' },
      { text: 'built the parser', minutes: 50, tags: ['parsing'], project: undefined },
    ]);
    expect(apart.map((it) => it.parts ?? it.joinedInto)).toEqual([undefined, undefined]);
    expect(await ada.press(second, 'Add it to the one before')).toMatchObject({ code: 'joined' });
    expect(await ada.entries()).toMatchObject([{ minutes: 70 }]);
  });

  test('that are joined each still edit their own words', async () => {
    await started();
    await ada.write('bilt the parser\nin an evening');
    const first = ada.last();
    house.clock.at += minute;
    const answer = await ada.write('and the lexr');
    const second = ada.last();
    await ada.press(answer, 'Add it to the one before');
    house.clock.at += minute;
    await ada.press(await ada.write('and tests'), 'Add it to the one before');
    await ada.edit(second, 'and the lexer\nwith tokens');
    await ada.edit(first, 'built the parser');
    expect((await ada.entries()).map((it) => it.text)).toEqual([
      'built the parser\nand the lexer\nwith tokens\nand tests',
    ]);
    expect((await ada.remove(second))?.code).toBe('delete-offered');
    const [entry] = await ada.entries();
    await house.store.entries.save({ ...entry!, text: 'something of my own' });
    house.clock.at += minute;
    expect((await ada.edit(first, 'built the parser again'))?.code).toBe('not-retyped');
    house.clock.at += minute;
    expect((await ada.edit(first, 'long '.repeat(590)))?.code).toBe('not-retyped');
    expect((await ada.entries()).map((it) => it.text)).toEqual(['something of my own']);
  });

  test('a joining that stopped half-way is ended by the next press, and adds nothing twice', async () => {
    await started();
    await ada.write('built the parser');
    house.clock.at += minute;
    const second = await ada.write('and the lexer');
    const { save } = house.store.entries;
    let saves = 0;
    house.store.entries.save = async (entry) =>
      ++saves > 1 && entry.deletedAt !== undefined ? { ok: false, code: 'conflict' } : save(entry);
    expect(await ada.press(second, 'Add it to the one before')).toMatchObject({ code: 'entry-gone' });
    house.store.entries.save = save;
    expect(await ada.press(second, 'Add it to the one before')).toMatchObject({ code: 'joined' });
    expect((await ada.entries()).map((it) => it.text)).toEqual(['built the parser\nand the lexer']);
  });

  test('for different projects or days are never joined', async () => {
    await started();
    await ada.write('log built the parser project:one');
    house.clock.at += minute;
    const second = await ada.write('log built the lexer project:two');
    expect(labels(second)).not.toContain('Add it to the one before');
    house.clock.at += minute;
    const third = await ada.write('log wrote tests project:two');
    const [, before] = await ada.entries();
    await house.store.entries.save({ ...before!, day: before!.day - 1 });
    expect((await ada.press(third, 'Add it to the one before')).text.source).toContain('different days');
  });

  test('that not the same people see are never joined', async () => {
    await started();
    await ada.write('built the parser');
    house.clock.at += minute;
    const second = await ada.write('and the lexer');
    const [, first] = await ada.entries();
    await house.store.entries.save({ ...first!, audience: 'community', communityId: 'somewhere' });
    expect(await ada.press(second, 'Add it to the one before')).toMatchObject({ code: 'not-joined' });
    expect((await ada.entries()).map((it) => it.text)).toEqual(['and the lexer', 'built the parser']);
    house.clock.at += minute;
    await house.store.entries.save({
      ...(await ada.entries())[0]!,
      audience: 'community',
      communityId: 'somewhere',
    });
    expect(labels(await ada.write('for me alone'))).not.toContain('Add it to the one before');
  });

  test('that are too long together stay apart, whole', async () => {
    await started();
    const [one, two] = ['built the parser '.repeat(100), 'and the lexer '.repeat(120)].map((it) => it.trim());
    await ada.write(one!);
    expect(labels(await ada.write(two!))).not.toContain('Add it to the one before');
    expect((await ada.entries()).map((it) => it.text).sort()).toEqual([two, one].sort());
  });

  test('of two accounts are never joined, and are of two people', async () => {
    const bob = await started(house.account('bob'));
    await started();
    await ada.write("ada's work");
    expect(labels(await bob.write("bob's work"))).not.toContain('Add it to the one before');
    expect((await ada.entries()).map((it) => it.text)).toEqual(["ada's work"]);
    expect((await bob.entries()).map((it) => it.text)).toEqual(["bob's work"]);
  });
});

describe('what becomes of a message', () => {
  test('editing one that was typed like a command changes the words alone', async () => {
    await started();
    await ada.write('log built a prser minutes:50');
    const message = ada.last();
    await ada.edit(message, 'log built a parser minutes:50');
    expect(await ada.entries()).toMatchObject([{ text: 'built a parser', minutes: 50 }]);
    house.clock.at = morning + 5 * day;
    const offer = await ada.edit(message, 'log built the whole parser minutes:50');
    await ada.press(offer, 'Change it');
    expect(await ada.entries()).toMatchObject([{ text: 'built the whole parser' }]);
  });

  test('editing it edits the entry while its date lasts, and offers it afterwards', async () => {
    await started();
    await ada.write('bilt the parser');
    const message = ada.last();
    expect(await ada.edit(message, 'built the parser')).toMatchObject({ code: 'retyped' });
    expect(await ada.edit(message, 'built the parser')).toBeUndefined();
    house.clock.at = morning + 5 * day;
    const offer = await ada.edit(message, 'built the whole parser');
    expect(offer).toMatchObject({ code: 'retype-offered' });
    expect((await ada.entries())[0]?.text).toBe('built the parser');
    expect(await ada.press(offer, 'Leave it')).toMatchObject({ code: 'left' });
    expect(await ada.press(offer, 'Change it')).toMatchObject({ code: 'retyped' });
    expect(await ada.entries()).toMatchObject([
      { text: 'built the whole parser', day: Math.floor(morning / day) },
    ]);
  });

  test('deleting it offers to delete the entry', async () => {
    await started();
    await ada.write('built the parser');
    const offer = await ada.remove(ada.last());
    expect(offer).toMatchObject({ code: 'delete-offered' });
    expect(await ada.entries()).toHaveLength(1);
    const asked = await ada.press(offer, 'Delete it');
    await ada.press(asked, labels(asked)[1] === 'Delete anyway' ? 'Delete anyway' : 'Delete');
    expect(await ada.entries()).toHaveLength(0);
    expect(await ada.edit(ada.last(), 'once more')).toBeUndefined();
  });

  test("what is no entry, or another one's, is left alone", async () => {
    await started();
    await ada.write('thanks');
    expect(await ada.edit(ada.last(), 'thanks a lot')).toBeUndefined();
    expect(await ada.remove(ada.last())).toBeUndefined();
    await ada.write('built the parser');
    const bob = await started(house.account('bob'));
    expect(await bob.edit(ada.last(), "that's mine now")).toBeUndefined();
    expect((await ada.entries())[0]?.text).toBe('built the parser');
  });
});

describe('who sees what is typed', () => {
  const inGuild = async () => {
    const community = await house.store.communities.findByExternal(platform, 'guild');
    return community ? house.store.entries.sharedWith(community.id, 0, Number.MAX_SAFE_INTEGER) : [];
  };

  test('is said once how to turn it off, asked once, and private until they agree to exactly this', async () => {
    await started();
    await ada.say('settings audience:community', channelIn('guild', 'The Guild'));
    const first = await ada.write('built the parser');
    expect(first?.text.source).toContain('/settings typing:off');
    expect(first?.text.source).toContain('**only for you**');
    expect(labels(first)).toEqual(expect.arrayContaining(['Only me', 'The Guild']));
    house.clock.at += hour;
    const second = await ada.write('built the lexer');
    expect(second?.text.source).not.toContain('typing:off');
    expect(labels(second)).not.toContain('The Guild');
    expect(await inGuild()).toEqual([]);
    expect((await ada.press(first, 'The Guild')).text.source).toContain('**shared with The Guild**');
    expect(await inGuild()).toEqual([]);
    house.clock.at += hour;
    const third = await ada.write('built the printer');
    expect(third?.text.source).toContain('**shared with The Guild**');
    expect((await inGuild()).map((it) => it.text)).toEqual(['built the printer']);
  });

  test('/start, /privacy and /settings say the same', async () => {
    await started();
    await ada.say('settings typing:"the guild"', channelIn('guild', 'The Guild'));
    for (const command of ['start zone:UTC', 'privacy'])
      expect((await ada.say(command)).text.source).toContain(
        'What you type in our DM is **shared with The Guild**',
      );
    expect((await ada.say('settings')).text.source).toContain('**shared with The Guild**');
  });

  test('a community that they left, or that the bot left, sees nothing', async () => {
    await started();
    await ada.say('settings typing:"the guild"', channelIn('guild', 'The Guild'));
    const { id } = (await house.store.communities.findByExternal(platform, 'guild')) ?? { id: '' };
    await house.store.members.remove(id, (await ada.person()).id);
    expect((await ada.write('built the parser'))?.text.source).toContain('**only for you**');
    expect(await inGuild()).toEqual([]);
  });

  test('turned off, nothing is logged but what they press for', async () => {
    await started();
    expect((await ada.say('settings typing:off')).text.source).toContain("isn't logged");
    const reply = await ada.write('built the parser');
    expect(reply).toMatchObject({ code: 'typing-off' });
    expect(await ada.entries()).toEqual([]);
    expect((await ada.write('streak'))?.code).toBe('streak');
    expect(await ada.press(reply, 'Log it')).toMatchObject({ code: 'logged' });
    expect((await ada.say('settings typing:elsewhere')).code).toBe('wrong-settings');
  });

  test('of somebody in no community only how to turn it off is said', async () => {
    await ada.say('start zone:UTC time:09:00');
    const reply = await ada.write('built the parser');
    expect(reply?.text.source).toContain('/settings typing:off');
    expect(labels(reply)).not.toContain('Only me');
  });
});

async function collections(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { name } of await house.store.connection.db!.listCollections().toArray())
    found[name] = await house.store.connection.collection(name).countDocuments();
  return found;
}
