import { Double } from 'bson';
import type { Collection, Document, FindOptions } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, startTestServer, type TestServer } from './support/server.ts';

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer();
});
afterAll(() => it.close());

interface Work {
  readonly stages: string[];
  readonly keys: number;
  readonly docs: number;
  readonly returned: number;
}

async function workOf(
  things: Collection<Document>,
  filter: Document,
  options: FindOptions = {},
): Promise<Work> {
  const { executionStats: stats } = await things.find(filter, options).explain('executionStats');
  const stages: string[] = [];
  for (let stage = stats.executionStages; stage; stage = stage.inputStage) stages.push(stage.stage);
  return { stages, keys: stats.totalKeysExamined, docs: stats.totalDocsExamined, returned: stats.nReturned };
}

const rows = (count: number): Document[] =>
  Array.from({ length: count }, (_, n) => ({
    _id: n,
    owner: `o${n % 20}`,
    day: n % 50,
    n,
    tags: [`t${n % 10}`, `u${n % 3}`],
  }));

describe('a query with an index', () => {
  test('reads only what it answers', async () => {
    const things = await it.fresh<Document>(rows(1000));
    expect(await workOf(things, { owner: 'o1' })).toEqual({
      stages: ['COLLSCAN'],
      keys: 0,
      docs: 1000,
      returned: 50,
    });
    expect(await workOf(things, { _id: 5 })).toEqual({ stages: ['IDHACK'], keys: 1, docs: 1, returned: 1 });
    await things.createIndexes([{ key: { owner: 1, day: -1 } }, { key: { tags: 1 } }, { key: { n: 1 } }]);
    expect(await workOf(things, { owner: 'o1' })).toEqual({
      stages: ['FETCH', 'IXSCAN'],
      keys: 50,
      docs: 50,
      returned: 50,
    });
    expect(await workOf(things, { owner: 'o1', day: { $gte: 20, $lt: 40 } })).toMatchObject({
      keys: 20,
      docs: 20,
      returned: 20,
    });
    expect(await workOf(things, { owner: { $in: ['o1', 'o2'] }, day: 1 })).toMatchObject({
      keys: 10,
      docs: 10,
      returned: 10,
    });
    expect(await workOf(things, { tags: 't3' })).toMatchObject({ keys: 100, docs: 100, returned: 100 });
    expect(await workOf(things, { $or: [{ n: 5 }, { tags: 't3', n: { $lt: 100 } }] })).toMatchObject({
      stages: ['FETCH', 'OR'],
      returned: 11,
    });
  });

  test('takes the order from the index, forwards and backwards', async () => {
    const things = await it.fresh<Document>(rows(1000));
    await things.createIndex({ owner: 1, day: -1 });
    expect(await workOf(things, { owner: 'o1' }, { sort: { day: -1 }, limit: 3 })).toEqual({
      stages: ['LIMIT', 'FETCH', 'IXSCAN'],
      keys: 3,
      docs: 3,
      returned: 3,
    });
    expect(await workOf(things, { owner: 'o1' }, { sort: { day: 1 }, limit: 3 })).toMatchObject({
      keys: 3,
      docs: 3,
    });
    expect((await workOf(things, { owner: 'o1' }, { sort: { n: 1 } })).stages).toEqual([
      'SORT',
      'FETCH',
      'IXSCAN',
    ]);
    expect(
      await workOf(things, { owner: { $in: ['o1', 'o2', 'o3'] } }, { sort: { day: -1 }, limit: 4 }),
    ).toMatchObject({ stages: ['LIMIT', 'FETCH', 'SORT_MERGE'], docs: 4 });
    const merged = await things
      .find({ owner: { $in: ['o1', 'o2', 'o3'] } })
      .sort({ day: -1 })
      .limit(4)
      .toArray();
    expect(merged.map(({ day }) => day)).toEqual([43, 43, 43, 43]);
  });

  test('asks later fields of the index before it reads a document', async () => {
    const things = await it.fresh<Document>(rows(1000));
    await things.createIndex({ n: 1, owner: 1 });
    expect(await workOf(things, { n: { $gte: 100, $lt: 200 }, owner: 'o7' })).toEqual({
      stages: ['FETCH', 'IXSCAN'],
      keys: 100,
      docs: 5,
      returned: 5,
    });
  });

  test('counts without reading documents', async () => {
    const things = await it.fresh<Document>(rows(1000));
    await things.createIndex({ owner: 1, day: -1 });
    const { executionStats: stats } = await it.db.command({
      explain: { count: things.collectionName, query: { owner: 'o1', day: { $gt: 10 } } },
      verbosity: 'executionStats',
    });
    expect(stats).toMatchObject({
      totalDocsExamined: 0,
      executionStages: { stage: 'COUNT', inputStage: { stage: 'COUNT_SCAN' } },
    });
    expect(await things.countDocuments({ owner: 'o1', day: { $gt: 10 } })).toBe(40);
    const aggregated = await things
      .aggregate([{ $match: { owner: 'o1' } }, { $group: { _id: 1, n: { $sum: 1 } } }])
      .explain('executionStats');
    expect(aggregated.stages[0].$cursor.executionStats.totalDocsExamined).toBe(0);
  });

  test('never counts NaN among the smaller numbers', async () => {
    const things = await it.fresh<Document>([{ n: Number.NaN }, { n: 1 }, { n: new Double(-5) }]);
    await things.createIndex({ n: 1 });
    expect(await things.countDocuments({ n: { $lt: 3 } })).toBe(2);
  });

  test('chooses the index that leads to fewer documents', async () => {
    const docs = Array.from({ length: 2000 }, (_, n) => ({ state: 'pending', due: n }));
    const things = await it.fresh<Document>(docs);
    await things.createIndexes([{ key: { state: 1 } }, { key: { due: 1 } }]);
    expect(await workOf(things, { state: 'pending', due: { $lt: 5 } })).toMatchObject({ keys: 5, docs: 5 });
  });

  test('reads no hidden index, and obeys a hint', async () => {
    const things = await it.fresh<Document>(rows(100));
    await things.createIndex({ n: 1 }, { hidden: true });
    expect((await workOf(things, { n: 5 })).stages).toEqual(['COLLSCAN']);
    await it.db.command({ collMod: things.collectionName, index: { name: 'n_1', hidden: false } });
    expect((await workOf(things, { n: 5 })).stages).toEqual(['FETCH', 'IXSCAN']);
    expect((await workOf(things, { n: 5 }, { hint: { $natural: 1 } })).stages).toEqual(['COLLSCAN']);
    expect(await workOf(things, { owner: 'o1' }, { hint: 'n_1' })).toMatchObject({ keys: 100, returned: 5 });
  });
});

describe('a unique index', () => {
  test('counts a missing field as null, once', async () => {
    const things = await it.fresh<Document>();
    await things.createIndex({ a: 1 }, { unique: true });
    await things.insertOne({ b: 1 });
    expect(await errorOf(things.insertOne({ b: 2 }))).toMatchObject({ code: 11000, keyValue: { a: null } });
    expect(await errorOf(things.insertOne({ a: null }))).toMatchObject({ code: 11000 });
  });

  test('that is sparse or partial leaves others out', async () => {
    const sparse = await it.fresh<Document>();
    await sparse.createIndex({ a: 1 }, { unique: true, sparse: true });
    await sparse.insertMany([{ b: 1 }, { b: 2 }, { a: 1 }]);
    expect(await errorOf(sparse.insertOne({ a: 1 }))).toMatchObject({ code: 11000 });
    expect(await sparse.countDocuments({ a: null })).toBe(2);
    const partial = await it.fresh<Document>();
    await partial.createIndex({ name: 1 }, { unique: true, partialFilterExpression: { open: true } });
    await partial.insertMany([
      { name: 'x', open: false },
      { name: 'x', open: false },
      { name: 'x', open: true },
    ]);
    expect(await errorOf(partial.insertOne({ name: 'x', open: true }))).toMatchObject({ code: 11000 });
    expect(await errorOf(partial.updateOne({ open: false }, { $set: { open: true } }))).toMatchObject({
      code: 11000,
    });
    expect((await workOf(partial, { name: 'x', open: true })).stages).toEqual(['FETCH', 'IXSCAN']);
    expect((await workOf(partial, { name: 'x' })).stages).toEqual(['COLLSCAN']);
  });

  test('holds for the elements of arrays, but not within one document', async () => {
    const things = await it.fresh<Document>();
    await things.createIndex({ tags: 1 }, { unique: true });
    await things.insertOne({ tags: ['a', 'b', 'a'] });
    expect(await errorOf(things.insertOne({ tags: ['c', 'b'] }))).toMatchObject({
      code: 11000,
      keyValue: { tags: 'b' },
    });
    await things.updateOne({}, { $set: { tags: ['z'] } });
    await things.insertOne({ tags: ['b'] });
  });

  test('holds for values too long for the store', async () => {
    const things = await it.fresh<Document>();
    await things.createIndex({ text: 1 }, { unique: true });
    const long = 'x'.repeat(5000);
    await things.insertMany([{ text: `${long}a` }, { text: `${long}b` }, { text: 'x' }, { text: `${long}` }]);
    expect(await errorOf(things.insertOne({ text: `${long}b` }))).toMatchObject({ code: 11000 });
    expect(await things.findOne({ text: `${long}a` })).toMatchObject({ text: `${long}a` });
    expect((await workOf(things, { text: `${long}a` })).keys).toBe(1);
    expect(await things.countDocuments({ text: { $gt: long } })).toBe(2);
    expect(
      (await things.find().sort({ text: -1 }).toArray()).map(({ text }) => text.length + text.at(-1)),
    ).toEqual(['5001b', '5001a', '5000x', '1x']);
  });

  test('is not made where the documents contradict it, and leaves nothing behind', async () => {
    const things = await it.fresh<Document>([{ a: 1 }, { a: 1 }]);
    expect(await errorOf(things.createIndex({ a: 1 }, { unique: true }))).toMatchObject({ code: 11000 });
    expect(await things.indexes()).toHaveLength(1);
    await things.createIndex({ a: 1 });
    expect(await it.db.command({ validate: things.collectionName })).toMatchObject({ valid: true });
  });
});

describe('making and dropping indexes', () => {
  test('goes on while others write, and is whole in the end', async () => {
    const things = await it.fresh<Document>(rows(3000));
    const building = Promise.all([
      things.createIndex({ n: 1, owner: 1 }),
      things.createIndex({ tags: 1 }),
      things.createIndex({ n: 1, owner: 1 }),
    ]);
    for (let n = 0; n < 60; n++) {
      await things.insertOne({ _id: 10_000 + n, n, owner: 'new', tags: ['new'] } as Document);
      await things.updateOne({ _id: n * 45 } as Document, {
        $set: { tags: ['changed', 'twice'] },
        $inc: { n: 1 },
      });
      await things.deleteOne({ _id: n * 45 + 1 } as Document);
    }
    await building;
    expect(await it.db.command({ validate: things.collectionName })).toMatchObject({
      valid: true,
      errors: [],
      nrecords: 3000,
    });
    expect(await workOf(things, { tags: 'changed' })).toMatchObject({ keys: 60, docs: 60, returned: 60 });
  });

  test('again is nothing new, and a contradiction is error 85 or 86', async () => {
    const things = await it.fresh<Document>([{}]);
    await things.createIndex({ a: 1 });
    expect(
      await it.db.command({
        createIndexes: things.collectionName,
        indexes: [{ key: { a: 1 }, name: 'a_1' }],
      }),
    ).toMatchObject({ numIndexesBefore: 2, numIndexesAfter: 2, note: 'all indexes already exist' });
    expect(await errorOf(things.createIndex({ a: 1 }, { name: 'other' }))).toMatchObject({
      code: 85,
      message: 'Index already exists with a different name: a_1',
    });
    expect(await errorOf(things.createIndex({ b: 1 }, { name: 'a_1' }))).toMatchObject({ code: 86 });
    expect(await errorOf(things.createIndex({ a: 1 }, { unique: true }))).toMatchObject({ code: 86 });
    expect(await errorOf(things.createIndex({ a: 1 }, { expireAfterSeconds: 5 }))).toMatchObject({
      code: 85,
    });
    await things.createIndex({ a: -1 });
  });

  test('lists, drops by name, by key and all', async () => {
    const things = await it.fresh<Document>([{}]);
    await things.createIndexes([
      { key: { a: 1 } },
      { key: { b: 1 }, unique: true, sparse: true },
      { key: { c: 1 } },
    ]);
    expect(await things.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1 }, name: 'a_1' },
      { v: 2, key: { b: 1 }, name: 'b_1', unique: true, sparse: true },
      { v: 2, key: { c: 1 }, name: 'c_1' },
    ]);
    await things.dropIndex('a_1');
    await it.db.command({ dropIndexes: things.collectionName, index: { b: 1 } });
    expect(await errorOf(things.dropIndex('a_1'))).toMatchObject({
      code: 27,
      message: 'index not found with name [a_1]',
    });
    expect(await errorOf(things.dropIndex('_id_'))).toMatchObject({ code: 72 });
    await things.dropIndexes();
    expect(await things.indexes()).toHaveLength(1);
    expect(await errorOf(it.db.collection('nowhere').indexes())).toMatchObject({ code: 26 });
  });

  test('refuses arrays side by side', async () => {
    const things = await it.fresh<Document>();
    await things.createIndex({ a: 1, b: 1 });
    expect(await errorOf(things.insertOne({ a: [1], b: [2] }))).toMatchObject({
      code: 171,
      message: 'cannot index parallel arrays [b] [a]',
    });
  });
});
