import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Doc, doc } from '../../src/bson/values.ts';
import { checkedSpec } from '../../src/commands/index-spec.ts';
import { Catalog } from '../../src/storage/catalog.ts';
import type { Collection } from '../../src/storage/collection.ts';
import { type Commit, openStorageEngine } from '../../src/storage/storage-engine.ts';

export interface TestStore {
  readonly catalog: Catalog;
  /** A new collection with these indexes and documents; documents that an index refuses are left out. */
  fill(
    indexes: readonly Doc[],
    docs: readonly Doc[],
  ): Promise<{ collection: Collection; kept: readonly Doc[] }>;
  close(): Promise<void>;
}

export function openTestStore(wrapCommit?: (commit: Commit) => Commit): TestStore {
  const directory = mkdtempSync(join(tmpdir(), 'embedded-mongo-'));
  const storageEngine = openStorageEngine(directory, wrapCommit);
  const catalog = new Catalog(storageEngine);
  let made = 0;
  return {
    catalog,
    fill: (indexes, docs) =>
      storageEngine.write(() => {
        const collection = catalog.create('test', `c${++made}`, doc({}));
        const specs = indexes.map((index, at) => checkedSpec(new Map(index).set('name', `i${at}`)));
        catalog.setIndexes(collection, [
          ...collection.indexes,
          ...specs.map((spec) => catalog.newIndex(spec, false)),
        ]);
        const kept = docs.filter((it) => {
          try {
            collection.insert(it);
            return true;
          } catch {
            return false;
          }
        });
        return { collection, kept };
      }),
    close: async () => {
      await storageEngine.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
