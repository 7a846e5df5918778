import mongoose, { Schema } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, startTestServer, type TestServer } from './support/server.ts';

let it: TestServer;
let connection: mongoose.Connection;
beforeAll(async () => {
  it = await startTestServer({ ttlIntervalMs: 20 });
  connection = await mongoose.createConnection(`${it.server.uri}/shop`).asPromise();
});
afterAll(async () => {
  await connection.close();
  await it.close();
});

describe('mongoose', () => {
  test('makes indexes from schemas, and reports duplicates and casts', async () => {
    const users = connection.model(
      'User',
      new Schema(
        {
          email: { type: String, unique: true, required: true },
          age: { type: Number, min: 0 },
          joined: { type: Date, default: Date.now },
        },
        { timestamps: true },
      ),
    );
    await users.init();
    const ada = await users.create({ email: 'ada@x', age: 36 });
    expect(await errorOf(users.create({ email: 'ada@x' }))).toMatchObject({
      code: 11000,
      keyValue: { email: 'ada@x' },
    });
    expect(await errorOf(users.create({ email: 'bob@x', age: -1 }))).toMatchObject({
      name: 'ValidationError',
    });
    ada.age = 37;
    await ada.save();
    const found = await users.findOne({ email: 'ada@x', age: { $gt: 36 } }).orFail();
    expect(found.joined).toBeInstanceOf(Date);
    expect(await users.exists({ email: 'nobody@x' })).toBeNull();
    expect((await users.collection.indexes()).map(({ name }) => name)).toEqual(['_id_', 'email_1']);
    expect(await users.syncIndexes()).toEqual([]);
  });

  test('changes documents by version, and finds out who changed first', async () => {
    const lists = connection.model(
      'List',
      new Schema({ items: [{ name: String, done: Boolean }] }, { optimisticConcurrency: true }),
    );
    const made = await lists.create({ items: [{ name: 'a' }, { name: 'b' }] });
    const [one, other] = await Promise.all([
      lists.findById(made._id).orFail(),
      lists.findById(made._id).orFail(),
    ]);
    one.items[0]!.done = true;
    one.items.push({ name: 'c' });
    await one.save();
    other.items[1]!.name = 'z';
    expect(await errorOf(other.save())).toMatchObject({ name: 'VersionError' });
    one.items.pull(one.items[1]!);
    await one.save();
    expect(
      (await lists.findById(made._id).lean().orFail()).items.map(({ name, done }) => [name, done]),
    ).toEqual([
      ['a', true],
      ['c', undefined],
    ]);
  });

  test('finds and updates with upsert, new, projection and array filters', async () => {
    const counters = connection.model(
      'Counter',
      new Schema({ name: String, n: Number, log: [{ at: Number, ok: Boolean }] }),
    );
    const options = {
      upsert: true,
      returnDocument: 'after',
      projection: { n: 1 },
      lean: true,
    } as const;
    expect(
      await counters.findOneAndUpdate(
        { name: 'x' },
        { $inc: { n: 1 }, $setOnInsert: { log: [{ at: 1, ok: false }] } },
        options,
      ),
    ).toMatchObject({ n: 1 });
    expect(await counters.findOneAndUpdate({ name: 'x' }, { $inc: { n: 1 } }, options)).toMatchObject({
      n: 2,
    });
    await counters.updateOne(
      { name: 'x' },
      { $set: { 'log.$[it].ok': true } },
      { arrayFilters: [{ 'it.at': 1 }] },
    );
    expect((await counters.findOne({ name: 'x' }).orFail()).log[0]?.ok).toBe(true);
    const result = await counters.bulkWrite([
      { insertOne: { document: { name: 'y', n: 5 } } },
      { updateMany: { filter: {}, update: { $inc: { n: 10 } } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 2 });
  });

  test('populates, also through arrays', async () => {
    const authors = connection.model('Author', new Schema({ name: String }));
    const books = connection.model(
      'Book',
      new Schema({
        title: String,
        by: { type: Schema.Types.ObjectId, ref: 'Author' },
        others: [{ type: Schema.Types.ObjectId, ref: 'Author' }],
      }),
    );
    const [ada, bob] = await authors.create([{ name: 'ada' }, { name: 'bob' }]);
    await books.create({ title: 't', by: ada!._id, others: [bob!._id, ada!._id] });
    const found = await books
      .findOne()
      .populate<{ by: { name: string } }>('by')
      .populate<{ others: { name: string }[] }>('others')
      .orFail();
    expect([found.by.name, ...found.others.map(({ name }) => name)]).toEqual(['ada', 'bob', 'ada']);
  });

  test('aggregates, counts and reads by cursor', async () => {
    const hits = connection.model('Hit', new Schema({ page: String, ms: Number }));
    await hits.insertMany(Array.from({ length: 250 }, (_, n) => ({ page: `p${n % 3}`, ms: n })));
    expect(
      await hits.aggregate([{ $group: { _id: '$page', n: { $sum: 1 } } }, { $sort: { _id: 1 } }]),
    ).toEqual([
      { _id: 'p0', n: 84 },
      { _id: 'p1', n: 83 },
      { _id: 'p2', n: 83 },
    ]);
    expect(await hits.countDocuments({ page: 'p1' })).toBe(83);
    expect(await hits.estimatedDocumentCount()).toBe(250);
    let sum = 0;
    for await (const hit of hits.find({ ms: { $lt: 200 } }).cursor({ batchSize: 17 })) sum += hit.ms ?? 0;
    expect(sum).toBe(19_900);
    expect((await hits.distinct('page')).sort()).toEqual(['p0', 'p1', 'p2']);
  });

  test('lets documents expire', async () => {
    const tokens = connection.model('Token', new Schema({ at: { type: Date, expires: 60 } }));
    await tokens.init();
    await tokens.create([{ at: new Date(Date.now() - 3_600_000) }, { at: new Date() }]);
    await expect.poll(() => tokens.countDocuments()).toBe(1);
  });

  test('is told that transactions need a replica set', async () => {
    const notes = connection.model('Note', new Schema({ text: String }));
    await notes.createCollection();
    const error = await errorOf(
      connection.transaction(async (session) => notes.create([{ text: 'x' }], { session })),
    );
    expect(error.message).toMatch(
      /Transaction numbers are only allowed on a replica set|does not support retryable writes/,
    );
    expect(await notes.countDocuments()).toBe(0);
  });
});
