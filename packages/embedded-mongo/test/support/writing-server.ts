import { MongoClient } from 'mongodb';
import { startEmbeddedMongo } from '../../src/index.ts';

/** A process of its own: serves a directory and writes through the driver without end, telling what was acknowledged. */
const [dataDir = '', mode = 'write'] = process.argv.slice(2);
const server = await startEmbeddedMongo({ dataDir });
process.stdout.write(`ready ${server.uri}\n`);
if (mode === 'write') {
  const client = await MongoClient.connect(server.uri);
  const things = client.db('test').collection<{ _id: string; n: number; tags: string[] }>('things');
  await things.createIndexes([{ key: { n: 1 }, unique: true }, { key: { tags: 1, n: -1 } }]);
  const base = await things.countDocuments();
  await Promise.all(
    [0, 1, 2].map(async (worker) => {
      for (let n = base + worker; ; n += 3) {
        await things.insertOne({ _id: `${process.pid}-${n}`, n, tags: ['new', `t${n % 7}`] });
        await things.updateOne({ _id: `${process.pid}-${n}` }, { $set: { tags: ['changed', `u${n % 5}`] } });
        process.stdout.write(`ack ${process.pid}-${n}\n`);
      }
    }),
  );
}
