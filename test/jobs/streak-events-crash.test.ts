import { beforeEach, describe, expect, test } from 'vitest';
import type { RenderedReply } from '../../src/chat/rendered.ts';
import { answerKey, tellNews } from '../../src/core/account/index.ts';
import type { Person } from '../../src/core/people/index.ts';
import { useEmptyStore } from '../store/backend.ts';
import { anEntry } from '../store/samples.ts';
import {
  day,
  hour,
  type JobsFixture,
  jobsFixture,
  minute,
  morning,
  promptDue,
  rules,
} from './jobs-fixture.ts';

const store = useEmptyStore();
const firstDay = Math.floor(morning / day);
const milestone = '7 days in a row!';

let here: JobsFixture;
let ada: Person;
/** What reached the platform, whoever sent it. */
let texts: string[];

beforeEach(async () => {
  here = jobsFixture(store());
  ada = await here.joins({ joinedDay: firstDay - 7, nudge: { on: false, time: 1200 } });
  for (let date = -7; date < 0; date++)
    await store().entries.insert(anEntry(ada.id, { day: firstDay + date, at: morning + date * day }));
  texts = [];
  const send = here.messenger.send.bind(here.messenger);
  Object.assign(here.messenger, {
    async send(to: never, reply: RenderedReply, id: string) {
      const before = here.messenger.arrived.length;
      const result = send(to, reply, id);
      if (here.messenger.arrived.length > before) texts.push(reply.text.source);
      return result;
    },
  });
  here.at = promptDue;
  await here.tick();
});

/** The process that comes after one that died, when the lease of what that one had is over. */
async function nextProcess(): Promise<JobsFixture> {
  const next = jobsFixture(store(), here.messenger);
  Object.assign(next, { at: here.at + minute, machine: minute });
  await next.deliver();
  return next;
}

const answer = async (id: string, at = here.at + hour) => {
  const current = (await store().people.find(ada.id)) as Person;
  const { news } = await tellNews(here.deps.stores, current, { by: answerKey(id), now: at, rules });
  return news.events.map((it) => it.kind);
};
const toldIn = (list: readonly string[]) => list.filter((it) => it.includes(milestone)).length;

describe('a process that dies with a prompt that tells something', () => {
  test('after the sending: it was told, and is not told again', async () => {
    here.messenger.willGo('hangs');
    void here.deliver();
    await expect.poll(() => texts.length, { timeout: 20_000 }).toBe(1);
    const next = await nextProcess();
    expect((await next.delivery(ada)).state).toBe('sent');
    expect(toldIn(texts)).toBe(1);
    expect(await answer('1')).toEqual([]);
  });

  test('between the keys and the sending: the next process sends it with what the keys say', async () => {
    const { send } = here.messenger;
    let isDead = false;
    here.messenger.send = () => {
      isDead = true;
      return new Promise<never>(() => undefined);
    };
    void here.deliver();
    await expect.poll(() => isDead, { timeout: 20_000 }).toBe(true);
    here.messenger.send = send;
    expect(await answer('meanwhile')).toEqual([]);
    const next = await nextProcess();
    expect((await next.delivery(ada)).state).toBe('sent');
    expect(toldIn(texts)).toBe(1);
    expect(await answer('1')).toEqual([]);
  });

  test('and a platform that never says what arrived: it counts as told, and the record says so', async () => {
    here.messenger.willGo('hangs');
    void here.deliver();
    await expect.poll(() => texts.length, { timeout: 20_000 }).toBe(1);
    here.messenger.sees('unknown');
    const next = await nextProcess();
    expect((await next.delivery(ada)).state).toBe('uncertain');
    Object.assign(next, { at: here.at + 5 * hour, machine: 12 * hour });
    await next.deliver();
    expect(await next.delivery(ada)).toMatchObject({ state: 'missed', reason: 'uncertain' });
    expect(toldIn(texts)).toBe(1);
    expect(await answer('1', next.at)).toEqual([]);
  });
});

describe('a process that dies with an answer that tells something', () => {
  test('tells it at most once: the key stands, and names that answer', async () => {
    expect(await answer('cut off')).toEqual(['freeze-earned', 'milestone']);
    expect(await answer('next')).toEqual([]);
    const { streakEvents } = (await store().people.find(ada.id)) as Person;
    expect(streakEvents?.told.map((it) => it.by)).toEqual(['answer:cut off', 'answer:cut off']);
  });

  test('and is handled once more: the repetition tells the same', async () => {
    expect(await answer('again')).toEqual(['freeze-earned', 'milestone']);
    expect(await answer('again')).toEqual(['freeze-earned', 'milestone']);
  });
});
