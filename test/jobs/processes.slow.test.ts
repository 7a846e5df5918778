import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/index.ts';
import { useBackend, useEmptyStore } from '../store/backend.ts';
import { hour, type JobsFixture, jobsFixture, minute, morning, promptDue } from './jobs-fixture.ts';
import { fakeMessenger } from './messenger.ts';

const people = 40;

/** Two processes: each with a connection, a delivery worker and a worker's name of its own, on one database and one platform. */
describe('two processes on one database', () => {
  const backend = useBackend();
  let stores: Store[];
  let worlds: JobsFixture[];
  const messenger = fakeMessenger();

  beforeEach(async () => {
    const database = backend().database();
    stores = [await openStore(backend().uri, database), await openStore(backend().uri, database)];
    worlds = stores.map((store) => jobsFixture(store, messenger));
    const [pattern] = worlds as [JobsFixture];
    const first = await pattern.joins();
    const stored = await pattern.store.connection.collection('people').findOne({ _id: first.id as never });
    const rows = Array.from({ length: people - 1 }, (_, n) => ({
      ...stored,
      _id: `person-of-two-${n}`,
      identityKeys: [`two::${n}`],
      identities: [{ platform: 'two', user: `${n}` }],
      dm: { platform: 'test', channel: `dm:two-${n}` },
      dueAt: promptDue + (n % 3) * minute,
      promptTime: 9 * 60 + (n % 3),
    }));
    await pattern.store.connection.collection('people').insertMany(rows as never);
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
  });

  it('send eighty deliveries once each, over a day of prompts and nudges', async () => {
    const pumps = worlds.map((it) => it.deliveryWorker());
    for (const at of [promptDue, promptDue + minute, promptDue + 5 * minute, morning + 13 * hour]) {
      for (const it of worlds) Object.assign(it, { at, machine: at - morning });
      for (let round = 0; round < 3; round++)
        await Promise.all(pumps.map((deliveryWorker) => deliveryWorker.drain()));
    }
    const rows = await (worlds[0] as JobsFixture).deliveries();
    expect(rows).toHaveLength(2 * people);
    expect(rows.filter((it) => it.state !== 'sent')).toEqual([]);
    const ids = messenger.arrived.map((it) => it.deliveryId);
    expect(ids).toHaveLength(2 * people);
    expect(new Set(ids).size).toBe(2 * people);
    expect(worlds.flatMap((it) => it.log)).toEqual([]);
  }, 120_000);

  it('leave nothing undone when one of them dies with what it had claimed', async () => {
    const [dying, living] = worlds as [JobsFixture, JobsFixture];
    Object.assign(dying, { at: promptDue + 5 * minute, machine: 0 });
    await dying.tick();
    await dying.store.system.claimDeliveries('test', 'dying', 0, minute, 15);
    await dying.store.system.takeLease('tick', 'dying', 0, minute);
    Object.assign(living, { at: promptDue + 5 * minute, machine: 30_000 });
    await living.deliveryWorker().drain();
    expect(await living.deliveries({ state: 'sending' })).toHaveLength(15);
    Object.assign(living, { at: promptDue + 6 * minute, machine: minute });
    await living.deliveryWorker().drain();
    expect(await living.deliveries({ state: 'sent' })).toHaveLength(people);
  });
});

describe('a delivery worker', () => {
  const store = useEmptyStore();

  it('runs once more for whoever calls while it runs, and no more after it was stopped', async () => {
    const here = jobsFixture(store());
    await here.joins();
    const deliveryWorker = here.deliveryWorker();
    const first = deliveryWorker.drain();
    here.at = promptDue;
    await Promise.all([first, deliveryWorker.drain()]);
    expect(here.messenger.arrived).toHaveLength(1);
    await deliveryWorker.stop();
    await here.joins({ promptTime: 9 * 60 });
    await deliveryWorker.drain();
    expect(here.messenger.arrived).toHaveLength(1);
  });

  it('logs what it could not do, and the next knock tries again', async () => {
    const here = jobsFixture(store());
    await here.joins();
    here.at = promptDue;
    const { system } = here.deps.stores;
    let fails = true;
    const broken = {
      ...here.deps,
      stores: {
        ...here.deps.stores,
        system: {
          ...system,
          nextDueAt: () => (fails ? Promise.reject(new Error('the database is away')) : system.nextDueAt()),
        },
      },
    };
    const { createDeliveryWorker } = await import('../../src/jobs/delivery-worker.ts');
    const deliveryWorker = createDeliveryWorker(broken);
    deliveryWorker.wake();
    await expect.poll(() => here.log.length, { timeout: 20_000 }).toBe(1);
    fails = false;
    deliveryWorker.wake();
    await expect.poll(() => here.messenger.arrived.length, { timeout: 20_000 }).toBe(1);
    await deliveryWorker.stop();
  });
});
