import { Decimal128, Double, Int32, Long } from 'bson';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, startTestServer, type TestServer } from '../support/server.ts';

let it: TestServer;
const present = new Date('2026-03-01T12:00:00Z');
beforeAll(async () => {
  it = await startTestServer({ now: () => present.getTime() });
});
afterAll(() => it.close());

interface Case {
  readonly does: string;
  readonly before: Document;
  readonly update: Document | Document[];
  readonly after: Document;
  readonly filter?: Document;
  readonly arrayFilters?: Document[];
}

/** Field names in order: what an update appends comes in the order of the names. */
const cases: readonly Case[] = [
  {
    does: '$set sets, makes what is on the way, and keeps the order',
    before: { b: 1, a: 1 },
    update: { $set: { a: 2, 'z.y': 1, c: 3 } },
    after: { b: 1, a: 2, c: 3, z: { y: 1 } },
  },
  {
    does: '$set takes a number for a place in an array and pads with null',
    before: { a: [1] },
    update: { $set: { 'a.3': 4, 'b.0': 1 } },
    after: { a: [1, null, null, 4], b: { 0: 1 } },
  },
  {
    does: '$unset removes a field and leaves a hole in an array',
    before: { a: 1, b: [1, 2], c: { d: 1 } },
    update: { $unset: { a: '', 'b.0': '', 'c.d': '', no: '', 'x.y': '' } },
    after: { b: [null, 2], c: {} },
  },
  {
    does: '$inc adds and begins at nothing',
    before: { a: 1 },
    update: { $inc: { a: -3, b: 2, 'c.d': 1.5 } },
    after: { a: -2, b: 2, c: { d: 1.5 } },
  },
  {
    does: '$mul multiplies and begins at zero',
    before: { a: 3 },
    update: { $mul: { a: 1.5, b: 5 } },
    after: { a: 4.5, b: 0 },
  },
  {
    does: '$min and $max compare over all types',
    before: { a: 5, b: 5, c: 'x', d: 1 },
    update: { $min: { a: 3, c: 9, e: 1 }, $max: { b: 7, d: null } },
    after: { a: 3, b: 7, c: 9, d: 1, e: 1 },
  },
  {
    does: '$rename moves a field to the end',
    before: { a: 1, b: { c: 2 }, d: 3 },
    update: { $rename: { a: 'x.y', 'b.c': 'd', no: 'z' } },
    after: { b: {}, d: 2, x: { y: 1 } },
  },
  {
    does: '$currentDate writes the present',
    before: {},
    update: { $currentDate: { a: true, b: { $type: 'date' } } },
    after: { a: present, b: present },
  },
  {
    does: '$setOnInsert leaves what exists alone',
    before: { a: 1 },
    update: { $setOnInsert: { b: 2 }, $set: { a: 2 } },
    after: { a: 2 },
  },
  {
    does: '$bit works bit by bit',
    before: { a: 13, b: 3, c: 1 },
    update: { $bit: { a: { and: 10 }, b: { or: 5 }, c: { xor: 5 }, d: { or: 4 } } },
    after: { a: 8, b: 7, c: 4, d: 4 },
  },
  {
    does: '$push appends and makes the array',
    before: { a: [1] },
    update: { $push: { a: [2, 3], b: 1 } },
    after: { a: [1, [2, 3]], b: [1] },
  },
  {
    does: '$push with $each appends each',
    before: { a: [1] },
    update: { $push: { a: { $each: [2, 3] } } },
    after: { a: [1, 2, 3] },
  },
  {
    does: '$push with $position inserts, also from the end',
    before: { a: [1, 2, 3], b: [1, 2, 3], c: [1] },
    update: {
      $push: {
        a: { $each: [9, 8], $position: 1 },
        b: { $each: [9], $position: -2 },
        c: { $each: [2], $position: 99 },
      },
    },
    after: { a: [1, 9, 8, 2, 3], b: [1, 9, 2, 3], c: [1, 2] },
  },
  {
    does: '$push with $slice keeps one end',
    before: { a: [1, 2], b: [1, 2], c: [1, 2] },
    update: {
      $push: { a: { $each: [3], $slice: -2 }, b: { $each: [3], $slice: 2 }, c: { $each: [3], $slice: 0 } },
    },
    after: { a: [2, 3], b: [1, 2], c: [] },
  },
  {
    does: '$push with $sort sorts, by a field or the whole',
    before: { a: [{ s: 3 }, { s: 1 }], b: [3, 1] },
    update: {
      $push: {
        a: { $each: [{ s: 2 }], $sort: { s: -1 }, $slice: 2 },
        b: { $each: [2, 'x', null], $sort: 1 },
      },
    },
    after: { a: [{ s: 3 }, { s: 2 }], b: [null, 1, 2, 3, 'x'] },
  },
  {
    does: '$addToSet adds what is not there',
    before: { a: [1, { x: 1, y: 2 }] },
    update: { $addToSet: { a: { $each: [1, new Double(1), { x: 1, y: 2 }, { y: 2, x: 1 }, 2] }, b: [1] } },
    after: { a: [1, { x: 1, y: 2 }, { y: 2, x: 1 }, 2], b: [[1]] },
  },
  {
    does: '$pop takes the first or the last',
    before: { a: [1, 2, 3], b: [1, 2, 3], c: [] },
    update: { $pop: { a: 1, b: -1, c: 1, no: 1 } },
    after: { a: [1, 2], b: [2, 3], c: [] },
  },
  {
    does: '$pull removes by value, by condition and by a query on elements',
    before: { a: [1, 2, 1], b: [1, 5, 9], c: [{ x: 1, y: 1 }, { x: 2 }, 7], d: [[1, 2], 3] },
    update: { $pull: { a: 1, b: { $gte: 5 }, c: { x: 1 }, d: [1, 2] } },
    after: { a: [2], b: [1], c: [{ x: 2 }, 7], d: [3] },
  },
  {
    does: '$pull with $elemMatch-less conditions on fields',
    before: {
      a: [
        { item: 'A', score: 5 },
        { item: 'B', score: 8 },
      ],
    },
    update: { $pull: { a: { score: 8, item: 'B' } } },
    after: { a: [{ item: 'A', score: 5 }] },
  },
  {
    does: '$pull with a logical query on elements',
    before: { a: [{ x: 1 }, { x: 2 }, { x: 3 }] },
    update: { $pull: { a: { $or: [{ x: 1 }, { x: { $gt: 2 } }] } } },
    after: { a: [{ x: 2 }] },
  },
  {
    does: '$pull with nested $elemMatch',
    before: {
      a: [
        {
          b: [
            { q: 1, x: 4 },
            { q: 2, x: 6 },
          ],
        },
        { b: [{ q: 1, x: 8 }] },
      ],
    },
    update: { $pull: { a: { b: { $elemMatch: { q: 2, x: { $gte: 5 } } } } } },
    after: { a: [{ b: [{ q: 1, x: 8 }] }] },
  },
  {
    does: '$pullAll removes each of a list',
    before: { a: [1, 2, 3, 1, { x: 1 }] },
    update: { $pullAll: { a: [1, { x: 1 }] } },
    after: { a: [2, 3] },
  },
  {
    does: 'the positional $ means the element that matched',
    before: { a: [85, 80, 80] },
    filter: { a: 80 },
    update: { $set: { 'a.$': 82 } },
    after: { a: [85, 82, 80] },
  },
  {
    does: 'the positional $ reaches into documents',
    before: {
      g: [
        { v: 1, n: 0 },
        { v: 2, n: 0 },
      ],
    },
    filter: { 'g.v': 2 },
    update: { $inc: { 'g.$.n': 5 } },
    after: {
      g: [
        { v: 1, n: 0 },
        { v: 2, n: 5 },
      ],
    },
  },
  {
    does: 'the positional $ follows $elemMatch',
    before: {
      g: [
        { v: 1, w: 9 },
        { v: 2, w: 9 },
        { v: 2, w: 3 },
      ],
    },
    filter: { g: { $elemMatch: { v: 2, w: { $lt: 5 } } } },
    update: { $set: { 'g.$.w': 0 } },
    after: {
      g: [
        { v: 1, w: 9 },
        { v: 2, w: 9 },
        { v: 2, w: 0 },
      ],
    },
  },
  {
    does: '$[] means all elements',
    before: { a: [1, 2], g: [{ n: 1 }, { n: 2 }] },
    update: { $inc: { 'a.$[]': 10, 'g.$[].n': 1 } },
    after: { a: [11, 12], g: [{ n: 2 }, { n: 3 }] },
  },
  {
    does: '$[id] means the elements that a filter finds',
    before: {
      a: [1, 5, 9],
      g: [
        { n: 1, t: 'x' },
        { n: 7, t: 'y' },
      ],
    },
    update: { $set: { 'a.$[big]': 100, 'g.$[g].t': 'z' } },
    arrayFilters: [{ big: { $gte: 5 } }, { 'g.n': { $gt: 5 } }],
    after: {
      a: [1, 100, 100],
      g: [
        { n: 1, t: 'x' },
        { n: 7, t: 'z' },
      ],
    },
  },
  {
    does: '$[id] nests',
    before: { g: [{ q: [{ n: 1 }, { n: 5 }] }, { q: [{ n: 9 }] }] },
    update: { $inc: { 'g.$[].q.$[s].n': 1 } },
    arrayFilters: [{ 's.n': { $gte: 5 } }],
    after: { g: [{ q: [{ n: 1 }, { n: 6 }] }, { q: [{ n: 10 }] }] },
  },
  {
    does: 'a replacement keeps the _id',
    before: { a: 1 },
    update: [{ $replaceWith: { _id: '$_id', b: 2 } }],
    after: { b: 2 },
  },
  {
    does: 'a pipeline computes from the document',
    before: { a: 2, b: [1, 2] },
    update: [{ $set: { sum: { $add: ['$a', { $sum: '$b' }] }, at: '$$NOW' } }, { $unset: 'b' }],
    after: { a: 2, sum: 5, at: present },
  },
];

describe('an update', () => {
  test.each(cases)('$does', async ({ before, update, after, filter, arrayFilters }) => {
    const things = await it.fresh<Document>([{ _id: 1, ...before }]);
    await things.updateOne(
      { _id: 1, ...filter } as Document,
      update as Document,
      arrayFilters ? { arrayFilters } : {},
    );
    const found = await things.findOne({ _id: 1 } as Document);
    expect(JSON.stringify(found)).toBe(JSON.stringify({ _id: 1, ...after }));
    expect(found).toEqual({ _id: 1, ...after });
  });

  test('keeps the kinds of numbers, and widens them where they overflow', async () => {
    const things = await it.fresh<Document>([
      {
        _id: 1,
        int: new Int32(2147483647),
        long: Long.fromNumber(5),
        double: new Double(1),
        decimal: Decimal128.fromString('1.1'),
      },
    ]);
    await things.updateOne(
      {},
      { $inc: { int: 1, long: 1, double: 1, decimal: Decimal128.fromString('0.1') } },
    );
    const found = await things.findOne({}, { promoteValues: false, promoteLongs: false });
    expect(found).toEqual({
      _id: new Int32(1),
      int: Long.fromNumber(2147483648),
      long: Long.fromNumber(6),
      double: new Double(2),
      decimal: Decimal128.fromString('1.2'),
    });
    expect(await errorOf(things.updateOne({}, { $mul: { long: Long.MAX_VALUE } }))).toMatchObject({
      code: 2,
    });
  });

  test('counts as a change only if it changes something, a kind of number included', async () => {
    const things = await it.fresh<Document>([{ _id: 1, a: 1, b: [1] }]);
    expect(await things.updateOne({}, { $set: { a: 1 }, $addToSet: { b: 1 } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 0,
    });
    expect(await things.updateOne({}, { $set: { a: new Double(1) } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 1,
    });
  });

  test('writes an empty timestamp for $currentDate of that type', async () => {
    const things = await it.fresh<Document>([{ _id: 1 }]);
    await things.updateOne({}, { $currentDate: { at: { $type: 'timestamp' } } });
    expect((await things.findOne())?.at).toMatchObject({
      _bsontype: 'Timestamp',
      t: present.getTime() / 1000,
    });
  });

  test('of many changes each match once, though it moves in the index that found it', async () => {
    const things = await it.fresh<Document>(Array.from({ length: 300 }, (_, n) => ({ n })));
    await things.createIndex({ n: 1 });
    expect(await things.updateMany({ n: { $gte: 0 } }, { $inc: { n: 1000 } })).toMatchObject({
      matchedCount: 300,
      modifiedCount: 300,
    });
    expect(await things.countDocuments({ n: { $gte: 1000, $lt: 1300 } })).toBe(300);
  });
});
