import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, startTestServer, type TestServer } from './support/server.ts';

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer();
});
afterAll(() => it.close());

describe('a capped collection', () => {
  test('gives the place of its oldest documents to new ones, by number and by size', async () => {
    const few = await it.db.createCollection<{ _id: number }>('few', { capped: true, size: 5000, max: 2 });
    await few.createIndex({ n: 1 }, { unique: true });
    await few.insertMany([1, 2, 3, 4, 5].map((n) => ({ _id: n, n })));
    expect((await few.find().toArray()).map(({ _id }) => _id)).toEqual([4, 5]);
    await few.insertOne({ _id: 6, n: 1 } as never);
    const small = await it.db.createCollection<{ _id: number }>('small', { capped: true, size: 1 });
    for (let _id = 0; _id < 20; _id++) await small.insertOne({ _id, text: 'a'.repeat(1000) } as never);
    expect((await small.find().sort({ $natural: -1 }).toArray()).map(({ _id }) => _id)).toEqual([19, 18, 17]);
    expect(await it.db.command({ collStats: 'small' })).toMatchObject({ capped: true, maxSize: 4096 });
    expect(await errorOf(small.insertOne({ text: 'a'.repeat(5000) } as never))).toMatchObject({ code: 2 });
    for (const name of ['few', 'small'])
      expect(await it.db.command({ validate: name })).toMatchObject({ valid: true, errors: [] });
  });

  test('knows its options, and wants a size', async () => {
    expect(await (await it.db.createCollection('o', { capped: true, size: 5000, max: 9 })).options()).toEqual(
      {
        capped: true,
        size: 5120,
        max: 9,
      },
    );
    expect(await errorOf(it.db.createCollection('p', { capped: true }))).toMatchObject({ code: 72 });
  });

  test('is followed as it grows, in the order of insertion', async () => {
    const log = await it.db.createCollection<{ _id: number }>('log', { capped: true, size: 100_000 });
    await log.insertMany([1, 2].map((_id) => ({ _id })));
    const cursor = log.find({ _id: { $ne: 3 } }, { tailable: true, awaitData: true, batchSize: 1 });
    const seen = [await cursor.next(), await cursor.next()];
    const next = cursor.next();
    await log.insertMany([3, 4].map((_id) => ({ _id })));
    seen.push(await next);
    expect(seen).toEqual([1, 2, 4].map((_id) => ({ _id })));
    await log.drop();
    expect(await errorOf(cursor.next())).toMatchObject({ code: 43 });
  });

  test('waits as long as it is told, and tells who was overtaken', async () => {
    const log = await it.db.createCollection<{ _id: number }>('turning', {
      capped: true,
      size: 5000,
      max: 2,
    });
    await log.insertOne({ _id: 1 });
    const begin = { find: 'turning', tailable: true, awaitData: true };
    const { id } = (await it.db.command(begin)).cursor;
    const more = { getMore: id, collection: 'turning', maxTimeMS: 30 };
    expect((await it.db.command(more)).cursor).toMatchObject({ nextBatch: [], id });
    await log.insertMany([2, 3, 4].map((_id) => ({ _id })));
    expect(await errorOf(it.db.command(more))).toMatchObject({ code: 136, codeName: 'CappedPositionLost' });
  });

  test('alone can be followed, and only once it holds something', async () => {
    await it.fresh([{}]);
    const find = async (name: string, more: object = {}) =>
      it.db.command({ find: name, tailable: true, ...more });
    expect(await errorOf(find('c1'))).toMatchObject({ code: 2 });
    await it.db.createCollection('empty', { capped: true, size: 5000 });
    expect((await find('empty')).cursor.id).toEqual(0);
    expect(await errorOf(find('empty', { sort: { a: 1 } }))).toMatchObject({ code: 2 });
    expect(await errorOf(find('empty', { singleBatch: true }))).toMatchObject({ code: 9 });
    expect(await errorOf(it.db.command({ find: 'empty', awaitData: true }))).toMatchObject({ code: 9 });
  });
});
