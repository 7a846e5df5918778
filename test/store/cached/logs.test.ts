import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cachedLogs } from '../../../src/store/cached/logs.ts';
import { openStore, type Store } from '../../../src/store/index.ts';
import { runs } from '../../deep.ts';
import { useBackend } from '../backend.ts';
import { anEntry, id, now, today } from '../samples.ts';

const backend = useBackend();

type Step = { readonly do: 'insert' | 'delete' | 'move' | 'read' | 'repeat' | 'erase'; readonly n: number };

const steps = fc.array(
  fc.array(
    fc.record<Step>({
      do: fc.constantFrom('insert', 'insert', 'insert', 'delete', 'move', 'read', 'repeat', 'erase'),
      n: fc.nat(5),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  { minLength: 1, maxLength: 8 },
);

/** What the product reads of a log again and again. The entries of a day are in no order. */
const known = async ({ entries }: Store, me: string) => ({
  days: sorted(await entries.loggedDays(me)),
  lately: sorted(await entries.loggedDays(me, today - 2)),
  page: await entries.list(me, {}, { limit: 5 }),
});

const sorted = (days: ReadonlyMap<number, readonly { readonly id: string }[]>) =>
  [...days].map(([day, list]) => [day, [...list].sort((a, b) => (a.id < b.id ? -1 : 1))]);

it('answers from memory what the database would answer, whatever was done at once', async () => {
  const database = backend().database();
  const alone = await openStore(backend().uri, database, { alone: true });
  const plain = await openStore(backend().uri, database);
  let at = now;

  async function take(me: string, step: Step): Promise<unknown> {
    const { entries } = alone;
    const day = today - step.n;
    switch (step.do) {
      case 'insert':
        return entries.insert(anEntry(me, { day, at: at++, backdated: step.n > 0 }));
      case 'repeat':
        return entries.insert(anEntry(me, { day, at: at++, eventKey: `the same ${step.n}` }));
      case 'read':
        return known(alone, me);
      case 'erase':
        return step.n === 0 && entries.eraseAll(me);
      default: {
        const found = (await plain.entries.list(me, {}, { limit: 6 }))[step.n];
        return found && entries.save(step.do === 'move' ? { ...found, day } : { ...found, deletedAt: now });
      }
    }
  }

  await fc.assert(
    fc.asyncProperty(steps, async (groups) => {
      const me = id('person');
      for (const group of groups) {
        await Promise.all(group.map((step) => take(me, step)));
        expect(await known(alone, me)).toEqual(await known(plain, me));
      }
    }),
    runs(40),
  );
  await Promise.all([alone.close(), plain.close()]);
});

it('keeps what is known of a log when somebody adds to it', async () => {
  const store = await backend().open({ alone: true });
  const me = id('person');
  await store.entries.insert(anEntry(me));
  await store.entries.loggedDays(me);
  await store.entries.insert(anEntry(me, { day: today - 1 }));
  await store.connection.collection('entries').deleteMany({});
  expect([...(await store.entries.loggedDays(me)).keys()]).toEqual([today - 1, today]);
});

it('knows the logs of two hundred people at most', async () => {
  const store = await backend().open({ alone: true });
  const people = Array.from({ length: 201 }, () => id('person'));
  for (const me of people) await store.entries.insert(anEntry(me));
  for (const me of people) await store.entries.loggedDays(me);
  await store.connection.collection('entries').deleteMany({});
  const sizes = await Promise.all(
    [people.at(-1), people[0]].map(async (me = '') => (await store.entries.loggedDays(me)).size),
  );
  expect(sizes).toEqual([1, 0]);
});

it('takes what was read before an answer to a writing came as it was, and what was deleted before as deleted', async () => {
  const { entries } = await backend().open();
  const answers: (() => void)[] = [];
  const logs = cachedLogs({
    ...entries,
    async insert(entry) {
      const written = await entries.insert(entry);
      await new Promise<void>((resolve) => answers.push(resolve));
      return written;
    },
  });
  const me = id('person');
  const [seen, gone] = [anEntry(me), anEntry(me)];
  for (const entry of [seen, gone]) {
    const inserting = logs.entries.insert(entry);
    while (answers.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    if (entry === gone) await logs.entries.save({ ...gone, deletedAt: now });
    expect([...(await logs.entries.loggedDays(me)).values()].flat().map((it) => it.id)).toEqual([seen.id]);
    answers.pop()?.();
    await inserting;
    expect([...(await logs.entries.loggedDays(me)).values()].flat().map((it) => it.id)).toEqual([seen.id]);
  }
});
