import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer();
});
afterAll(() => it.close());

const sales: readonly Document[] = [
  { _id: 1, item: 'abc', price: 10, quantity: 2, at: new Date('2026-01-01T08:00:00Z'), tags: ['a', 'b'] },
  { _id: 2, item: 'jkl', price: 20, quantity: 1, at: new Date('2026-02-03T09:00:00Z'), tags: [] },
  { _id: 3, item: 'xyz', price: 5, quantity: 5, at: new Date('2026-02-03T09:05:00Z') },
  { _id: 4, item: 'abc', price: 10, quantity: 10, at: new Date('2026-02-15T08:00:00Z'), tags: 'c' },
  { _id: 5, item: 'xyz', price: 5, quantity: 10, at: new Date('2026-02-15T09:05:00Z'), tags: null },
];

describe('a pipeline that writes', () => {
  test('writes with $out and $merge', async () => {
    const things = await it.fresh<Document>(sales);
    await things
      .aggregate([{ $match: { item: 'abc' } }, { $project: { price: 1 } }, { $out: 'written' }])
      .toArray();
    const written = it.db.collection<Document>('written');
    expect(await written.find().toArray()).toEqual([
      { _id: 1, price: 10 },
      { _id: 4, price: 10 },
    ]);
    await written.createIndex({ price: 1 });
    await things
      .aggregate([
        { $match: { _id: { $in: [4, 5] } } },
        { $project: { n: '$quantity' } },
        { $merge: { into: 'written' } },
      ])
      .toArray();
    expect(await written.find().toArray()).toEqual([
      { _id: 1, price: 10 },
      { _id: 4, price: 10, n: 10 },
      { _id: 5, n: 10 },
    ]);
    await things.aggregate([{ $match: { _id: 2 } }, { $out: 'written' }]).toArray();
    expect(await written.countDocuments()).toBe(1);
    expect((await written.indexes()).map(({ name }) => name)).toEqual(['_id_', 'price_1']);
  });
});
