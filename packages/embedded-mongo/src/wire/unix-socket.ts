import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireLock } from '../storage/data-dir-lock.ts';

/** The room for a path in `sockaddr_un`, its final zero included. */
const sunPath = process.platform === 'linux' ? 108 : 104;
/** As long as the longest name of a socket here. */
const longestName = 'alive-0123456789ab.sock';
export const socketName = 'mongodb.sock';

export interface Listener {
  readonly path: string;
  close(): Promise<void>;
}

/** Takes the directory for this process and listens on its socket; `DataDirInUse` if another process has it. */
export async function listenOnUnixSocket(
  dataDir: string,
  onConnection: (socket: Socket) => void,
): Promise<Listener> {
  const folder = socketFolder(realpathSync(dataDir));
  const lock = await acquireLock(dataDir, folder);
  const path = join(folder, socketName);
  try {
    // Ours alone by now: what lies there is a dead process's.
    rmSync(path, { force: true });
    const server = await bind(path, onConnection);
    return {
      path,
      close: async () => {
        await new Promise<void>((resolve) => server.close(() => resolve()));
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The directory itself, or where its path is too long for a socket, a folder of its own that only this user may enter. */
export function socketFolder(dataDir: string): string {
  if (Buffer.byteLength(join(dataDir, longestName)) < sunPath) return dataDir;
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `embedded-mongo-${process.getuid?.() ?? 'user'}-${hash}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { mode, uid } = lstatSync(folder);
  if ((mode & 0o077) !== 0 || (process.getuid && uid !== process.getuid()))
    throw new Error(`${folder} must belong to this user alone`);
  return folder;
}

function bind(path: string, onConnection: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer({ noDelay: true }, onConnection);
    server.once('error', reject);
    server.listen(path, () => {
      chmodSync(path, 0o600);
      resolve(server);
    });
  });
}
