import { mongo } from 'mongoose';

/** Every collection of every database that holds one of these texts anywhere, searched as bytes. */
export async function tracesOf(client: mongo.MongoClient, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const { databases } = await client.db().admin().listDatabases();
  for (const { name } of databases) {
    const db = client.db(name);
    for (const { name: collection } of await db.listCollections().toArray()) {
      const documents = await db.collection(collection).find({}, { raw: true }).toArray();
      for (const bytes of documents as unknown as Uint8Array[]) {
        if (texts.some((text) => Buffer.from(bytes).includes(text)))
          found.push(`${collection}: ${JSON.stringify(mongo.BSON.deserialize(bytes))}`);
      }
    }
  }
  return found;
}
