import { mkdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import { ObjectId } from './bson/values.ts';
import { Cursors } from './cursors.ts';
import type { EmbeddedMongo, EmbeddedMongoOptions } from './index.ts';
import { noCounters, type Server } from './server.ts';
import { Catalog } from './storage/catalog.ts';
import { type Commit, openEnvironment } from './storage/environment.ts';
import { startUpkeep } from './ttl.ts';
import { serve } from './wire/connection.ts';
import { listen } from './wire/listen.ts';

/** Starts the server; `wrapCommit` lets a test stand between the store and the disk. */
export async function start(
  options: EmbeddedMongoOptions,
  wrapCommit?: (commit: Commit) => Commit,
): Promise<EmbeddedMongo> {
  const { dataDir } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const sockets = new Set<Socket>();
  let connectionId = 0;
  let server: Server | undefined;
  const waiting: Socket[] = [];
  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    if (server) serve(server, socket, ++connectionId);
    else waiting.push(socket);
  };
  const listening = await listen(dataDir, accept);
  try {
    const environment = openEnvironment(dataDir, wrapCommit);
    server = {
      environment,
      catalog: new Catalog(environment),
      cursors: new Cursors(),
      now: options.now ?? Date.now,
      startedAt: Date.now(),
      processId: new ObjectId(),
      dataDir,
      counters: noCounters(),
      connections: 0,
    };
  } catch (error) {
    await listening.close();
    throw error;
  }
  for (const socket of waiting) accept(socket);
  const { environment } = server;
  const stopUpkeep = startUpkeep(server, options.ttlIntervalMs ?? 60_000);
  let closed: Promise<void> | undefined;
  return {
    uri: `mongodb://${encodeURIComponent(listening.path)}`,
    dataDir,
    compactCopyTo: (file) => environment.backup(file),
    close: () => {
      closed ??= (async () => {
        for (const socket of sockets) socket.destroy();
        await stopUpkeep();
        await environment.close();
        await listening.close();
      })();
      return closed;
    },
  };
}
