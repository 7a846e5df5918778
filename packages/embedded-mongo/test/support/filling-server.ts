import { MongoClient } from 'mongodb';
import { startEmbeddedMongo } from '../../src/index.ts';

/** A process of its own: writes until the disk is full, and tells what became of it. */
const [dataDir = ''] = process.argv.slice(2);
const unhandled: unknown[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(String(reason)));
const server = await startEmbeddedMongo({ dataDir });
const client = await MongoClient.connect(server.uri);
const things = client.db('test').collection<{ _id: number; text: string }>('things');
await things.createIndex({ text: 1 }, { unique: true });
let kept = 0;
const codes: unknown[] = [];
while (codes.length < 3)
  await things.insertOne({ _id: kept, text: `${kept}`.padEnd(20_000, '.') }).then(
    () => {
      kept += 1;
    },
    (error: { code: unknown }) => codes.push(error.code),
  );
const { valid } = await client.db('test').command({ validate: 'things' });
process.stdout.write(JSON.stringify({ kept, codes, valid, unhandled }));
process.exit(0);
