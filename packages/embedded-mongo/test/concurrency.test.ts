import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/server.ts';

let it: TestServer;
let clients: MongoClient[];
beforeAll(async () => {
  it = await startTestServer();
  clients = await Promise.all(Array.from({ length: 8 }, () => MongoClient.connect(it.server.uri)));
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await it.close();
});

describe('many clients at once', () => {
  test('insert a unique value exactly once', async () => {
    const { collectionName } = await it.fresh([{ key: 'start' }]);
    await it.db.collection(collectionName).createIndex({ key: 1 }, { unique: true });
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, key) =>
        Promise.all(
          clients.map((client) =>
            client
              .db('test')
              .collection(collectionName)
              .insertOne({ key: `k${key}` })
              .then(
                () => 'won',
                (error) => error.code,
              ),
          ),
        ),
      ),
    );
    for (const each of outcomes) expect(each.sort()).toEqual([...Array(7).fill(11000), 'won']);
  });

  test('claim each job exactly once', async () => {
    const jobs = await it.fresh(Array.from({ length: 120 }, (_, n) => ({ n, owner: null as string | null })));
    await jobs.createIndex({ owner: 1, n: 1 });
    const claimed = await Promise.all(
      clients.map(async (client, at) => {
        const mine: number[] = [];
        for (;;) {
          const job = await client
            .db('test')
            .collection(jobs.collectionName)
            .findOneAndUpdate({ owner: null }, { $set: { owner: `w${at}` } }, { sort: { n: 1 } });
          if (!job) return mine;
          mine.push(job.n);
        }
      }),
    );
    expect(claimed.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 120 }, (_, n) => n));
  });

  test('upsert one document, and lose no increment', async () => {
    const counters = await it.fresh();
    await Promise.all(
      clients.flatMap((client) =>
        Array.from({ length: 25 }, () =>
          client
            .db('test')
            .collection(counters.collectionName)
            .updateOne({ name: 'hits' }, { $inc: { n: 1 } }, { upsert: true }),
        ),
      ),
    );
    expect(await counters.find().toArray()).toMatchObject([{ name: 'hits', n: 200 }]);
  });

  test('read on while one scans and another drops', async () => {
    const things = await it.fresh(Array.from({ length: 5000 }, (_, n) => ({ n })));
    const slow = things.find({ n: { $gte: 0 } }).batchSize(100);
    await slow.next();
    const others = Promise.all(clients.map((client) => client.db('test').command({ ping: 1 })));
    await things.drop();
    await others;
    await expect(slow.toArray()).rejects.toMatchObject({ code: 43 });
  });
});
