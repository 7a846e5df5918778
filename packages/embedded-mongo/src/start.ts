import { mkdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import { type Credentials, makeCredentials } from './auth/scram.ts';
import { startBackgroundTasks } from './background-tasks.ts';
import { CursorManager } from './cursor-manager.ts';
import { newOpCounters, type Server } from './server.ts';
import { Catalog } from './storage/catalog.ts';
import { type Commit, openStorageEngine } from './storage/storage-engine.ts';
import { serveConnection } from './wire/connection.ts';
import { listenOnTcp } from './wire/tcp-socket.ts';
import { listenOnUnixSocket } from './wire/unix-socket.ts';

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
  /** False: only `close` syncs to disk, so that a power cut may cost the folder. For what can be made again. */
  readonly syncsWrites?: boolean;
  /** Listens there too, with SCRAM-SHA-256 for this one user (authSource admin). Nothing is encrypted: mind the network. */
  readonly tcp?: {
    readonly host: string;
    readonly port: number;
    readonly username: string;
    readonly password: string;
  };
}

/** Starts the server; `wrapCommit` lets a test stand between the store and the disk. */
export async function start(
  options: EmbeddedMongoOptions,
  wrapCommit?: (commit: Commit) => Commit,
): Promise<EmbeddedMongo> {
  const { dataDir, tcp } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const clients = new Clients();
  const cleanups: (() => Promise<void>)[] = [async () => clients.end()];
  const close = async (): Promise<void> => {
    for (const cleanup of cleanups) await cleanup();
  };
  try {
    const socket = await listenOnUnixSocket(dataDir, clients.accepting());
    cleanups.push(() => socket.close());
    const server = openServer(options, wrapCommit);
    // The sockets close last: the directory is ours until all is on disk.
    cleanups.splice(1, 0, () => server.storageEngine.close());
    const tcpSocket =
      tcp &&
      (await listenOnTcp(tcp.host, tcp.port, clients.accepting(makeCredentials(tcp.username, tcp.password))));
    if (tcpSocket) cleanups.splice(1, 0, () => tcpSocket.close());
    cleanups.splice(1, 0, startBackgroundTasks(server, options.ttlIntervalMs ?? 60_000));
    await server.storageEngine.write(() => server.catalog.dropUnfinishedIndexBuilds());
    clients.serveAll(server);
    let closed: Promise<void> | undefined;
    return {
      uri: `mongodb://${encodeURIComponent(socket.path)}`,
      dataDir,
      tcpAddress: tcpSocket?.address,
      compactCopyTo: (file) => server.storageEngine.backup(file),
      close: () => {
        closed ??= close();
        return closed;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function openServer(options: EmbeddedMongoOptions, wrapCommit?: (commit: Commit) => Commit): Server {
  const storageEngine = openStorageEngine(options.dataDir, wrapCommit, options.syncsWrites);
  return {
    storageEngine,
    catalog: new Catalog(storageEngine),
    cursors: new CursorManager(),
    now: options.now ?? Date.now,
    startedAt: Date.now(),
    dataDir: options.dataDir,
    opCounters: newOpCounters(),
    connections: 0,
  };
}

/** Those who are connected; whoever comes before the store is open waits for it. */
class Clients {
  private readonly sockets = new Set<Socket>();
  private readonly waiting: ((server: Server) => void)[] = [];
  private server: Server | undefined;
  private lastId = 0;
  private ended = false;

  accepting(credentials?: Credentials): (socket: Socket) => void {
    return (socket) => {
      if (this.ended) {
        socket.destroy();
        return;
      }
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      this.lastId += 1;
      const id = this.lastId;
      if (this.server) serveConnection(this.server, socket, id, credentials);
      else this.waiting.push((server) => serveConnection(server, socket, id, credentials));
    };
  }

  serveAll(server: Server): void {
    this.server = server;
    for (const serveOne of this.waiting.splice(0)) serveOne(server);
  }

  end(): void {
    this.ended = true;
    for (const socket of this.sockets) socket.destroy();
  }
}
