import { createReadStream, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { deserialize, serialize } from 'bson';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedMongo } from '../src/index.ts';
import { Framer } from '../src/wire/message.ts';
import { errorOf, newDataDir, startTestServer, type TestServer } from './support/server.ts';

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer();
});
afterAll(() => it.close());

const socketPath = (): string => decodeURIComponent(it.server.uri.replace('mongodb://', ''));

const opened = (): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = connect(socketPath(), () => resolve(socket));
    socket.on('error', () => {});
  });

const header = (length: number, operation: number): Buffer => {
  const bytes = Buffer.alloc(16);
  bytes.writeInt32LE(length, 0);
  bytes.writeInt32LE(7, 4);
  bytes.writeInt32LE(operation, 12);
  return bytes;
};

function opMsg(command: object, flags = 0, extra: readonly Buffer[] = []): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(flags, 0);
  const body = Buffer.concat([head, serialize(command), ...extra]);
  return Buffer.concat([header(16 + body.length, 2013), body]);
}

/** The first message that comes back. */
const answerOf = (socket: Socket): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    let held = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      held = Buffer.concat([held, bytes]);
      if (held.length >= 4 && held.length >= held.readInt32LE(0)) resolve(held);
    });
    socket.on('close', () => reject(new Error('closed')));
  });

describe('the wire protocol', () => {
  test('answers the old hello by OP_QUERY', async () => {
    const socket = await opened();
    const body = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.from([0, 0, 0, 0, 255, 255, 255, 255]),
      serialize({ isMaster: 1 }),
    ]);
    socket.write(Buffer.concat([header(16 + body.length, 2004), body]));
    const answer = await answerOf(socket);
    expect([answer.readInt32LE(8), answer.readInt32LE(12), answer.readInt32LE(32)]).toEqual([7, 1, 1]);
    expect(deserialize(answer.subarray(36))).toMatchObject({
      ok: 1,
      ismaster: true,
      maxWireVersion: 25,
      maxBsonObjectSize: 16 * 1024 * 1024,
    });
    socket.destroy();
  });

  test('takes a message in pieces, two at once, with a checksum and document sequences', async () => {
    const socket = await opened();
    const docs = [serialize({ _id: 1 }), serialize({ _id: 2 })];
    const name = Buffer.from('documents\0');
    const size = Buffer.alloc(5);
    size[0] = 1;
    size.writeInt32LE(4 + name.length + docs[0]!.length + docs[1]!.length, 1);
    const message = opMsg({ insert: 'sequence', $db: 'test' }, 1, [
      size,
      name,
      ...docs.map((it) => Buffer.from(it)),
      Buffer.alloc(4),
    ]);
    const answer = answerOf(socket);
    for (let at = 0; at < message.length; at += 9) {
      socket.write(message.subarray(at, at + 9));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(deserialize((await answer).subarray(21))).toMatchObject({ n: 2, ok: 1 });
    socket.destroy();
  });

  test('answers nothing where the client says so, and what comes next in order', async () => {
    const socket = await opened();
    const silent = opMsg({ insert: 'silent', documents: [{ _id: 1 }], $db: 'test' }, 2);
    socket.write(Buffer.concat([silent, opMsg({ count: 'silent', $db: 'test' })]));
    expect(deserialize((await answerOf(socket)).subarray(21))).toMatchObject({ n: 1, ok: 1 });
    socket.destroy();
  });

  test('answers a document that is too deep or damaged with an error, and goes on', async () => {
    const socket = await opened();
    let deep: object = {};
    for (let depth = 0; depth < 210; depth++) deep = { deep };
    const damaged = opMsg({ ping: 1, $db: 'test' });
    damaged[25] = 0x63;
    for (const [message, code] of [
      [opMsg({ insert: 'deep', documents: [deep], $db: 'test' }), 15],
      [damaged, 22],
    ] as const) {
      socket.write(message);
      expect(deserialize((await answerOf(socket)).subarray(21))).toMatchObject({ ok: 0, code });
    }
    socket.destroy();
  });

  test('works no further for a client that does not read its answers', async () => {
    const things = await it.fresh([{ text: 'a'.repeat(2_000_000) }]);
    const queries = async (): Promise<number> =>
      (await it.client.db('admin').command({ serverStatus: 1 })).opcounters.query;
    const before = await queries();
    const socket = await opened();
    socket.pause();
    const asked = 40;
    for (let n = 0; n < asked; n++) socket.write(opMsg({ find: things.collectionName, $db: 'test' }));
    for (let n = 0; n < 20; n++) await it.client.db('test').command({ ping: 1 });
    expect((await queries()) - before).toBeLessThan(asked / 2);
    let answers = 0;
    const framer = new Framer();
    await new Promise<void>((resolve) => {
      socket.on('data', (bytes) => {
        for (const _answer of framer.push(bytes)) answers += 1;
        if (answers === asked) resolve();
      });
      socket.resume();
    });
    socket.destroy();
  });

  test('outlives any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.option(fc.nat(120)), async (bytes, cut) => {
        const socket = await opened();
        const valid = opMsg({ find: 'c', filter: { a: 'text' }, $db: 'test' });
        // Random bytes, or a valid message with random bytes in it.
        const sent =
          cut === null
            ? Buffer.concat([header(16 + bytes.length, 2013), bytes])
            : Buffer.concat([valid.subarray(0, cut), bytes, valid.subarray(cut)]);
        await new Promise<void>((resolve) => {
          socket.once('data', () => resolve());
          socket.once('close', () => resolve());
          socket.end(sent);
        });
        socket.destroy();
      }),
      { numRuns: 150 },
    );
    expect(await it.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
  });

  test('gives every command an error in words, whatever its values are', async () => {
    const value = fc.jsonValue({ maxDepth: 2 });
    const names = [
      'find',
      'aggregate',
      'insert',
      'update',
      'delete',
      'findAndModify',
      'count',
      'distinct',
      'createIndexes',
      'dropIndexes',
      'create',
      'getMore',
      'killCursors',
      'collMod',
      'explain',
      'bulkWrite',
      'listCollections',
      'hello',
    ];
    const fields = [
      'filter',
      'query',
      'sort',
      'projection',
      'pipeline',
      'cursor',
      'documents',
      'updates',
      'deletes',
      'update',
      'indexes',
      'index',
      'key',
      'limit',
      'ops',
      'nsInfo',
      'cursors',
      'collection',
      'hint',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.oneof(fc.constant('fuzz'), value),
        fc.dictionary(fc.constantFrom(...fields), value),
        async (name, target, rest) => {
          const answer = await it.client
            .db(name === 'bulkWrite' ? 'admin' : 'fuzz')
            .command({ [name]: target, ...rest })
            .catch((error) => error);
          if (answer.ok === 1) return;
          expect(answer.code, `${answer.message}`).toBeGreaterThan(1);
          expect(answer.message.length).toBeGreaterThan(10);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('a copy', () => {
  test('is whole while others write, and opens as a data directory', async () => {
    const things = await it.fresh(Array.from({ length: 500 }, (_, n) => ({ n })));
    await things.createIndex({ n: 1 }, { unique: true });
    const dataDir = newDataDir();
    const writing = Promise.all(Array.from({ length: 50 }, (_, n) => things.insertOne({ n: 1000 + n })));
    await it.server.compactCopyTo(join(dataDir, 'data.mdb'));
    await writing;
    for await (const _ of createReadStream(join(dataDir, 'data.mdb')));
    const copy = await startEmbeddedMongo({ dataDir });
    const client = await MongoClient.connect(copy.uri);
    const copied = client.db('test').collection(things.collectionName);
    expect(await copied.countDocuments({ n: { $lt: 500 } })).toBe(500);
    expect(await client.db('test').command({ validate: things.collectionName })).toMatchObject({
      valid: true,
    });
    expect(await errorOf(copied.insertOne({ n: 3 }))).toMatchObject({ code: 11000 });
    await client.close();
    await copy.close();
    rmSync(dataDir, { recursive: true });
  });
});
