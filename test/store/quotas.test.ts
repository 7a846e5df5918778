import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { useBackend } from './backend.ts';
import { id, now, today } from './samples.ts';

describe('the day’s quotas of the language model', () => {
  const backend = useBackend();
  const share = (owner: string, day = today) => ({ of: 'member' as const, owner, day });

  it('are as many as the limit, however many ask at once, and begin anew with the day', async () => {
    const { quotas } = await backend().open();
    const me = id('person');
    const taken = await Promise.all(Array.from({ length: 9 }, () => quotas.take(share(me), 4, now)));
    expect(taken.filter(Boolean)).toHaveLength(4);
    expect(await quotas.take(share(me), 4, now)).toBe(false);
    await quotas.giveBack(share(me));
    expect(await quotas.take(share(me), 4, now)).toBe(true);
    expect(await quotas.take(share(me, today + 1), 4, now)).toBe(true);
    expect(await quotas.take({ ...share(me), of: 'told' }, 1, now)).toBe(true);
  });

  it('are counted across restarts and processes, under nobody’s name', async () => {
    const database = backend().database();
    const [first, second] = [
      await openStore(backend().uri, database),
      await openStore(backend().uri, database),
    ];
    const me = id('person');
    expect(await first.quotas.take(share(me), 2, now)).toBe(true);
    expect(await second.quotas.take(share(me), 2, now)).toBe(true);
    expect(await first.quotas.take(share(me), 2, now)).toBe(false);
    await first.close();
    expect(await second.quotas.take(share(me), 2, now)).toBe(false);
    expect(JSON.stringify(await second.connection.collection('quotas').find({}).toArray())).not.toContain(me);
    await second.connection.dropDatabase();
    await second.close();
  });
});
