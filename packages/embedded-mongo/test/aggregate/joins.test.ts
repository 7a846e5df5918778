import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer();
});
afterAll(() => it.close());

const run = async (stages: readonly Document[], docs: readonly Document[]) =>
  (await it.fresh<Document>(docs)).aggregate([...stages]).toArray();

describe('a pipeline over several collections', () => {
  test('looks up by fields, through an index, arrays and nulls included', async () => {
    const authors = await it.fresh<Document>([
      { _id: 1, name: 'ada' },
      { _id: 2, name: 'bob' },
      { _id: 3, name: null },
    ]);
    const from = authors.collectionName;
    const books = [{ _id: 'a', by: 'ada' }, { _id: 'b', by: ['ada', 'bob'] }, { _id: 'c' }];
    const stage = { $lookup: { from, localField: 'by', foreignField: 'name', as: 'authors' } };
    const wanted = [
      { _id: 'a', by: 'ada', authors: [{ _id: 1, name: 'ada' }] },
      {
        _id: 'b',
        by: ['ada', 'bob'],
        authors: [
          { _id: 1, name: 'ada' },
          { _id: 2, name: 'bob' },
        ],
      },
      { _id: 'c', authors: [{ _id: 3, name: null }] },
    ];
    expect(await run([stage], books)).toEqual(wanted);
    await authors.createIndex({ name: 1 });
    expect(await run([stage], books)).toEqual(wanted);
  });

  test('looks up by a pipeline with variables', async () => {
    const stock = await it.fresh<Document>([
      { _id: 1, item: 'a', n: 5 },
      { _id: 2, item: 'a', n: 50 },
      { _id: 3, item: 'b', n: 7 },
    ]);
    const orders = [
      { _id: 1, item: 'a', needs: 10 },
      { _id: 2, item: 'b', needs: 5 },
    ];
    const pipeline = [
      { $match: { $expr: { $and: [{ $eq: ['$item', '$$item'] }, { $gte: ['$n', '$$needs'] }] } } },
      { $project: { n: 1, _id: 0 } },
    ];
    const found = await run(
      [
        {
          $lookup: {
            from: stock.collectionName,
            let: { item: '$item', needs: '$needs' },
            pipeline,
            as: 'stock',
          },
        },
      ],
      orders,
    );
    expect(found.map(({ stock: all }) => all)).toEqual([[{ n: 50 }], [{ n: 7 }]]);
    const both = await run(
      [
        {
          $lookup: {
            from: stock.collectionName,
            localField: 'item',
            foreignField: 'item',
            let: { needs: '$needs' },
            pipeline: [{ $match: { $expr: { $lt: ['$n', '$$needs'] } } }],
            as: 'low',
          },
        },
      ],
      orders,
    );
    expect(both.map(({ low }) => low.length)).toEqual([1, 0]);
  });

  test('follows a graph', async () => {
    const people = await it.fresh<Document>([
      { _id: 1, name: 'a' },
      { _id: 2, name: 'b', boss: 'a' },
      { _id: 3, name: 'c', boss: 'b' },
    ]);
    const [found] = await people
      .aggregate([
        { $match: { _id: 3 } },
        {
          $graphLookup: {
            from: people.collectionName,
            startWith: '$boss',
            connectFromField: 'boss',
            connectToField: 'name',
            depthField: 'depth',
            as: 'bosses',
          },
        },
      ])
      .toArray();
    expect(found?.bosses.map(({ name, depth }: Document) => [name, depth])).toEqual([
      ['b', 0],
      ['a', 1],
    ]);
  });

  test('unites collections', async () => {
    const other = await it.fresh<Document>([{ _id: 9 }, { _id: 8 }]);
    expect(
      await run(
        [
          { $project: { _id: 1 } },
          { $unionWith: { coll: other.collectionName, pipeline: [{ $match: { _id: 9 } }] } },
          { $sort: { _id: -1 } },
          { $limit: 2 },
        ],
        [{ _id: 5, n: 1 }],
      ),
    ).toEqual([{ _id: 9 }, { _id: 5 }]);
  });
});
