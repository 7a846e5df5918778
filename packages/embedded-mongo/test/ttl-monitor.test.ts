import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/server.ts';

let it: TestServer;
let now = Date.parse('2026-01-01T00:00:00Z');
beforeAll(async () => {
  it = await startTestServer({ now: () => now, ttlIntervalMs: 20 });
});
afterAll(() => it.close());

const at = (text: string) => new Date(text);

describe('an index with expireAfterSeconds', () => {
  test('removes what has expired by the clock, and nothing else', async () => {
    const things = await it.fresh([
      { _id: 1, at: at('2026-01-01T00:00:00Z') },
      { _id: 2, at: at('2026-01-01T00:30:00Z') },
      { _id: 3, at: 'no date' },
      { _id: 4 },
      { _id: 5, at: [at('2030-01-01T00:00:00Z'), at('2025-12-31T23:30:00Z')] },
    ]);
    await things.createIndex({ at: 1 }, { expireAfterSeconds: 3600 });
    const ids = async () => (await things.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
    expect(await ids()).toEqual([1, 2, 3, 4, 5]);
    now = Date.parse('2026-01-01T01:00:00Z');
    await expect.poll(ids).toEqual([2, 3, 4]);
    now = Date.parse('2026-01-01T01:29:59Z');
    expect(await ids()).toEqual([2, 3, 4]);
    await it.db.command({
      collMod: things.collectionName,
      index: { keyPattern: { at: 1 }, expireAfterSeconds: 1800 },
    });
    await expect.poll(ids).toEqual([3, 4]);
  });

  test('keeps what its partial filter leaves out', async () => {
    const things = await it.fresh([
      { _id: 1, at: at('2020-01-01T00:00:00Z'), done: true },
      { _id: 2, at: at('2020-01-01T00:00:00Z'), done: false },
    ]);
    await things.createIndex({ at: 1 }, { expireAfterSeconds: 0, partialFilterExpression: { done: true } });
    await expect.poll(() => things.distinct('_id')).toEqual([2]);
  });
});
