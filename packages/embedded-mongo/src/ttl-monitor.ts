import { doc, type Value } from './bson/values.ts';
import { executeQuery, prepareQuery } from './commands/query.ts';
import { yieldPoint } from './plan/yield-policy.ts';
import { scopeAt } from './query/variable-scope.ts';
import type { Server } from './server.ts';
import type { Collection } from './storage/collection.ts';
import type { Index } from './storage/collection-index.ts';

const perTransaction = 200;

/** Deletes the documents that have expired by now, a batch per transaction, and returns how many those were. */
export async function deleteExpired(server: Server): Promise<number> {
  let deleted = 0;
  for (const collection of [...server.catalog.all()])
    for (const index of collection.readyIndexes)
      if (index.expireAfterSeconds !== undefined) deleted += await deleteByIndex(server, collection, index);
  return deleted;
}

async function deleteByIndex(server: Server, collection: Collection, index: Index): Promise<number> {
  const before = new Date(server.now() - index.expireAfterSeconds! * 1000);
  const path = [...index.keyPattern.keys()][0]!;
  const filter = doc({ [path]: doc({ $lte: before }) });
  const partial = index.spec.get('partialFilterExpression');
  const whole = partial ? doc({ $and: [filter, partial] as Value[] }) : filter;
  let deleted = 0;
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
    deleted += count;
    if (count < perTransaction) return deleted;
  }
}
