import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, startTestServer, type TestServer } from './support/server.ts';

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer();
});
afterAll(() => it.close());

const collation = { locale: 'en_US', strength: 2 };
const words = ['a', 'A', 'á', 'b', 'B'].map((word, n) => ({ _id: n, word }));
const ids = (docs: readonly Document[]): unknown[] => docs.map(({ _id }) => _id);

describe("a command's collation", () => {
  test('says which strings are equal and which come first, also where an index has the bytes', async () => {
    const things = await it.fresh<Document>(words);
    await things.createIndex({ word: 1 });
    const find = async (filter: Document, options: object = { collation }) =>
      ids(await things.find(filter, options).sort({ _id: 1 }).toArray());
    expect(await find({ word: 'a' })).toEqual([0, 1]);
    expect(await find({ word: 'a' }, { collation: { locale: 'en', strength: 1 } })).toEqual([0, 1, 2]);
    expect(await find({ word: 'a' }, {})).toEqual([0]);
    expect(await find({ word: { $in: ['B'] } })).toEqual([3, 4]);
    expect(await find({ word: { $gt: 'A' } })).toEqual([2, 3, 4]);
    expect(await find({ $expr: { $eq: ['$word', 'B'] } })).toEqual([3, 4]);
    expect(ids(await things.find({}, { collation }).sort({ word: -1, _id: 1 }).toArray())).toEqual([
      3, 4, 2, 0, 1,
    ]);
    expect(await things.countDocuments({ word: 'B' }, { collation })).toBe(2);
    expect(await things.distinct('word', {}, { collation })).toEqual(['a', 'á', 'b']);
  });

  test('knows numbers in strings', async () => {
    const things = await it.fresh<Document>([
      { _id: 1, word: '10' },
      { _id: 2, word: '9' },
    ]);
    const numeric = { locale: 'en_US', numericOrdering: true };
    expect(ids(await things.find({}, { collation: numeric }).sort({ word: 1 }).toArray())).toEqual([2, 1]);
  });

  test('holds through a pipeline, for groups and joins', async () => {
    const things = await it.fresh<Document>(words);
    const groups = [{ $group: { _id: '$word', n: { $sum: 1 } } }, { $sort: { _id: 1 } }];
    expect(await things.aggregate(groups, { collation }).toArray()).toEqual([
      { _id: 'a', n: 2 },
      { _id: 'á', n: 1 },
      { _id: 'b', n: 2 },
    ]);
    const from = things.collectionName;
    const join = [
      { $match: { _id: 0 } },
      { $lookup: { from, localField: 'word', foreignField: 'word', as: 'same' } },
    ];
    expect((await things.aggregate(join, { collation }).toArray())[0]?.same).toHaveLength(2);
    expect((await things.aggregate(join).toArray())[0]?.same).toHaveLength(1);
  });

  test('finds what a write changes, while what is stored keeps the order of bytes', async () => {
    const things = await it.fresh<Document>(words.map((it) => ({ ...it, state: 'on', list: ['X', 'x'] })));
    await things.createIndex({ word: 1 }, { unique: true, partialFilterExpression: { state: 'on' } });
    expect(await things.updateMany({ word: 'B' }, { $set: { state: 'ON' } }, { collation })).toMatchObject({
      modifiedCount: 2,
    });
    await things.updateOne({ _id: 0 } as Document, { $pull: { list: 'X' } as never }, { collation });
    expect(await things.findOne({ _id: 0 } as Document)).toMatchObject({ list: [] });
    const found = await things.findOneAndUpdate(
      { word: 'b' },
      { $set: { n: 1 } },
      { collation, sort: { _id: -1 } },
    );
    expect(found?._id).toBe(4);
    const result = await things.bulkWrite([
      { updateOne: { filter: { word: 'Á' }, update: { $set: { n: 1 } }, collation } },
      { deleteMany: { filter: { word: 'A' }, collation } },
    ]);
    expect(result).toMatchObject({ modifiedCount: 1, deletedCount: 2 });
    expect(await it.db.command({ validate: things.collectionName })).toMatchObject({
      valid: true,
      errors: [],
    });
    expect(await things.countDocuments({ state: 'on' })).toBe(1);
  });

  test.each([
    [{ strength: 1 }, 40414],
    [{ locale: 'en', colour: 1 }, 40415],
    [{ locale: 'xx_nowhere' }, 2],
    [{ locale: 'en', strength: 9 }, 2],
    [{ locale: 'fr', backwards: true }, 238],
  ])('%j is error %i', async (wrong, code) => {
    expect(await errorOf(it.db.command({ find: 'c', collation: wrong }))).toMatchObject({ code });
  });
});
