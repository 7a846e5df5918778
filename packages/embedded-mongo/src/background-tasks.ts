import type { Server } from './server.ts';
import { deleteExpired } from './ttl-monitor.ts';

/** The TTL monitor, the removal of dropped collections' data, and the end of idle cursors, each interval anew. */
export function startBackgroundTasks(server: Server, ttlIntervalMs: number): () => Promise<void> {
  let running: Promise<void> | undefined;
  let stopped = false;
  const once = async (): Promise<void> => {
    server.cursors.killIdle();
    await deleteExpired(server);
    while (!stopped && server.catalog.hasDropPending)
      await server.storageEngine.write(() => server.catalog.reapDropPending(2000));
  };
  const tick = (): void => {
    // What fails now, a full disk say, is tried again at the next turn.
    running ??= once()
      .catch(() => {})
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(tick, ttlIntervalMs);
  timer.unref();
  tick();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await running;
  };
}
