import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collection, type Db, type Document, MongoClient, type MongoClientOptions } from 'mongodb';
import { type EmbeddedMongo, type EmbeddedMongoOptions, startEmbeddedMongo } from '../../src/index.ts';

export interface TestServer {
  readonly server: EmbeddedMongo;
  readonly client: MongoClient;
  readonly db: Db;
  /** A collection that no other test has. */
  fresh<T extends Document = Document>(docs?: readonly T[]): Promise<Collection<T>>;
  close(): Promise<void>;
}

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'embedded-mongo-'));

export async function startTestServer(
  options: Partial<EmbeddedMongoOptions> = {},
  clientOptions: MongoClientOptions = {},
): Promise<TestServer> {
  const dataDir = options.dataDir ?? newDataDir();
  const server = await startEmbeddedMongo({ ...options, dataDir });
  const client = await MongoClient.connect(server.uri, clientOptions);
  const db = client.db('test');
  let made = 0;
  return {
    server,
    client,
    db,
    fresh: async <T extends Document>(docs: readonly T[] = []) => {
      const collection = db.collection<T>(`c${++made}`);
      if (docs.length > 0) await collection.insertMany(docs as never);
      return collection;
    },
    close: async () => {
      await client.close();
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The error a promise ends with; none is an error of the test. */
export async function errorOf(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error('there was no error');
}
