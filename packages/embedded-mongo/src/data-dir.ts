import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './storage/data-dir-lock.ts';
import { dataFile } from './storage/storage-engine.ts';
import { socketFolder, socketName } from './wire/unix-socket.ts';

/** The file in which a directory holds an embedded server's data; undefined when it holds none. */
export function dataFileOf(dataDir: string): string | undefined {
  const path = join(dataDir, dataFile);
  return existsSync(path) ? path : undefined;
}

/** Where another process serves this data directory, as a URI for the driver; undefined when none does. */
export async function runningServerUri(dataDir: string): Promise<string | undefined> {
  if (!existsSync(dataDir)) return undefined;
  const path = join(socketFolder(realpathSync(dataDir)), socketName);
  return (await isAlive(path)) ? `mongodb://${encodeURIComponent(path)}` : undefined;
}
