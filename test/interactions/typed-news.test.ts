import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channelIn, type Dm, type DmHouse, day, hour, openDmHouse } from '../commands/log/dm.ts';

let house: DmHouse;
let ada: Dm;
let texts: string[];
beforeEach(async () => {
  house = await openDmHouse();
  ada = house.account();
  await ada.say('start zone:UTC time:11:00', channelIn('guild'));
  await ada.say('stop');
  texts = [];
  const send = house.messenger.send.bind(house.messenger);
  house.messenger.send = async (to, reply, id) => {
    const result = await send(to, reply, id);
    if (result.ok) texts.push(reply.text.source);
    return result;
  };
});
afterEach(() => house.close());

const catchUp = async () => house.bot.jobs.catchUp((await ada.person()).id);

/** A date's line for each of so many dates, the last of them today. */
async function typeFor(dates: number) {
  for (let date = 0; date < dates; date++) {
    if (date > 0) house.clock.at += day;
    await ada.write(`built part ${date}`);
  }
}

describe('what happened to a streak is told in the answer to what is typed', () => {
  test('a milestone and a freeze, once', async () => {
    await typeFor(6);
    house.clock.at += day;
    const seventh = await ada.write('built the last part');
    expect(seventh?.text.source).toContain('7 days in a row!');
    expect(seventh?.text.source).toContain('You earned a freeze (1 of 2)');
    expect((await ada.write('and one thing more'))?.text.source).not.toContain('in a row');
  });

  test('a streak that ended, with the way back; typing for that day brings it back', async () => {
    await typeFor(2);
    house.clock.at += 2 * day;
    const answer = await ada.write('back again');
    expect(answer?.text.source).toContain('Your **2-day streak** ended yesterday.');
    expect(answer?.buttons?.flat().map((it) => it.label)).toContain('Log it for yesterday');
    expect((await ada.write('one thing more'))?.text.source).not.toContain('ended');
  });
});

describe('what was typed while nobody listened', () => {
  test('is told of in the one answer to it, once', async () => {
    await typeFor(5);
    ada.message('built the sixth', { at: house.clock.at + day });
    ada.message('built the seventh', { at: house.clock.at + 2 * day });
    house.clock.at += 2 * day + hour;
    await catchUp();
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('You wrote 2 messages');
    expect(texts[0]).toContain('7 days in a row!');
    expect((await ada.say('today')).text.source).not.toContain('in a row');
  });

  test('may keep a streak: its end is told by none of the answers', async () => {
    await typeFor(2);
    ada.message('built it on the day', { at: house.clock.at + day });
    ada.message('and the day after', { at: house.clock.at + 2 * day });
    house.clock.at += 2 * day + hour;
    await catchUp();
    expect(texts.join()).not.toContain('ended');
  });

  test('tells it in the next answer where that one was lost', async () => {
    await typeFor(6);
    ada.message('built the seventh', { at: house.clock.at + day });
    house.clock.at += day + hour;
    house.messenger.willGo({ ok: false, kind: 'permanent', reason: 'invalid' });
    await catchUp();
    expect(texts).toEqual([]);
    expect((await ada.say('today')).text.source).toContain('7 days in a row!');
    expect((await ada.say('today')).text.source).not.toContain('in a row');
  });
});
