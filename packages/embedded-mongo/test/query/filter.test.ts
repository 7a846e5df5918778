import { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId } from 'bson';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer();
});
afterAll(() => it.close());

/** Of these values of `a`, those at the named places match, with an index on it and without. */
async function expectMatches(
  values: readonly unknown[],
  filter: Document,
  places: readonly number[],
): Promise<void> {
  const missing = Symbol.for('missing');
  const docs = values.map((a, _id): Document => (a === missing ? { _id } : { _id, a }));
  const things = await it.fresh(docs);
  const ids = async () => (await things.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
  expect(await ids()).toEqual(places);
  await things.createIndex({ a: 1 });
  expect(await ids()).toEqual(places);
  await things.createIndex({ 'a.b': -1 });
  expect(await ids()).toEqual(places);
}

const missing = Symbol.for('missing');

describe('a query', () => {
  test.each<[string, readonly unknown[], Document, readonly number[]]>([
    [
      'null means null or missing, not undefined paths inside an empty array',
      [null, missing, 0, [], [null], {}],
      { a: null },
      [0, 1, 4],
    ],
    ['$exists tells a null from nothing', [null, missing, 1], { a: { $exists: true } }, [0, 2]],
    ['$ne null', [null, missing, 1, [], [null, 1]], { a: { $ne: null } }, [2, 3]],
    [
      'a comparison stays within its type',
      [1, 'x', null, true, new Date(5), [7], 2.5, Long.fromNumber(9)],
      { a: { $gt: 1 } },
      [5, 6, 7],
    ],
    [
      'numbers compare by value',
      [new Int32(1), new Double(1), Long.fromNumber(1), Decimal128.fromString('1.0'), '1', true],
      { a: 1 },
      [0, 1, 2, 3],
    ],
    [
      'NaN equals NaN and nothing else',
      [Number.NaN, 0, null, Decimal128.fromString('NaN')],
      { a: Number.NaN },
      [0, 3],
    ],
    ['NaN is less than nothing', [Number.NaN, 0, 1], { a: { $lt: 5 } }, [1, 2]],
    [
      'MinKey and MaxKey compare with all',
      [1, 'x', new MaxKey(), new MinKey()],
      { a: { $lt: new MaxKey() } },
      [0, 1, 3],
    ],
    ['an array matches by an element or as a whole', [[1, 2], [2, 1], 1, [[1, 2]]], { a: [1, 2] }, [0, 3]],
    ['two conditions may be met by two elements', [[1, 10], [5], [1, 2]], { a: { $gt: 3, $lt: 6 } }, [0, 1]],
    ['two conditions met apart', [[1, 10], 20, [0, 1]], { a: { $gt: 5, $lt: 5 } }, [0]],
    [
      '$elemMatch asks one element for both',
      [[1, 10], [5], 5],
      { a: { $elemMatch: { $gt: 3, $lt: 6 } } },
      [1],
    ],
    [
      '$elemMatch on documents',
      [
        [
          { x: 1, y: 2 },
          { x: 2, y: 1 },
        ],
        [{ x: 1, y: 1 }],
        { x: 1, y: 1 },
      ],
      { a: { $elemMatch: { x: 1, y: 1 } } },
      [1],
    ],
    [
      'a dotted path goes into arrays',
      [{ b: 1 }, [{ b: 1 }, { b: 2 }], [{ b: 2 }], [1], { b: [3, 1] }],
      { 'a.b': 1 },
      [0, 1, 4],
    ],
    [
      'a number in a path is a place or a name',
      [[5, 6], { 0: 5 }, [{ 0: 5 }], [[5]]],
      { 'a.0': 5 },
      [0, 1, 2],
    ],
    [
      'a dotted path to null',
      [{ b: null }, {}, 4, [{ b: 1 }, {}], [], [1], missing],
      { 'a.b': null },
      [0, 1, 2, 3, 6],
    ],
    ['$in with null and values', [1, 2, null, missing, 'x'], { a: { $in: [1, null, 'x'] } }, [0, 2, 3, 4]],
    ['$in with an expression', ['apple', 'pear', 3], { a: { $in: [/^ap/, 3] } }, [0, 2]],
    ['$nin', [1, 2, missing, [1, 3]], { a: { $nin: [1] } }, [1, 2]],
    ['$not', [1, 5, 'x', missing], { a: { $not: { $gt: 3 } } }, [0, 2, 3]],
    ['$not with an expression', ['ab', 'b', 1], { a: { $not: /^a/ } }, [1, 2]],
    ['$all', [[1, 2, 3], [1, 2], 1, [[1, 2]]], { a: { $all: [1, 2] } }, [0, 1]],
    ['$all with one array', [[1, 2], [[1, 2]], 1], { a: { $all: [[1, 2]] } }, [0, 1]],
    ['$all of nothing', [[], 1], { a: { $all: [] } }, []],
    ['$size', [[], [1], [1, 2], 1], { a: { $size: 1 } }, [1]],
    ['$mod cuts to whole numbers', [4, 5, 4.5, -4, 'x', [9, 8]], { a: { $mod: [4, 0] } }, [0, 2, 3, 5]],
    [
      '$type by name, number and array',
      [1, 'x', [1], null, new ObjectId()],
      { a: { $type: ['string', 'array'] } },
      [1, 2],
    ],
    [
      '$type number',
      [new Int32(1), 1.5, Long.fromNumber(1), Decimal128.fromString('1'), '1'],
      { a: { $type: 'number' } },
      [0, 1, 2, 3],
    ],
    ['$regex with options', ['Abc', 'xabc', 'x\nabc', 5], { a: { $regex: '^ABC', $options: 'im' } }, [0, 2]],
    ['a regex dot is no newline unless s', ['a\nb', 'a-b'], { a: /a.b/ }, [1]],
    ['an anchored prefix', ['abc', 'abd', 'b', ['abz'], 7], { a: /^ab/ }, [0, 1, 3]],
    ['$bitsAllSet', [7, 5, 8, new Binary(Buffer.from([7])), 'x'], { a: { $bitsAllSet: [0, 2] } }, [0, 1, 3]],
    ['$bitsAnyClear on a mask', [7, 5, -1], { a: { $bitsAnyClear: 7 } }, [1]],
    ['$or and $nor', [1, 2, 3], { $or: [{ a: 1 }, { a: 3 }], $nor: [{ a: 3 }] }, [0]],
    [
      '$expr compares fields',
      [
        { b: 1, c: 2 },
        { b: 3, c: 2 },
      ],
      { $expr: { $gt: ['$a.b', '$a.c'] } },
      [1],
    ],
    [
      '$jsonSchema',
      [1, 'x', { b: 1 }],
      { $jsonSchema: { required: ['a'], properties: { a: { bsonType: ['int', 'object'] } } } },
      [0, 2],
    ],
    [
      'documents are equal field by field, in order',
      [
        { b: 1, c: 2 },
        { c: 2, b: 1 },
      ],
      { a: { b: 1, c: 2 } },
      [0],
    ],
    ['a date', [new Date(5), new Date(6), 5], { a: { $lte: new Date(5) } }, [0]],
    ['an empty query', [1, 2], {}, [0, 1]],
  ])('%s', async (_what, values, filter, places) => {
    await expectMatches(values, filter, places);
  });
});

describe('a projection', () => {
  const source = {
    _id: 1,
    a: 1,
    b: { c: 2, d: 3 },
    list: [{ x: 1, y: 2 }, { x: 3, y: 4 }, 5],
    n: [1, 2, 3, 4],
  };
  test.each<[string, Document, Document, Document?]>([
    ['keeps named fields and the _id', { a: 1, 'b.c': 1 }, { _id: 1, a: 1, b: { c: 2 } }],
    ['drops named fields', { a: 0, 'b.c': 0, list: 0, n: 0 }, { _id: 1, b: { d: 3 } }],
    ['drops the _id', { _id: 0, a: 1 }, { a: 1 }],
    ['drops only the _id', { _id: 0, list: 0, n: 0 }, { a: 1, b: { c: 2, d: 3 } }],
    ['keeps the _id alone', { _id: 1 }, { _id: 1 }],
    ['goes through arrays', { _id: 0, 'list.x': 1 }, { list: [{ x: 1 }, { x: 3 }] }],
    ['drops inside arrays', { _id: 0, a: 0, b: 0, n: 0, 'list.x': 0 }, { list: [{ y: 2 }, { y: 4 }, 5] }],
    ['nests', { _id: 0, b: { d: 1 } }, { b: { d: 3 } }],
    ['slices from the start', { _id: 0, n: { $slice: 2 }, a: 1 }, { a: 1, n: [1, 2] }],
    ['slices from the end', { _id: 0, n: { $slice: -1 }, a: 0, b: 0, list: 0 }, { n: [4] }],
    ['slices with a skip', { _id: 0, a: 1, n: { $slice: [1, 2] } }, { a: 1, n: [2, 3] }],
    ['finds an element', { _id: 0, list: { $elemMatch: { x: { $gt: 1 } } } }, { list: [{ x: 3, y: 4 }] }],
    ['shows the matched element', { _id: 0, 'list.$': 1 }, { list: [{ x: 3, y: 4 }] }, { 'list.x': 3 }],
    [
      'computes',
      { _id: 0, sum: { $add: ['$a', '$b.c'] }, copy: '$a', text: { $literal: '$a' } },
      { sum: 3, copy: 1, text: '$a' },
    ],
  ])('%s', async (_what, projection, shown, filter = {}) => {
    const things = await it.fresh<Document>([source]);
    const found = await things.findOne(filter, { projection });
    expect(found).toEqual(shown);
    expect(Object.keys(found!)).toEqual(Object.keys(shown));
  });

  test('cannot both keep and drop', async () => {
    const things = await it.fresh<Document>([source]);
    await expect(things.findOne({}, { projection: { a: 1, b: 0 } })).rejects.toMatchObject({ code: 31254 });
    await expect(things.findOne({}, { projection: { a: 0, b: 1 } })).rejects.toMatchObject({ code: 31253 });
    await expect(things.findOne({}, { projection: { 'a.$.b': 1 } })).rejects.toMatchObject({ code: 31394 });
    await expect(things.findOne({}, { projection: { b: 1, 'b.c': 1 } })).rejects.toMatchObject({
      code: 31249,
    });
  });
});

describe('a sort', () => {
  test('orders all types, and takes of an array its least or greatest element', async () => {
    const values = [
      new MaxKey(),
      new Date(1),
      true,
      new ObjectId(),
      new Binary(Buffer.from('x')),
      [9, -5],
      { z: 1 },
      'text',
      7,
      null,
      new MinKey(),
    ];
    const things = await it.fresh(values.map((a, _id): Document => ({ _id, a })));
    await things.insertOne({ _id: 'missing' } as Document);
    const ids = async (order: 1 | -1) =>
      (await things.find().sort({ a: order, _id: 1 }).toArray()).map(({ _id }) => _id);
    expect(await ids(1)).toEqual([10, 9, 'missing', 5, 8, 7, 6, 4, 3, 2, 1, 0]);
    // Descending the array counts as 9.
    expect(await ids(-1)).toEqual([0, 1, 2, 3, 4, 6, 7, 5, 8, 9, 'missing', 10]);
    await things.createIndex({ a: 1, _id: 1 });
    expect(await ids(1)).toEqual([10, 9, 'missing', 5, 8, 7, 6, 4, 3, 2, 1, 0]);
  });
});
