import { start } from './start.ts';

export { DataDirInUse } from './wire/lock.ts';

export interface EmbeddedMongo {
  /** For the official driver, mongoose and mongosh. It names no database: append `/name`, or pass `dbName`. */
  readonly uri: string;
  readonly dataDir: string;
  /** Where it listens on TCP, if it was asked to; a port of 0 has become a real one. */
  readonly tcpAddress: { readonly host: string; readonly port: number } | undefined;
  /** Writes a consistent copy of all data, without its gaps, to a file that does not exist yet. */
  compactCopyTo(file: string): Promise<void>;
  /** Ends all connections, and returns when all is on disk. */
  close(): Promise<void>;
}

export interface EmbeddedMongoOptions {
  readonly dataDir: string;
  /** The present in milliseconds, for TTL indexes, `$$NOW` and `$currentDate`. */
  readonly now?: () => number;
  /** How often expired documents are removed; by default every minute. */
  readonly ttlIntervalMs?: number;
  /** Listens there too, with SCRAM-SHA-256 for this one user (authSource admin). Nothing is encrypted: mind the network. */
  readonly tcp?: {
    readonly host: string;
    readonly port: number;
    readonly username: string;
    readonly password: string;
  };
}

/** Starts the server; `DataDirInUse` if another process has the directory. */
export const startEmbeddedMongo = (options: EmbeddedMongoOptions): Promise<EmbeddedMongo> => start(options);
