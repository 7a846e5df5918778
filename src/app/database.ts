import { resolve } from 'node:path';
import { startEmbeddedMongo } from 'embedded-mongo';
import type { Config } from '../config.ts';
import { openStore, type Store } from '../store/index.ts';

/** The data folder cannot be used; `message` is one line for the operator. */
export class DataDirError extends Error {}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'its disk is read-only',
  EEXIST: 'it is a file, not a folder',
  ENOTDIR: 'a part of its path is a file',
  ENOSPC: 'the disk is full',
};

function dataDirError(error: unknown, dataDir: string): unknown {
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  return reason === undefined
    ? error
    : new DataDirError(
        `DATA_DIR ${resolve(dataDir)} cannot be used: ${reason}; fix that, or set another one`,
      );
}

export interface Database {
  readonly store: Store;
  /** For the start-up lines. */
  readonly line: string;
  close(): Promise<void>;
}

/**
 * The configured MongoDB, or the embedded one. A store that this process holds alone keeps no lease of a dead one. Without
 * `syncsWrites` the embedded one syncs to disk when it closes.
 */
export async function openDatabase(
  config: Config,
  { syncsWrites = true }: { readonly syncsWrites?: boolean } = {},
): Promise<Database> {
  if (config.MONGODB_URI !== undefined) {
    const store = await openStore(config.MONGODB_URI, config.MONGODB_DATABASE);
    return { store, line: 'MongoDB, by MONGODB_URI', close: store.close };
  }
  const server = await startEmbeddedMongo({ dataDir: config.DATA_DIR, syncsWrites }).catch(
    (error: unknown) => {
      throw dataDirError(error, config.DATA_DIR);
    },
  );
  try {
    const store = await openStore(server.uri, config.MONGODB_DATABASE, { alone: true });
    await store.system.releaseAllLeases();
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
