import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { dataFileOf, runningServerUri, startEmbeddedMongo } from 'embedded-mongo';
import type { Config } from '../config.ts';
import { fileError, OperatorError } from './operator-error.ts';

/** How a command of the operator reaches what the bot stores. */
export interface Reached {
  readonly uri: string;
  readonly database: string;
  /** `running`: the bot's own embedded server. `started`: one that this command started, since none ran. */
  readonly by: 'uri' | 'running' | 'started';
  close(): Promise<void>;
}

/**
 * The configured MongoDB; else the embedded server of the bot that runs on the data folder; else one of our own on that
 * folder. Undefined where the folder holds no data and `make` does not ask for them.
 */
export async function reachDatabase(config: Config, make: boolean): Promise<Reached | undefined> {
  const database = config.MONGODB_DATABASE;
  const nothing = async (): Promise<void> => undefined;
  if (config.MONGODB_URI !== undefined)
    return { uri: config.MONGODB_URI, database, by: 'uri', close: nothing };
  if (statSync(config.DATA_DIR, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new OperatorError(`${resolve(config.DATA_DIR)} is not a folder; set DATA_DIR to one.`);
  const running = await runningServerUri(config.DATA_DIR);
  if (running !== undefined) return { uri: running, database, by: 'running', close: nothing };
  if (!make && dataFileOf(config.DATA_DIR) === undefined) return undefined;
  const server = await startEmbeddedMongo({ dataDir: config.DATA_DIR }).catch((error: unknown) => {
    throw fileError(error, config.DATA_DIR, 'written');
  });
  return { uri: server.uri, database, by: 'started', close: server.close };
}
