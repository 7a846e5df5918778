import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, realpathSync, renameSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server as NetServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The room for a path in `sockaddr_un`, its final zero included. */
const sunPath = process.platform === 'linux' ? 108 : 104;

/** Somebody else serves this directory. */
export class DataDirInUse extends Error {
  constructor(dataDir: string) {
    super(
      `The data directory ${dataDir} is in use by another process; stop that one first, or set another DATA_DIR.`,
    );
    this.name = 'DataDirInUse';
  }
}

export interface Listening {
  readonly path: string;
  close(): Promise<void>;
}

/**
 * Binds the one socket of a data directory, which is its lock too: the socket's name follows from the directory, the
 * system gives it to one process only, and whoever died leaves a socket that nobody answers on.
 */
export async function listen(dataDir: string, onConnection: (socket: Socket) => void): Promise<Listening> {
  const path = socketPath(realpathSync(dataDir));
  for (let attempt = 0; attempt < 20; attempt++) {
    const bound = await bind(path, onConnection);
    if (bound) return { path, close: () => close(bound, path) };
    if (await answers(path)) throw new DataDirInUse(dataDir);
    await takeAway(path, dataDir);
  }
  throw new Error(`cannot listen on ${path}`);
}

export function socketPath(dataDir: string): string {
  const inside = join(dataDir, 'mongodb.sock');
  if (Buffer.byteLength(inside) < sunPath) return inside;
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `embedded-mongo-${process.getuid?.() ?? 'user'}-${hash}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { mode, uid } = lstatSync(folder);
  if ((mode & 0o077) !== 0 || (process.getuid && uid !== process.getuid()))
    throw new Error(`${folder} must belong to this user alone`);
  return join(folder, 'mongodb.sock');
}

function bind(path: string, onConnection: (socket: Socket) => void): Promise<NetServer | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer({ noDelay: true }, onConnection);
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(path, () => {
      chmodSync(path, 0o600);
      resolve(server);
    });
  });
}

/** Whether a process listens there; one that is too busy to answer counts. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const settle = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      settle(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT'),
    );
  });
}

/** Moves a dead socket aside before removing it: if it was a live one after all, it is found out. */
async function takeAway(path: string, dataDir: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (await answers(aside)) {
    if (!existsSync(path)) renameSync(aside, path);
    throw new DataDirInUse(dataDir);
  }
  unlinkSync(aside);
}

function close(server: NetServer, path: string): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      if (existsSync(path)) unlinkSync(path);
      resolve();
    });
  });
}
