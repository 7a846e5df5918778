import { pendingDelivery } from '../src/core/reminders/index.ts';
import { readStreak } from '../src/core/streaks/read.ts';
import { openStore } from '../src/store/index.ts';
import { type BenchFixture, openBenchFixture } from './fixture.ts';
import type { Group, Row } from './measure.ts';

const many = { people: 100_000, deliveries: 50_000 } as const;
const few = (count: number): number => count / 100;

/** The bot on its store, without a platform. */
export const storeGroup: Group = {
  names: ['log', 'streak', 'dispatch', 'due', 'claim'],
  async open() {
    const scene = await openBenchFixture();
    const rows = [
      await logRow(scene),
      await streakRow(scene),
      await dispatchRow(scene),
      await dueRow(scene),
      await claimRow(scene),
    ];
    return { rows, close: scene.close };
  },
};

/** Logging must not cost more with a long history. */
async function logRow(it: BenchFixture): Promise<Row> {
  await it.person('long', 10_000);
  await it.person('short', 10);
  return {
    name: 'log',
    what: 'log with 10,000 earlier entries, beside 10',
    bar: 1.1,
    rounds: 240,
    ours: () => it.say('long', '/log another small thing'.slice(1)),
    other: () => it.say('short', '/log another small thing'.slice(1)),
  };
}

/** A streak is folded from its checkpoint. */
async function streakRow(it: BenchFixture): Promise<Row> {
  const long = await it.person('long-streak', 10_000);
  const short = await it.person('short-streak', 10);
  return {
    name: 'streak',
    what: 'the streak of 10,000 days, beside one of 10',
    bar: 1.1,
    rounds: 500,
    ours: () => readStreak(it.store, long, it.now, it.rules),
    other: () => readStreak(it.store, short, it.now, it.rules),
  };
}

/** What the contract and the dispatch cost on top of the reads that the command needs. */
async function dispatchRow(it: BenchFixture): Promise<Row> {
  const person = await it.person('today', 100);
  return {
    name: 'dispatch',
    what: '/today through the dispatcher, beside its bare reads',
    bar: 2.3,
    rounds: 200,
    ours: () => it.say('today', 'today'),
    async other() {
      await it.store.entries.list(person.id, {}, { limit: 10 });
      await readStreak(it.store, person, it.now, it.rules);
    },
  };
}

/** Finding who is due goes by an index: a hundred times the people must not cost more. */
async function dueRow(it: BenchFixture): Promise<Row> {
  const small = await openStore(uriOf(it), 'bench-small');
  await crowd(it, many.people);
  await crowd({ ...it, store: small }, few(many.people));
  return {
    name: 'due',
    what: `who is due of ${many.people.toLocaleString('en')} people, beside ${few(many.people)}`,
    bar: 1.3,
    rounds: 200,
    ours: () => it.store.system.duePeople(it.now, 50),
    other: () => small.system.duePeople(it.now, 50),
  };
}

/** Claiming goes by an index too: settled deliveries must not be in the way. */
async function claimRow(it: BenchFixture): Promise<Row> {
  const small = await openStore(uriOf(it), 'bench-few');
  const rounds = 120;
  await settled(it.store, many.deliveries);
  await settled(small, few(many.deliveries));
  for (const store of [it.store, small]) {
    for (let n = 0; n < rounds + 10; n++) {
      const owed = { kind: 'prompt' as const, key: `k${n}`, lane: 'bench', dueAt: n, expiresAt: it.now };
      await store.deliveries.put(pendingDelivery({ owner: { personId: 'long' }, ...owed }));
    }
  }
  const claim = (store: typeof small) =>
    store.system.claimDeliveries('bench', 'bench', it.now, 60 * 60_000, 1);
  return {
    name: 'claim',
    what: `claiming beside ${many.deliveries.toLocaleString('en')} settled deliveries, beside ${few(many.deliveries)}`,
    bar: 1.2,
    rounds,
    ours: () => claim(it.store),
    other: () => claim(small),
  };
}

function uriOf({ store }: BenchFixture): string {
  const { options } = store.connection.getClient();
  return `mongodb://${encodeURIComponent(options.hosts[0]?.socketPath ?? '')}`;
}

/** People of whom fifty are due. */
async function crowd({ store, now }: BenchFixture, size: number): Promise<void> {
  const collection = store.connection.collection('people');
  const rows = Array.from({ length: size }, (_, index) => ({
    _id: `crowd-${index}`,
    identityKeys: [`bench::crowd-${index}`],
    dueAt: index < 50 ? now - index : now + 1 + index,
    clocks: [],
    version: 1,
  }));
  for (let at = 0; at < size; at += 1_000) await collection.insertMany(rows.slice(at, at + 1_000) as never[]);
}

async function settled(store: BenchFixture['store'], size: number): Promise<void> {
  const collection = store.connection.collection('deliveries');
  const rows = Array.from({ length: size }, (_, index) => ({
    _id: `old-${index}`,
    personId: `crowd-${index}`,
    kind: 'prompt',
    key: '2026-01-01',
    state: 'sent',
    dueAt: index,
  }));
  for (let at = 0; at < size; at += 1_000) await collection.insertMany(rows.slice(at, at + 1_000) as never[]);
}
