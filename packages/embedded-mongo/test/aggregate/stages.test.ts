import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, startTestServer, type TestServer } from '../support/server.ts';

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

const run = async (stages: readonly Document[], docs: readonly Document[] = sales) =>
  (await it.fresh<Document>(docs)).aggregate([...stages]).toArray();

describe('a pipeline', () => {
  test.each<[string, readonly Document[], readonly Document[]]>([
    [
      'groups and sums',
      [
        {
          $group: {
            _id: '$item',
            total: { $sum: { $multiply: ['$price', '$quantity'] } },
            n: { $sum: 1 },
            avg: { $avg: '$quantity' },
          },
        },
        { $sort: { _id: 1 } },
      ],
      [
        { _id: 'abc', total: 120, n: 2, avg: 6 },
        { _id: 'jkl', total: 20, n: 1, avg: 1 },
        { _id: 'xyz', total: 75, n: 2, avg: 7.5 },
      ],
    ],
    [
      'groups all as one',
      [
        {
          $group: {
            _id: null,
            n: { $count: {} },
            least: { $min: '$price' },
            most: { $max: '$price' },
            first: { $first: '$_id' },
            last: { $last: '$_id' },
          },
        },
      ],
      [{ _id: null, n: 5, least: 5, most: 20, first: 1, last: 5 }],
    ],
    [
      'gathers into arrays and sets',
      [
        { $sort: { _id: 1 } },
        { $group: { _id: '$item', ids: { $push: '$_id' }, prices: { $addToSet: '$price' } } },
        { $sort: { _id: -1 } },
        { $limit: 1 },
      ],
      [{ _id: 'xyz', ids: [3, 5], prices: [5] }],
    ],
    [
      'takes the top of an order',
      [
        {
          $group: {
            _id: '$item',
            best: { $top: { sortBy: { quantity: -1 }, output: '$_id' } },
            two: { $firstN: { n: 1, input: '$_id' } },
          },
        },
        { $sort: { _id: 1 } },
      ],
      [
        { _id: 'abc', best: 4, two: [1] },
        { _id: 'jkl', best: 2, two: [2] },
        { _id: 'xyz', best: 5, two: [3] },
      ],
    ],
    [
      'matches, then skips and limits',
      [
        { $match: { price: { $lte: 10 } } },
        { $sort: { quantity: -1, _id: 1 } },
        { $skip: 1 },
        { $limit: 2 },
        { $project: { quantity: 1 } },
      ],
      [
        { _id: 5, quantity: 10 },
        { _id: 3, quantity: 5 },
      ],
    ],
    ['counts', [{ $match: { item: 'abc' } }, { $count: 'n' }], [{ n: 2 }]],
    ['counts nothing as nothing', [{ $match: { item: 'none' } }, { $count: 'n' }], []],
    [
      'unwinds',
      [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
      [
        { _id: 1, tags: 'a' },
        { _id: 1, tags: 'b' },
        { _id: 4, tags: 'c' },
      ],
    ],
    [
      'unwinds and keeps the empty',
      [
        { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'at' } },
        { $project: { tags: 1, at: 1 } },
      ],
      [
        { _id: 1, tags: 'a', at: 0 },
        { _id: 1, tags: 'b', at: 1 },
        { _id: 2, at: null },
        { _id: 3, at: null },
        { _id: 4, tags: 'c', at: null },
        { _id: 5, tags: null, at: null },
      ],
    ],
    [
      'adds and removes fields',
      [
        { $limit: 1 },
        { $addFields: { 'x.y': 1, price: { $add: ['$price', 1] } } },
        { $unset: ['at', 'tags'] },
      ],
      [{ _id: 1, item: 'abc', price: 11, quantity: 2, x: { y: 1 } }],
    ],
    [
      'replaces the root',
      [
        { $match: { _id: 1 } },
        { $replaceRoot: { newRoot: { id: '$_id', more: { $mergeObjects: [{ a: 1 }, { b: '$item' }] } } } },
      ],
      [{ id: 1, more: { a: 1, b: 'abc' } }],
    ],
    [
      'sorts by count',
      [{ $sortByCount: '$price' }, { $match: { count: { $gt: 1 } } }, { $sort: { _id: 1 } }],
      [
        { _id: 5, count: 2 },
        { _id: 10, count: 2 },
      ],
    ],
    [
      'puts into buckets',
      [
        {
          $bucket: {
            groupBy: '$price',
            boundaries: [0, 10, 15],
            default: 'other',
            output: { n: { $sum: 1 }, ids: { $push: '$_id' } },
          },
        },
      ],
      [
        { _id: 0, n: 2, ids: [3, 5] },
        { _id: 10, n: 2, ids: [1, 4] },
        { _id: 'other', n: 1, ids: [2] },
      ],
    ],
    [
      'finds the buckets itself',
      [{ $bucketAuto: { groupBy: '$quantity', buckets: 2 } }],
      [
        { _id: { min: 1, max: 10 }, count: 3 },
        { _id: { min: 10, max: 10 }, count: 2 },
      ],
    ],
    [
      'runs several at once',
      [
        {
          $facet: {
            n: [{ $count: 'n' }],
            top: [{ $sort: { price: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }],
          },
        },
      ],
      [{ n: [{ n: 5 }], top: [{ _id: 2 }] }],
    ],
    [
      'redacts',
      [
        { $limit: 1 },
        {
          $project: { a: { level: { $literal: 1 }, b: { level: { $literal: 5 } } }, level: { $literal: 1 } },
        },
        { $redact: { $cond: [{ $gt: ['$level', 3] }, '$$PRUNE', '$$DESCEND'] } },
      ],
      [{ _id: 1, a: { level: 1 }, level: 1 }],
    ],
  ])('%s', async (_what, stages, wanted) => {
    expect(await run(stages)).toEqual(wanted);
  });

  test('samples each document at most once', async () => {
    const sampled = await run([{ $sample: { size: 3 } }]);
    expect(new Set(sampled.map(({ _id }) => _id)).size).toBe(3);
  });

  test('makes documents of nothing', async () => {
    expect(
      await it.db.aggregate([{ $documents: [{ a: 1 }, { a: 2 }] }, { $match: { a: 2 } }]).toArray(),
    ).toEqual([{ a: 2 }]);
  });

  test('reads its answer in batches', async () => {
    const things = await it.fresh<Document>(Array.from({ length: 500 }, (_, n) => ({ n })));
    expect(await things.aggregate([{ $match: { n: { $gte: 0 } } }], { batchSize: 7 }).toArray()).toHaveLength(
      500,
    );
  });

  test('is refused where it is wrong', async () => {
    const things = await it.fresh<Document>(sales);
    const codeOf = async (...stages: Document[]) => (await errorOf(things.aggregate(stages).toArray())).code;
    expect(await codeOf({ $match: 1 })).toBe(15959);
    expect(await codeOf({ $limit: 0 })).toBe(15958);
    expect(await codeOf({ $project: {} })).toBe(51272);
    expect(await codeOf({ $group: { n: { $sum: 1 } } })).toBe(15955);
    expect(await codeOf({ $match: {}, $limit: 1 })).toBe(40323);
    expect(await codeOf({ $out: 'x' }, { $match: {} })).toBe(40601);
    expect(await codeOf({ $project: { a: '$$nobody' } })).toBe(17276);
    expect(await codeOf({ $project: { a: { $divide: [1, 0] } } })).toBe(2);
    expect(await codeOf({ $replaceRoot: { newRoot: '$item' } })).toBe(40228);
  });
});
