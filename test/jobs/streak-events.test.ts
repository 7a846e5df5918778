import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RenderedReply } from '../../src/chat/rendered.ts';
import { answerKey, tellNews } from '../../src/core/account/index.ts';
import type { Person, ToldEvent } from '../../src/core/people/index.ts';
import { readFacts } from '../../src/core/streaks/read.ts';
import { runs } from '../deep.ts';
import { plainEvents } from '../oracles/streak-events.ts';
import { useEmptyStore } from '../store/backend.ts';
import { anEntry } from '../store/samples.ts';
import { day, hour, type JobsFixture, jobsFixture, minute, morning, rules } from './jobs-fixture.ts';
import type { Fate } from './messenger.ts';

const store = useEmptyStore();
const firstDay = Math.floor(morning / day);
const refused = { ok: false, kind: 'permanent', reason: 'refused' } as const;
const busy = { ok: false, kind: 'retry', reason: 'busy', retryAfterMs: 1000 } as const;

interface Message {
  readonly by: string;
  readonly text: string;
  readonly told: readonly ToldEvent[];
}

/** Somebody whose messages are kept as they arrive, with the keys that stand for each. */
async function witnessed(it: JobsFixture, person: Person) {
  const messages: Message[] = [];
  const keysOf = async (by: string) =>
    ((await store().people.find(person.id))?.streakEvents?.told ?? []).filter((key) => key.by === by);
  const send = it.messenger.send.bind(it.messenger);
  Object.assign(it.messenger, {
    async send(to: never, reply: RenderedReply, deliveryId: string) {
      const before = it.messenger.arrived.length;
      try {
        return await send(to, reply, deliveryId);
      } finally {
        const arrived = it.messenger.arrived.length > before;
        if (arrived)
          messages.push({ by: deliveryId, text: reply.text.source, told: await keysOf(deliveryId) });
      }
    },
  });
  return {
    messages,
    async answer(eventId: string, at = it.at): Promise<readonly string[]> {
      const current = (await store().people.find(person.id)) as Person;
      const by = answerKey(eventId);
      const { news } = await tellNews(it.deps.stores, current, { by, now: at, rules });
      messages.push({
        by,
        text: '',
        told: news.events.map(({ kind, day: date }) => ({ kind, day: date, by })),
      });
      return news.events.map((event) => `${event.kind} ${event.day - firstDay}`);
    },
  };
}

const log = (person: Person, date: number) =>
  store().entries.insert(
    anEntry(person.id, { day: firstDay + date, at: morning + date * day, eventKey: `e${date}` }),
  );

/** Logged on each of the seven dates before the first, prompts from then on. */
async function sevenDays(it: JobsFixture): Promise<Person> {
  const person = await it.joins({ joinedDay: firstDay - 7, nudge: { on: false, time: 1200 } });
  for (let date = -7; date < 0; date++) await log(person, date);
  return person;
}

describe('what happened to a streak', () => {
  test('is told in the next prompt, and in no later one', async () => {
    const it = jobsFixture(store());
    const person = await sevenDays(it);
    const { messages } = await witnessed(it, person);
    await it.advanceTo(morning + 2 * hour);
    expect(messages[0]?.told.map((key) => key.kind)).toEqual(['freeze-earned', 'milestone']);
    expect(messages[0]?.text).toContain('You earned a freeze (1 of 2)');
    await it.advanceTo(morning + day + 2 * hour);
    expect(messages[1]?.text).toContain('A freeze saved your **7-day streak** yesterday. 0 left.');
    await it.advanceTo(morning + 2 * day + 2 * hour);
    expect(messages[2]?.text).toContain('Your **7-day streak** ended yesterday.');
    expect(messages[2]?.text).toContain(
      'Built something that day? Log it for yesterday and your streak is back.',
    );
    await it.advanceTo(morning + 3 * day + 2 * hour);
    expect(messages[3]?.told).toEqual([]);
    expect(messages[3]?.text).not.toContain('streak');
  });

  test('is not told when backdating undid it before the message goes', async () => {
    const it = jobsFixture(store());
    const person = await sevenDays(it);
    const { messages } = await witnessed(it, person);
    await it.advanceTo(morning + 2 * hour);
    await log(person, 0);
    await it.advanceTo(morning + day + 2 * hour);
    expect(messages.at(-1)?.told).toEqual([]);
  });

  test('is told by the next message where the prompt was refused', async () => {
    const it = jobsFixture(store());
    const person = await sevenDays(it);
    const { answer } = await witnessed(it, person);
    it.messenger.willGo(refused);
    await it.advanceTo(morning + 2 * hour);
    expect(await answer('1')).toEqual(['freeze-earned -1', 'milestone -1']);
    expect(await answer('2')).toEqual([]);
  });

  test('stays told by a prompt that may have arrived', async () => {
    const it = jobsFixture(store());
    const person = await sevenDays(it);
    const { answer, messages } = await witnessed(it, person);
    it.messenger.willGo('lost');
    await it.advanceTo(morning + 2 * hour);
    expect(messages).toHaveLength(1);
    expect(await answer('1')).toEqual([]);
  });

  test('is told by one of two messages at the same instant', async () => {
    const it = jobsFixture(store());
    const person = await sevenDays(it);
    const { answer, messages } = await witnessed(it, person);
    it.at = morning + 2 * hour;
    await it.tick();
    await Promise.all([it.deliver(), answer('1'), answer('2')]);
    expect(messages.flatMap((one) => one.told)).toHaveLength(2);
  });
});

const fates: fc.Arbitrary<readonly Fate[]> = fc.array(
  fc.constantFrom<Fate>('arrives', 'arrives', 'arrives', 'lost', 'throws', refused, busy),
  { maxLength: 4 },
);
const dates = fc.array(
  fc.record({
    logs: fc.constantFrom('no', 'no', 'early', 'late', 'tomorrow'),
    answersFirst: fc.boolean(),
    answers: fc.boolean(),
    undoes: fc.integer({ min: 0, max: 9 }).map((it) => it === 0),
    dies: fc.boolean(),
    fates,
  }),
  { minLength: 10, maxLength: 24 },
);

describe('random histories, with restarts and two processes', () => {
  test('tell each event that holds exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(dates, async (list) => {
        let it = jobsFixture(store());
        const { messenger } = it;
        const person = await sevenDays(it);
        const { messages, answer } = await witnessed(it, person);
        const work = async (instant: number) => {
          const other = { ...jobsFixture(store(), messenger), at: instant, machine: it.machine + minute };
          it.at = instant;
          it.machine += minute;
          await it.tick();
          // The other process has clocks of its own, set to the same.
          const second = jobsFixture(store(), messenger);
          second.at = instant;
          second.machine = other.machine;
          await Promise.all([it.deliver(), second.deliver()]);
        };
        for (const [date, one] of list.entries()) {
          const start = morning + date * day;
          messenger.willGo(...one.fates);
          if (one.logs === 'early') await log(person, date);
          it.at = start;
          if (one.answersFirst) await answer(`${date} first`, it.at);
          await work(start + 2 * hour);
          for (let more = 1; more <= 3; more++) await work(start + 2 * hour + more * 20 * minute);
          if (one.dies) {
            const [at, machine] = [it.at, it.machine];
            it = jobsFixture(store(), messenger);
            Object.assign(it, { at, machine: machine + 2 * minute });
          }
          if (one.logs === 'late') await log(person, date);
          if (one.logs === 'tomorrow' && date > 0) {
            await store().checkpoints.dropFrom(person.id, 0);
            await log(person, date - 1);
          }
          if (one.undoes) {
            const [latest] = await store().entries.list(person.id, {}, { limit: 1 });
            if (latest) await store().entries.save({ ...latest, deletedAt: it.at });
            await store().checkpoints.dropFrom(person.id, 0);
          }
          it.at = start + 8 * hour;
          if (one.answers) await answer(`${date} second`, it.at);
        }
        await answer('last', it.at);
        const keys = messages.flatMap((one) => one.told.map((key) => `${key.kind} ${key.day}`));
        expect(keys.length).toBe(new Set(keys).size);
        const told = new Set(keys);
        const facts = await readFacts(store(), (await store().people.find(person.id)) as Person, it.at);
        for (const { kind, day: at } of plainEvents({ ...facts, ...rules.freezes })) {
          const later = messages.some((one) => one.told.some((key) => key.kind === kind && key.day > at));
          const isNoNews = (kind === 'freeze-earned' || kind === 'milestone') && later;
          if (!isNoNews) expect(told).toContain(`${kind} ${at}`);
        }
        await store().people.erase(person.id);
        await store().deliveries.eraseAll(person.id);
      }),
      runs(6, 60),
    );
  }, 120_000);
});
