import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/index.ts';
import { dayMs, id, now } from '../samples.ts';

const state = { count: 3, longest: 9, progress: 10, weekDone: 1, weekAvailable: 4, events: [] };

export function streakSuite(store: () => Store): void {
  describe('checkpoints', () => {
    it('keeps the last one put', async () => {
      const personId = id('person');
      expect(await store().checkpoints.find(personId)).toBeUndefined();
      for (const through of [5, 8]) await store().checkpoints.put({ personId, through, state, basis: 'b' });
      expect(await store().checkpoints.find(personId)).toEqual({ personId, through: 8, state, basis: 'b' });
    });

    it('drops one that covers a date, keeps one that does not', async () => {
      const personId = id('person');
      const checkpoint = { personId, through: 8, state, basis: 'b' };
      await store().checkpoints.put(checkpoint);
      await store().checkpoints.dropFrom(personId, 9);
      expect(await store().checkpoints.find(personId)).toEqual(checkpoint);
      await store().checkpoints.dropFrom(personId, 8);
      expect(await store().checkpoints.find(personId)).toBeUndefined();
      await store().checkpoints.put(checkpoint);
      await store().checkpoints.dropFrom(personId, Number.NEGATIVE_INFINITY);
      expect(await store().checkpoints.find(personId)).toBeUndefined();
    });
  });

  describe('heartbeats and outages', () => {
    it('keeps the latest heartbeat, which never goes back', async () => {
      const platform = id('platform');
      expect(await store().outages.lastHeartbeat(platform)).toBeUndefined();
      for (const at of [now, now + 60_000, now + 30_000]) await store().outages.beat(platform, at);
      expect(await store().outages.lastHeartbeat(platform)).toBe(now + 60_000);
    });

    it('keeps an outage once, as long as it was known to be last', async () => {
      const platform = id('platform');
      for (const to of [now + 1, now + 1, now + dayMs])
        await store().outages.add({ platform, from: now, to });
      expect(await store().outages.list(platform, 0, now + 2 * dayMs)).toEqual([
        { platform, from: now, to: now + dayMs },
      ]);
      expect(await store().outages.latest(platform)).toBe(now + dayMs);
      expect(await store().outages.latest(id('platform'))).toBeUndefined();
    });

    it('lists what touches a period, the earliest end first', async () => {
      const platform = id('platform');
      for (const from of [40, 10, 20, 30]) await store().outages.add({ platform, from, to: from + 5 });
      const froms = async (from: number, to: number) =>
        (await store().outages.list(platform, from, to)).map((it) => it.from);
      expect(await froms(15, 30)).toEqual([10, 20, 30]);
      expect(await froms(16, 19)).toEqual([]);
      expect(await froms(22, 23)).toEqual([20]);
    });
  });
}
