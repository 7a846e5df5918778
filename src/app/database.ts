import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { startEmbeddedMongo } from '../embedded-mongo/index.ts';
import { openStore, type Store } from '../store/index.ts';

export interface Database {
  readonly store: Store;
  /** For the start-up lines. */
  readonly line: string;
  close(): Promise<void>;
}

/** The configured MongoDB, or the embedded one. A store that this process holds alone keeps no lease of a dead one. */
export async function openDatabase(config: Config): Promise<Database> {
  if (config.MONGODB_URI !== undefined) {
    const store = await openStore(config.MONGODB_URI, config.MONGODB_DATABASE);
    return { store, line: 'MongoDB, by MONGODB_URI', close: store.close };
  }
  const server = await startEmbeddedMongo({ dataDir: config.DATA_DIR });
  try {
    const store = await openStore(server.uri, config.MONGODB_DATABASE, { alone: true });
    await store.system.releaseEverything();
    return {
      store,
      line: `embedded, in ${resolve(config.DATA_DIR)} (MONGODB_URI is not set)`,
      async close() {
        await store.close();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}
