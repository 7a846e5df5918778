import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, startTestServer, type TestServer } from './support/server.ts';

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer({}, { monitorCommands: true });
});
afterAll(() => it.close());

const numbered = (count: number) => Array.from({ length: count }, (_, n) => ({ _id: n, n }));

describe('a cursor', () => {
  test('reads a long answer in batches, and ends early what it does not want', async () => {
    const things = await it.fresh(numbered(1000));
    expect(await things.find().batchSize(7).toArray()).toHaveLength(1000);
    expect(
      await things
        .find()
        .sort({ n: -1 })
        .skip(3)
        .limit(5)
        .map((doc) => doc.n)
        .toArray(),
    ).toEqual([996, 995, 994, 993, 992]);
    const cursor = things.find().batchSize(10);
    await cursor.next();
    const { id } = cursor;
    await cursor.close();
    const error = await errorOf(it.db.command({ getMore: id, collection: things.collectionName }));
    expect(error).toMatchObject({ code: 43, codeName: 'CursorNotFound' });
  });

  test('reads on only in the session in which it began', async () => {
    const things = await it.fresh(numbered(5));
    const more = { collection: things.collectionName };
    const [one, two] = [it.client.startSession(), it.client.startSession()];
    const begin = async (options: { session?: typeof one }) =>
      (await it.db.command({ find: things.collectionName, batchSize: 1 }, options)).cursor.id;
    const getMore = await begin({ session: one });
    expect(await errorOf(it.db.command({ getMore, ...more }, { session: two }))).toMatchObject({
      code: 50738,
    });
    expect((await it.db.command({ getMore, ...more }, { session: one })).cursor.nextBatch).toHaveLength(4);
    await Promise.all([one.endSession(), two.endSession()]);
  });

  test('asks for no more when a limit is reached', async () => {
    const things = await it.fresh(numbered(10));
    const names: string[] = [];
    const listen = ({ commandName }: { commandName: string }) => names.push(commandName);
    it.client.on('commandStarted', listen);
    expect(await things.find().limit(5).batchSize(3).toArray()).toHaveLength(5);
    it.client.off('commandStarted', listen);
    expect(names).toEqual(['find', 'getMore']);
  });
});
