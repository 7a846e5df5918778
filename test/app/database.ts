import { join } from 'node:path';
import { mongo } from 'mongoose';

export interface Found {
  readonly collection: string;
  readonly document: Record<string, unknown>;
}

/** Every document of every collection that a running app keeps in its data folder. */
export async function everything(dataDir: string): Promise<readonly Found[]> {
  const client = new mongo.MongoClient(`mongodb://${encodeURIComponent(join(dataDir, 'mongodb.sock'))}`);
  try {
    await client.connect();
    const found: Found[] = [];
    const { databases } = await client.db().admin().listDatabases();
    for (const { name } of databases) {
      const db = client.db(name);
      for (const { name: collection } of await db.listCollections().toArray()) {
        for (const document of await db.collection(collection).find().toArray())
          found.push({ collection, document: document as Record<string, unknown> });
      }
    }
    return found;
  } finally {
    await client.close();
  }
}
