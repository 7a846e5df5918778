import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { messageWritten } from '../../src/chat/interaction.ts';
import { readOpenDms } from '../../src/jobs/catch-up.ts';
import {
  channelIn,
  type Dm,
  type DmHouse,
  day,
  hour,
  minute,
  openDmHouse,
  platform,
} from '../commands/log/dm.ts';
import { until } from '../support/bot-harness.ts';

let house: DmHouse;
let ada: Dm;
beforeEach(async () => {
  house = await openDmHouse();
  ada = house.account();
  await ada.say('start zone:UTC time:11:00', channelIn('guild'));
});
afterEach(() => house.close());

const sent = () => house.messenger.arrived.map((it) => it.code);
const advance = async (ms: number) => {
  house.clock.at += ms;
  await house.bot.deliveryWorker.drain();
};
const catchUp = async () => house.bot.jobs.catchUp((await ada.person()).id);

describe('what was written while nobody listened', () => {
  test('is read before the nudge, and an answer among it keeps the nudge back', async () => {
    await advance(hour);
    expect(sent()).toEqual(['prompt', 'prompt']);
    house.clock.at += 2 * hour;
    ada.message('built the parser');
    await advance(7 * hour);
    expect(sent()).toEqual(['prompt', 'prompt', 'logged']);
    expect(await ada.entries()).toMatchObject([{ text: 'built the parser', at: house.clock.at - 7 * hour }]);
    expect(await house.store.deliveries.latest((await ada.person()).id, 'nudge', 1)).toMatchObject([
      { state: 'dropped', reason: 'logged' },
    ]);
  });

  test('is read before the prompt too', async () => {
    ada.message('built it early');
    await advance(hour);
    expect(sent()).toEqual(['prompt', 'logged']);
  });

  test('twenty messages are twenty entries, each of its own day, and one answer', async () => {
    for (let i = 0; i < 20; i++) ada.message(`built part ${i}`, { at: house.clock.at + i * 2 * hour });
    house.clock.at += 2 * day;
    await catchUp();
    await catchUp();
    const entries = await ada.entries();
    expect(entries).toHaveLength(20);
    for (const entry of entries) expect(entry.day).toBe(Math.floor((entry.at - 3 * hour) / day));
    expect(sent()).toEqual(['prompt', 'caught-up']);
  });

  test('keeps what is still to be told for the next answer', async () => {
    await ada.write('built the parser');
    const person = await ada.person();
    const entryId = (await ada.entries())[0]?.id ?? '';
    await house.store.people.save({ ...person, undelivered: [{ entryId, certain: true }] });
    ada.message('built the lexer');
    ada.message('built the printer');
    await catchUp();
    expect(house.messenger.arrived.at(-1)?.code).toBe('caught-up');
    expect((await ada.person()).undelivered).toEqual([{ entryId, certain: true }]);
    await ada.say('today');
    expect((await ada.person()).undelivered).toBeUndefined();
  });

  test('what came live is not answered again, and what is under way is waited for', async () => {
    await ada.write('built the parser');
    await ada.write('thanks');
    const incoming = ada.incoming(messageWritten(ada.message('built the lexer')));
    const [outcome] = await Promise.all([house.bot.dispatcher.dispatch(incoming), catchUp()]);
    await catchUp();
    expect(await ada.entries()).toHaveLength(2);
    const answers = Number(outcome.type === 'reply') + sent().filter((it) => it === 'logged').length;
    expect(answers).toBe(1);
    expect(sent()).not.toContain('log-offered');
  });

  test('commands and small talk are taken as such, and offers are few', async () => {
    for (const word of ['ok', 'thanks', '👍', 'nice', 'cool']) ada.message(word);
    await catchUp();
    expect(sent()).toEqual(['prompt', 'log-offered', 'log-offered', 'log-offered']);
    house.clock.at += minute;
    ada.message('stop');
    await catchUp();
    expect((await ada.person()).prompts).toBe('stopped');
  });

  test('an edit that nobody heard reaches its entry', async () => {
    await ada.write('bilt it');
    const message = ada.last();
    house.clock.at += hour;
    ada.history.set(message.id, { ...message, text: 'built it', editedAt: house.clock.at });
    await catchUp();
    await catchUp();
    expect((await ada.entries()).map((it) => it.text)).toEqual(['built it']);
    expect(sent()).toEqual(['prompt', 'retyped']);
  });

  test('of before somebody erased everything comes back with nothing', async () => {
    await ada.write('built the parser');
    const asked = await ada.say('privacy');
    const sure = await ada.press(asked, 'Erase my data…');
    await ada.press(sure, 'Yes, erase everything');
    house.clock.at += hour;
    await ada.say('start zone:UTC time:09:00', channelIn('guild'));
    await catchUp();
    expect(await ada.entries()).toEqual([]);
  });

  test('is of its own author alone', async () => {
    const bob = house.account('bob');
    await bob.say('start zone:UTC time:11:00', channelIn('guild'));
    bob.message("bob's work");
    await catchUp();
    expect(await ada.entries()).toEqual([]);
    await house.bot.jobs.catchUp((await bob.person()).id);
    expect(await bob.entries()).toHaveLength(1);
  });

  test('a platform that cannot be read leaves the reminder as it is', async () => {
    house.messenger.cannotRead = true;
    await advance(hour);
    ada.message('built the parser');
    await advance(9 * hour);
    expect(sent()).toEqual(['prompt', 'prompt', 'nudge']);
    house.messenger.cannotRead = false;
    await catchUp();
    expect(await ada.entries()).toHaveLength(1);
  });

  test('an answer that does not get through is told in the next one', async () => {
    ada.message('built the parser');
    house.messenger.willGo({ ok: false, kind: 'permanent', reason: 'invalid' });
    await catchUp();
    expect((await ada.say('streak')).text.source).toContain('built the parser');
  });

  test('at a start the DMs of prompts without an answer are read, and no others', async () => {
    const bob = house.account('bob');
    await bob.say('start zone:UTC time:11:00', channelIn('guild'));
    await advance(hour);
    await bob.write('answered already');
    ada.message('built the parser');
    house.messenger.reads = 0;
    await readOpenDms(house.bot.jobs, { platform });
    expect(await ada.entries()).toHaveLength(1);
    expect(house.messenger.reads).toBe(1);
    await readOpenDms(house.bot.jobs, { platform: 'another' });
    expect(house.messenger.reads).toBe(1);
  });

  test('an answer while the prompt is being sent is one entry, and no nudge follows', async () => {
    let arrive: (() => void) | undefined;
    const send = house.messenger.send.bind(house.messenger);
    house.messenger.send = async (...given) => {
      await new Promise<void>((resolve) => {
        arrive = resolve;
      });
      return send(...given);
    };
    house.clock.at += hour;
    const sending = house.bot.deliveryWorker.drain();
    await until(() => arrive !== undefined);
    await ada.write('built the parser');
    arrive?.();
    await sending;
    house.messenger.send = send;
    await advance(9 * hour);
    expect(await ada.entries()).toHaveLength(1);
    expect(sent()).toEqual(['prompt', 'prompt']);
  });
});
