import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from 'embedded-mongo';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openStore, type Store } from '../../src/store/index.ts';

/** A MongoDB to run a suite on: `TEST_MONGODB_URI`, or an embedded server of its own in a new folder. */
export interface Backend {
  readonly name: string;
  readonly uri: string;
  /** A store on a database that nobody else uses; it is dropped when the backend closes. */
  open(options?: { readonly alone?: boolean }): Promise<Store>;
  /** A name that `open` has not given away. */
  database(): string;
  close(): Promise<void>;
}

export async function startBackend(): Promise<Backend> {
  const given = process.env.TEST_MONGODB_URI;
  const folder = given ? undefined : await mkdtemp(join(tmpdir(), 'shipmate-store-'));
  const server = folder === undefined ? undefined : await startEmbeddedMongo({ dataDir: folder });
  const uri = given ?? (server?.uri as string);
  const databases: string[] = [];
  const stores: Store[] = [];
  const database = (): string => {
    const name = `shipmate-test-${randomBytes(6).toString('hex')}`;
    databases.push(name);
    return name;
  };
  return {
    name: given ? 'TEST_MONGODB_URI' : 'the embedded server',
    uri,
    database,
    async open(options) {
      const store = await openStore(uri, database(), options);
      stores.push(store);
      return store;
    },
    async close() {
      for (const store of stores) {
        if (given) await store.connection.dropDatabase();
        await store.close();
      }
      await server?.close();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A backend for the tests of one file. */
export function useBackend(): () => Backend {
  let backend: Backend | undefined;
  beforeAll(async () => {
    backend = await startBackend();
  });
  afterAll(() => backend?.close());
  return () => backend as Backend;
}

/** One store for the tests of one file; they keep apart by their ids. */
export function useStore(options?: { readonly alone?: boolean }): () => Store {
  const backend = useBackend();
  let store: Store | undefined;
  beforeAll(async () => {
    store = await backend().open(options);
  });
  return () => store as Store;
}

/** One store for the tests of one file, empty before each of them (but for its installation). */
export function useEmptyStore(): () => Store {
  const store = useStore();
  beforeEach(async () => {
    const models = Object.values(store().connection.models).filter((it) => it.modelName !== 'installation');
    await Promise.all(models.map((it) => it.collection.deleteMany({})));
  });
  return store;
}
