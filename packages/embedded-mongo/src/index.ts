import { type EmbeddedMongo, type EmbeddedMongoOptions, start } from './start.ts';

export { dataFileOf, runningServerUri } from './data-dir.ts';
export type { EmbeddedMongo, EmbeddedMongoOptions } from './start.ts';
export { DataDirInUse } from './storage/data-dir-lock.ts';

/** Starts the server; `DataDirInUse` if another process has the directory. */
export const startEmbeddedMongo = (options: EmbeddedMongoOptions): Promise<EmbeddedMongo> => start(options);
