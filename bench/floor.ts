import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'bson';
import { startEmbeddedMongo } from 'embedded-mongo';
import { open } from 'lmdb';
import { connect } from '../src/store/connection.ts';
import type { Group } from './measure.ts';

const size = 10_000;
const batch = 1_000;

const row = (n: number) => ({ _id: `id-${n}`, key: `key-${n}`, at: n, text: 'Built a URL shortener' });

/** The embedded server, through the driver and its socket, beside the key-value store beneath it. */
export const floorGroup: Group = { names: ['insert', 'find'], open: openFloor };

async function openFloor(): ReturnType<Group['open']> {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-floor-'));
  const server = await startEmbeddedMongo({ dataDir: join(folder, 'server') });
  const connection = await connect(server.uri, 'floor');
  const collection = connection.collection<ReturnType<typeof row>>('rows');
  await collection.createIndex({ key: 1 }, { unique: true });
  // Opened as the server opens it: what was put is on disk before it is acknowledged.
  const floor = open({
    path: join(folder, 'floor.mdb'),
    overlappingSync: false,
    encoding: 'binary',
    keyEncoding: 'binary',
  });
  const put = (n: number) => floor.put(Buffer.from(`key-${n}`), Buffer.from(serialize(row(n))));
  for (let at = 0; at < size; at += batch) {
    const some = Array.from({ length: batch }, (_, n) => row(at + n));
    await collection.insertMany(some);
    await Promise.all(some.map((it) => put(it.at)));
  }
  let [ours, other] = [size, size];
  const rows = [
    {
      name: 'insert',
      what: 'a document with a unique index through the driver, beside one durable put into lmdb',
      bar: 3.2,
      rounds: 200,
      ours: () => collection.insertOne(row(ours++)),
      other: () => put(other++),
    },
    {
      name: 'find',
      what: 'a document by its index through the driver, beside a ping over the same socket',
      bar: 2.5,
      rounds: 300,
      ours: () => collection.findOne({ key: `key-${size >> 1}` }),
      other: async () => connection.db?.command({ ping: 1 }),
    },
  ];
  return {
    rows,
    async close() {
      await connection.close();
      await server.close();
      await floor.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
