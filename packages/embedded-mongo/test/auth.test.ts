import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, startTestServer, type TestServer } from './support/server.ts';

let it: TestServer;
let address: string;
beforeAll(async () => {
  it = await startTestServer({
    tcp: { host: '127.0.0.1', port: 0, username: 'ada', password: 'p@ss,=word' },
  });
  address = `127.0.0.1:${it.server.tcpAddress!.port}`;
});
afterAll(() => it.close());

const login = (username: string, password: string, options = '') =>
  MongoClient.connect(
    `mongodb://${username}:${encodeURIComponent(password)}@${address}/?serverSelectionTimeoutMS=2000${options}`,
  );

describe('over TCP', () => {
  test('the right password opens the same data as the socket', async () => {
    await it.db.collection('c').insertOne({ _id: 1 as never });
    for (const options of ['', '&authMechanism=SCRAM-SHA-256']) {
      const client = await login('ada', 'p@ss,=word', options);
      expect(await client.db('test').collection('c').countDocuments()).toBe(1);
      await client.close();
    }
  });

  test.each([
    ['ada', 'wrong'],
    ['bob', 'p@ss,=word'],
    ['ada', ''],
  ])('%s with the password %j is refused', async (username, password) => {
    const error = await errorOf(login(username, password || '-'));
    expect(error).toMatchObject({
      code: 18,
      codeName: 'AuthenticationFailed',
      message: 'Authentication failed.',
    });
  });

  test('nothing can be read or written without logging in', async () => {
    const client = await MongoClient.connect(`mongodb://${address}`);
    for (const command of [
      { find: 'c' },
      { insert: 'c', documents: [{}] },
      { listCollections: 1 },
      { serverStatus: 1 },
      { saslContinue: 1, conversationId: 1 },
    ])
      expect([13, 17]).toContain((await errorOf(client.db('test').command(command))).code);
    expect(await client.db('test').command({ ping: 1 })).toMatchObject({ ok: 1 });
    await client.close();
  });
});
