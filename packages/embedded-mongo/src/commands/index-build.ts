import { fail } from '../errors.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/collection-index.ts';
import type { OperationContext } from './operation-context.ts';

const chunk = 100;
/** How long one transaction may keep the others waiting. */
const sliceMs = 20;

/**
 * Gives every document its entries, some at a time; meanwhile writes keep the indexes up to date for what they change.
 * If a document refuses, none of the indexes is left.
 */
export async function buildIndexes(
  context: OperationContext,
  begun: Collection,
  indexes: readonly Index[],
): Promise<void> {
  if (!indexes.some((index) => index.building)) return;
  const { storageEngine, catalog } = context.server;
  const wanted = new Set(indexes.map(({ id }) => id));
  const isWanted = ({ id }: Index): boolean => wanted.has(id);
  const present = (): { collection: Collection; building: readonly Index[] } => {
    const collection = catalog.find(begun.database, begun.name);
    const building = collection?.indexes.filter(isWanted) ?? [];
    if (!collection || building.length < indexes.length)
      return fail(
        'IndexBuildAborted',
        `Index build failed: ${begun.namespace} was changed or dropped meanwhile`,
      );
    return { collection, building };
  };
  try {
    let last = 0;
    for (let done = false; !done; )
      await storageEngine.write(() => {
        const { collection, building } = present();
        const until = performance.now() + sliceMs;
        do {
          const found = collection.recordsAfter(last, chunk);
          for (const { recordId, doc } of found)
            for (const index of building) addEntries(context, collection, index, recordId, doc);
          last = found.at(-1)?.recordId ?? last;
          done = found.length < chunk;
        } while (!done && performance.now() < until);
        if (!done) return;
        for (const index of building) index.building = false;
        catalog.setIndexes(collection, collection.indexes);
      });
  } catch (error) {
    await storageEngine.write(() => {
      const collection = catalog.find(begun.database, begun.name);
      const rest = collection?.indexes.filter((index) => !isWanted(index));
      if (collection && rest) catalog.setIndexes(collection, rest);
    });
    throw error;
  }
}

function addEntries(
  { server }: OperationContext,
  collection: Collection,
  index: Index,
  recordId: number,
  doc: Parameters<Index['entriesOf']>[0],
): void {
  const { storageEngine, catalog } = server;
  const { entries, newState } = index.entriesOf(doc);
  index.checkUnique(storageEngine, entries.values(), recordId, collection.namespace);
  if (newState) {
    index.multikeyPaths = newState.multikeyPaths;
    index.hasTruncatedKeys = newState.hasTruncatedKeys;
    catalog.saveIndexState(collection);
  }
  for (const entry of entries.values()) index.add(storageEngine, entry, recordId);
}
