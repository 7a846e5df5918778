import { doc, type Value } from './bson/values.ts';
import { executeQuery, prepareQuery } from './commands/query.ts';
import { yieldPoint } from './plan/plan-executor.ts';
import { scopeAt } from './query/variable-scope.ts';
import type { Server } from './server.ts';
import type { Collection } from './storage/collection.ts';
import type { Index } from './storage/collection-index.ts';

const perTransaction = 200;

/** Removes what has expired by now, some at a time, and returns how much that was. */
export async function deleteExpired(server: Server): Promise<number> {
  let removed = 0;
  for (const collection of [...server.catalog.all()])
    for (const index of collection.readyIndexes)
      if (index.expireAfterSeconds !== undefined) removed += await removeByIndex(server, collection, index);
  return removed;
}

async function removeByIndex(server: Server, collection: Collection, index: Index): Promise<number> {
  const before = new Date(server.now() - index.expireAfterSeconds! * 1000);
  const path = [...index.keyPattern.keys()][0]!;
  const filter = doc({ [path]: doc({ $lte: before }) });
  const partial = index.spec.get('partialFilterExpression');
  const whole = partial ? doc({ $and: [filter, partial] as Value[] }) : filter;
  let removed = 0;
  for (;;) {
    const count = await server.storageEngine.write(() => {
      if (collection.dropped || !collection.indexes.includes(index)) return 0;
      const hint = index.hidden ? undefined : index.name;
      const query = prepareQuery(
        collection,
        { filter: whole, hint, limit: perTransaction },
        scopeAt(new Date(server.now())),
      );
      const found = [];
      for (const it of executeQuery(query)) if (it !== yieldPoint) found.push(it);
      for (const it of found) collection.remove(it.recordId, it.doc);
      return found.length;
    });
    removed += count;
    if (count < perTransaction) return removed;
  }
}

/** Work that nobody asked for: expiry, what dropped collections left, cursors left open. */
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
