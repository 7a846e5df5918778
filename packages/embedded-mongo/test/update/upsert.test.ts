import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer();
});
afterAll(() => it.close());

describe('an upsert', () => {
  test.each<[string, Document, Document | Document[], Document]>([
    [
      'takes what the query says is equal',
      { a: 1, 'b.c': 2, d: { $gt: 5 }, e: { $eq: 3 } },
      { $set: { f: 4 } },
      { a: 1, b: { c: 2 }, e: 3, f: 4 },
    ],
    [
      'takes equalities inside $and, and a single $or',
      { $and: [{ a: 1 }, { b: 2 }], $or: [{ c: 3 }] },
      { $set: { d: 4 } },
      { a: 1, b: 2, c: 3, d: 4 },
    ],
    ['takes a single value of $all', { a: { $all: [1] } }, { $set: { b: 1 } }, { a: 1, b: 1 }],
    [
      'applies $setOnInsert and $inc',
      { a: 1 },
      { $setOnInsert: { b: 2 }, $inc: { c: 3 } },
      { a: 1, b: 2, c: 3 },
    ],
    ['pushes onto the array of the query', { a: [1] }, { $push: { a: 2 } }, { a: [1, 2] }],
    [
      'runs a pipeline on the fields of the query',
      { a: 2 },
      [{ $set: { b: { $multiply: ['$a', 10] } } }],
      { a: 2, b: 20 },
    ],
  ])('%s', async (_does, filter, update, after) => {
    const things = await it.fresh<Document>();
    const { upsertedId, upsertedCount } = await things.updateOne(filter, update, { upsert: true });
    expect(upsertedCount).toBe(1);
    const found = await things.findOne();
    expect(found).toEqual({ _id: upsertedId, ...after });
    expect(Object.keys(found!)[0]).toBe('_id');
  });

  test('takes the _id from the query or the update', async () => {
    const things = await it.fresh<Document>();
    expect(
      await things.updateOne({ _id: 5 } as Document, { $set: { a: 1 } }, { upsert: true }),
    ).toMatchObject({
      upsertedId: 5,
    });
    expect(await things.updateOne({ a: 9 }, { $setOnInsert: { _id: 6 } }, { upsert: true })).toMatchObject({
      upsertedId: 6,
    });
    expect(await things.replaceOne({ _id: 7, a: 9 } as Document, { b: 1 }, { upsert: true })).toMatchObject({
      upsertedId: 7,
    });
    expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 5, a: 1 },
      { _id: 6, a: 9 },
      { _id: 7, b: 1 },
    ]);
    expect(await things.updateMany({ c: 1 }, { $set: { d: 1 } }, { upsert: true })).toMatchObject({
      upsertedCount: 1,
      matchedCount: 0,
    });
  });
});
