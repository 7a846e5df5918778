import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { socketFolder, socketName } from './wire/listen.ts';
import { isAlive } from './wire/lock.ts';

/** Where another process serves this data directory, as a URI for the driver; undefined when none does. */
export async function runningServerUri(dataDir: string): Promise<string | undefined> {
  if (!existsSync(dataDir)) return undefined;
  const path = join(socketFolder(realpathSync(dataDir)), socketName);
  return (await isAlive(path)) ? `mongodb://${encodeURIComponent(path)}` : undefined;
}
