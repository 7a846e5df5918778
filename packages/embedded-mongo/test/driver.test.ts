import { Binary, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, startTestServer, type TestServer } from './support/server.ts';

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer({}, { monitorCommands: true });
});
afterAll(() => it.close());

const numbered = (count: number) => Array.from({ length: count }, (_, n) => ({ _id: n, n }));

describe('the official driver', () => {
  test('stores and finds documents with all their types', async () => {
    const things = await it.fresh();
    const doc = {
      _id: new ObjectId(),
      text: 'é',
      int: new Int32(1),
      double: new Double(1),
      long: Long.fromString('9007199254740993'),
      decimal: Decimal128.fromString('1.10'),
      bytes: new Binary(Buffer.from([1, 2, 3])),
      at: new Date(5),
      list: [1, [2]],
      nothing: null,
      late: new Timestamp({ t: 4_294_967_295, i: 4_294_967_295 }),
    };
    await things.insertOne(doc);
    const found = await things.findOne({}, { promoteValues: false, promoteLongs: false });
    expect(found).toEqual({ ...doc, list: [new Int32(1), [new Int32(2)]] });
    for (const [field, type] of [
      ['int', 'int'],
      ['double', 'double'],
      ['long', 'long'],
      ['decimal', 'decimal'],
    ] as const)
      expect(await things.countDocuments({ [field]: { $type: type } })).toBe(1);
  });

  test('finds numbers of one value whatever their type', async () => {
    const things = await it.fresh<Document>([
      { n: new Int32(2) },
      { n: new Double(2) },
      { n: Long.fromNumber(2) },
      { n: Decimal128.fromString('2.0') },
    ]);
    expect(await things.countDocuments({ n: 2 })).toBe(4);
    await things.createIndex({ n: 1 });
    expect(await things.countDocuments({ n: 2 })).toBe(4);
  });

  test('sees a duplicate key as error 11000 with its key', async () => {
    const things = await it.fresh<Document>([{ _id: 1, name: 'ada' }]);
    await things.createIndex({ name: 1 }, { unique: true });
    expect(await errorOf(things.insertOne({ name: 'ada' }))).toMatchObject({
      code: 11000,
      keyPattern: { name: 1 },
      keyValue: { name: 'ada' },
      message: `E11000 duplicate key error collection: test.${things.collectionName} index: name_1 dup key: { name: "ada" }`,
    });
    expect(await errorOf(things.insertOne({ _id: 1 as never }))).toMatchObject({
      code: 11000,
      keyPattern: { _id: 1 },
    });
  });

  test('stops an ordered batch at its first error and finishes an unordered one', async () => {
    const ids = [1, 2, 2, 3, 3, 4].map((_id) => ({ _id: _id as never }));
    const ordered = await it.fresh();
    expect(await errorOf(ordered.insertMany(ids))).toMatchObject({
      code: 11000,
      result: { insertedCount: 2 },
    });
    const unordered = await it.fresh();
    const error = await errorOf(unordered.insertMany(ids, { ordered: false }));
    expect(error).toMatchObject({ code: 11000, result: { insertedCount: 4 } });
    expect((error.writeErrors as { index: number }[]).map(({ index }) => index)).toEqual([2, 4]);
  });

  test('runs bulk writes of all kinds, on one collection and over several', async () => {
    const things = await it.fresh(numbered(3));
    const result = await things.bulkWrite([
      { insertOne: { document: { _id: 9, n: 9 } } },
      { updateOne: { filter: { _id: 0 }, update: { $inc: { n: 10 } } } },
      { updateMany: { filter: { n: { $gte: 1 } }, update: { $set: { big: true } } } },
      { replaceOne: { filter: { _id: 77 }, replacement: { n: 77 }, upsert: true } },
      { deleteOne: { filter: { _id: 2 } } },
    ]);
    expect(result).toMatchObject({
      insertedCount: 1,
      matchedCount: 5,
      modifiedCount: 5,
      upsertedCount: 1,
      deletedCount: 1,
      upsertedIds: { 3: 77 },
    });
    const ns = things.namespace;
    const other = `${it.db.databaseName}.other`;
    const all = await it.client.bulkWrite(
      [
        { name: 'insertOne', namespace: other, document: { _id: 1 as never } },
        { name: 'updateOne', namespace: ns, filter: { _id: 9 as never }, update: { $set: { n: 10 } } },
        { name: 'deleteMany', namespace: ns, filter: {} },
      ],
      { verboseResults: true },
    );
    expect(all).toMatchObject({ insertedCount: 1, matchedCount: 1, modifiedCount: 1, deletedCount: 4 });
    expect(all.insertResults?.get(0)).toEqual({ insertedId: 1 });
  });

  test('finds and changes one document at once', async () => {
    const things = await it.fresh([
      { _id: 1, n: 5 },
      { _id: 2, n: 3 },
      { _id: 3, n: 4 },
    ]);
    expect(
      await things.findOneAndUpdate(
        {},
        { $inc: { n: 10 } },
        { sort: { n: 1 }, returnDocument: 'after', projection: { _id: 0 } },
      ),
    ).toEqual({ n: 13 });
    expect(await things.findOneAndUpdate({ _id: 1 }, { $set: { n: 0 } })).toEqual({ _id: 1, n: 5 });
    expect(
      await things.findOneAndUpdate({ _id: 8 }, { $setOnInsert: { n: 8 } }, { upsert: true }),
    ).toBeNull();
    expect(
      await things.findOneAndReplace({ _id: 8 }, { m: 1 } as never, { returnDocument: 'after' }),
    ).toEqual({ _id: 8, m: 1 });
    expect(await things.findOneAndDelete({ n: { $gte: 4 } }, { sort: { n: -1 } })).toEqual({ _id: 2, n: 13 });
    const raw = await things.findOneAndUpdate(
      { _id: 50 },
      { $set: { n: 1 } },
      { upsert: true, includeResultMetadata: true },
    );
    expect(raw.lastErrorObject).toEqual({ n: 1, updatedExisting: false, upserted: 50 });
  });

  test('takes sessions, and is told that there are no transactions', async () => {
    const things = await it.fresh();
    await it.client.withSession(async (session) => {
      await things.insertOne({ a: 1 }, { session });
      expect(await things.findOne({}, { session })).toMatchObject({ a: 1 });
    });
    const session = it.client.startSession();
    session.startTransaction();
    expect(await errorOf(things.insertOne({ a: 2 }, { session }))).toMatchObject({
      originalError: {
        code: 20,
        message: 'Transaction numbers are only allowed on a replica set member or mongos',
      },
    });
    await session.abortTransaction().catch(() => {});
    await session.endSession();
    expect(await things.countDocuments()).toBe(1);
  });

  test('writes without waiting where it asks for no acknowledgement', async () => {
    const things = await it.fresh();
    await things.insertOne({ _id: 1 as never }, { writeConcern: { w: 0 } });
    await expect.poll(() => things.countDocuments()).toBe(1);
  });

  test('is refused a write concern of more members than there are', async () => {
    const things = await it.fresh();
    expect(await errorOf(things.insertOne({}, { writeConcern: { w: 2 } }))).toMatchObject({
      code: 2,
      message: "cannot use 'w' > 1 when a host is not replicated",
    });
    await things.insertOne({}, { writeConcern: { w: 'majority', j: true } });
  });

  test('is refused a read concern that needs a replica set', async () => {
    const things = await it.fresh();
    expect(await errorOf(things.find({}, { readConcern: 'snapshot' }).toArray())).toMatchObject({
      code: 123,
    });
    expect(await things.find({}, { readConcern: 'majority' }).toArray()).toEqual([]);
  });

  test('is told what a command does not know', async () => {
    const refused: readonly (readonly [Document, number])[] = [
      [{ find: 'c', readConcern: { leve: 'local' } }, 40415],
      [{ find: 'c', readConcern: 1 }, 14],
      [{ distinct: 'c', key: 'a', apiVersion: '1', apiStrict: true }, 323],
      [{ explain: { find: 'c' }, verbosity: 'all' }, 2],
      [{ create: 'c', size: 100 }, 72],
      [{ create: 'c', validationLevel: 'high' }, 2],
      [{ create: 'c', validationAction: 'ignore' }, 2],
      [{ createIndexes: 'c', indexes: [{ key: { _id: 1 }, name: '_id_', unique: true }] }, 197],
    ];
    for (const [command, code] of refused)
      expect(await errorOf(it.db.command(command)), JSON.stringify(command)).toMatchObject({ code });
  });

  test('reads 16 MiB documents and is refused larger ones', async () => {
    const things = await it.fresh();
    const room = 16 * 1024 * 1024;
    await things.insertOne({ _id: 1 as never, text: 'x'.repeat(room - 100) });
    expect((await things.findOne({ _id: 1 as never }))?.text).toHaveLength(room - 100);
    expect(
      await errorOf(things.updateOne({ _id: 1 as never }, { $set: { more: 'y'.repeat(200) } })),
    ).toMatchObject({ code: 17419 });
  });

  test('lists and drops databases and collections', async () => {
    const db = it.client.db('lists');
    await db.createCollection('b');
    await db.collection('a').insertOne({});
    expect((await db.listCollections().toArray()).map(({ name, type }) => [name, type])).toEqual([
      ['a', 'collection'],
      ['b', 'collection'],
    ]);
    expect(await db.listCollections({ name: 'a' }, { nameOnly: true }).toArray()).toEqual([
      { name: 'a', type: 'collection' },
    ]);
    expect((await it.client.db().admin().listDatabases()).databases.map(({ name }) => name)).toContain(
      'lists',
    );
    await db.collection('a').rename('c');
    expect((await db.collections()).map(({ collectionName }) => collectionName)).toEqual(['b', 'c']);
    expect(await errorOf(db.collection('b').rename('c'))).toMatchObject({ code: 48 });
    expect(await db.collection('c').drop()).toBe(true);
    await db.dropDatabase();
    expect((await it.client.db().admin().listDatabases()).databases.map(({ name }) => name)).not.toContain(
      'lists',
    );
  });

  test('counts, estimates and finds distinct values', async () => {
    const things = await it.fresh([
      { n: 1, tags: ['a', 'b'] },
      { n: 2, tags: ['b'] },
      { n: new Double(2) },
      { n: null },
    ]);
    expect(await things.estimatedDocumentCount()).toBe(4);
    expect(await things.countDocuments({ n: { $gte: 1 } }, { skip: 1, limit: 1 })).toBe(1);
    expect(await things.countDocuments()).toBe(4);
    const counting = [{ $match: {} }, { $group: { _id: 1, n: { $sum: 1 } } }];
    expect(JSON.stringify(await things.aggregate(counting).explain('executionStats'))).toContain(
      '"totalDocsExamined":0',
    );
    expect(await things.distinct('tags')).toEqual(['a', 'b']);
    expect(await things.distinct('n')).toEqual([1, 2, null]);
  });
});
