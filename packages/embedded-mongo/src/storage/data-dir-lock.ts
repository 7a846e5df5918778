import { randomBytes } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { basename, join } from 'node:path';

/** Somebody else serves this directory. */
export class DataDirInUse extends Error {
  constructor(dataDir: string) {
    super(
      `The data directory ${dataDir} is in use by another process; stop that one first, or choose another directory.`,
    );
    this.name = 'DataDirInUse';
  }
}

export interface Lock {
  release(): Promise<void>;
}

const prefix = 'lock-';

/**
 * Makes this process the only one on a directory. Each owner has the next number: the file `lock-<n>` can be linked
 * by one process only, and names a socket on which its owner listens as long as it lives; whoever was killed leaves
 * one that nobody answers on. The highest number is never removed, so it can never be given twice.
 */
export async function acquireLock(dataDir: string, socketFolder: string): Promise<Lock> {
  const name = `alive-${randomBytes(6).toString('hex')}.sock`;
  const socket = join(socketFolder, name);
  const server = await listenOn(socket);
  const pointer = join(dataDir, `${prefix}new-${name}`);
  const release = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  try {
    writeFileSync(pointer, socket, { mode: 0o600 });
    for (;;) {
      const highest = Math.max(0, ...generations(dataDir));
      if (highest > 0 && (await isAlive(ownerOf(dataDir, socketFolder, highest))))
        throw new DataDirInUse(dataDir);
      if (!linked(pointer, join(dataDir, `${prefix}${highest + 1}`))) continue;
      // Somebody has gone further while this number was free again.
      if (generations(dataDir).some((number) => number > highest + 1)) throw new DataDirInUse(dataDir);
      removeOlder(dataDir, socketFolder, highest + 1);
      return { release };
    }
  } catch (error) {
    await release();
    throw error;
  } finally {
    rmSync(pointer, { force: true });
  }
}

function generations(dataDir: string): number[] {
  return readdirSync(dataDir).flatMap((file) => {
    const found = /^lock-(\d+)$/.exec(file);
    return found ? [Number(found[1])] : [];
  });
}

/** Only its name counts: the folder may be a copy, or known to its owner by another path. */
function ownerOf(dataDir: string, socketFolder: string, generation: number): string | undefined {
  try {
    return join(socketFolder, basename(readFileSync(join(dataDir, `${prefix}${generation}`), 'utf8')));
  } catch {
    return undefined;
  }
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function removeOlder(dataDir: string, socketFolder: string, mine: number): void {
  for (const generation of generations(dataDir)) {
    if (generation >= mine) continue;
    const socket = ownerOf(dataDir, socketFolder, generation);
    if (socket?.endsWith('.sock')) rmSync(socket, { force: true });
    rmSync(join(dataDir, `${prefix}${generation}`), { force: true });
  }
}

function listenOn(socket: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((client) => client.destroy());
    server.once('error', reject);
    server.listen(socket, () => resolve(server));
    server.unref();
  });
}

/** Whether a process listens there; one that is too busy to answer counts. */
export function isAlive(socket: string | undefined): Promise<boolean> {
  if (socket === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const client = connect(socket);
    const settle = (is: boolean) => {
      client.destroy();
      resolve(is);
    };
    client.once('connect', () => settle(true));
    client.once('error', (error: NodeJS.ErrnoException) =>
      settle(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT'),
    );
  });
}
