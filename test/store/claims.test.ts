import { beforeAll, describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/core/reminders/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { useBackend } from './backend.ts';
import { aDelivery } from './samples.ts';

const count = 240;

/** Workers of two processes, each with a connection of its own to one database. */
describe('claiming', () => {
  const backend = useBackend();
  const stores: Store[] = [];

  beforeAll(async () => {
    const database = backend().database();
    for (let n = 0; n < 2; n++) stores.push(await openStore(backend().uri, database));
    const [first] = stores;
    await Promise.all(
      Array.from({ length: count }, (_, n) => first?.deliveries.put(aDelivery(`person-${n}`, { dueAt: n }))),
    );
    return () => Promise.all(stores.map((it) => it.close()));
  });

  async function claimAll(machineNow: number): Promise<Map<string, Delivery[]>> {
    const claimed = new Map<string, Delivery[]>();
    const workers = Array.from({ length: 12 }, (_, n) => `worker-${n}`);
    await Promise.all(
      workers.map(async (worker, n) => {
        const { system } = stores[n % 2] as Store;
        for (;;) {
          const some = await system.claimDeliveries('test', worker, machineNow, 60_000, 5);
          for (const one of some) claimed.set(one.id, [...(claimed.get(one.id) ?? []), one]);
          if (some.length < 5) return;
        }
      }),
    );
    return claimed;
  }

  it('gives each delivery to exactly one of many workers', async () => {
    const claimed = await claimAll(0);
    expect(claimed.size).toBe(count);
    expect([...claimed.values()].filter((it) => it.length !== 1)).toEqual([]);
  });

  it('gives none of them away while the leases last, and each to one again when they ran out', async () => {
    expect((await claimAll(59_999)).size).toBe(0);
    const again = await claimAll(60_000);
    expect(again.size).toBe(count);
    expect([...again.values()].filter((it) => it.length !== 1 || it[0]?.attempts !== 2)).toEqual([]);
  });

  it('lets only the worker of the last lease settle', async () => {
    const [first, second] = stores as [Store, Store];
    const delivery = await first.deliveries.find({ personId: 'person-0' }, 'person-0:prompt:2027-03-10');
    const end = { state: 'dropped', at: 1, reason: 'logged' } as const;
    const settled = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        (n % 2 ? first : second).deliveries.settle(
          { personId: 'person-0' },
          delivery?.id ?? '',
          `worker-${n}`,
          end,
        ),
      ),
    );
    expect(settled.map((won, n) => (won ? `worker-${n}` : '')).filter(Boolean)).toEqual([
      delivery?.lease?.worker,
    ]);
  });
});
