import { randomUUID } from 'node:crypto';
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { Binary, type Doc, doc, type Value } from '../bson/values.ts';
import { Collection, type CollectionHost } from './collection.ts';
import { Index, type StoredIndex } from './collection-index.ts';
import { ownedRange, prefix } from './key-layout.ts';
import type { StorageEngine } from './storage-engine.ts';

const nextIdKey = Buffer.from('n');
const collectionTag = 'c';
const dropPendingTag = 'g';

const collectionKey = (id: number): Buffer => Buffer.concat([Buffer.from(collectionTag), prefix(id)]);
const dropPendingKey = (id: number): Buffer => Buffer.concat([Buffer.from(dropPendingTag), prefix(id)]);
const tagged = (tag: string) => ({
  start: Buffer.from(tag),
  end: Buffer.from(String.fromCharCode(tag.charCodeAt(0) + 1)),
});

/** Which databases, collections and indexes there are. Every change happens inside `storageEngine.write`. */
export class Catalog implements CollectionHost {
  readonly storageEngine: StorageEngine;
  private byDatabase = new Map<string, Map<string, Collection>>();

  constructor(storageEngine: StorageEngine) {
    this.storageEngine = storageEngine;
    this.load();
    storageEngine.onRollback(() => this.load());
  }

  private load(): void {
    for (const collection of this.all()) collection.dropped = true;
    this.byDatabase = new Map();
    for (const { value } of this.storageEngine.meta.entries(tagged(collectionTag)))
      this.register(collectionFrom(this, decode(value)));
  }

  databases(): readonly string[] {
    return [...this.byDatabase.keys()].sort();
  }

  collections(database: string): readonly Collection[] {
    return [...(this.byDatabase.get(database)?.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  *all(): Iterable<Collection> {
    for (const collections of this.byDatabase.values()) yield* collections.values();
  }

  find(database: string, name: string): Collection | undefined {
    return this.byDatabase.get(database)?.get(name);
  }

  /** The collection must not exist yet. */
  create(database: string, name: string, options: Doc): Collection {
    const id = this.nextId();
    const uuid = new Binary(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), Binary.SUBTYPE_UUID);
    const spec = doc({ v: 2, key: doc({ _id: 1 }), name: '_id_' });
    const idIndex = new Index({
      id: this.nextId(),
      spec,
      multikeyPaths: [[]],
      hasTruncatedKeys: false,
      building: false,
    });
    const made = new Collection(this, { id, database, name, options, uuid, indexes: [idIndex] });
    this.register(made);
    this.save(made);
    return made;
  }

  /** The documents are purged later; to every reader they are gone at once. */
  drop(collection: Collection): void {
    collection.dropped = true;
    const collections = this.byDatabase.get(collection.database);
    if (collections?.get(collection.name) === collection) collections.delete(collection.name);
    if (collections?.size === 0) this.byDatabase.delete(collection.database);
    this.storageEngine.meta.remove(collectionKey(collection.id));
    this.markDropPending([collection.id, ...collection.indexes.map((index) => index.id)]);
  }

  /** Takes back a `drop` of the same transaction. */
  undrop(collection: Collection): void {
    collection.dropped = false;
    this.register(collection);
    this.save(collection);
    for (const id of [collection.id, ...collection.indexes.map((index) => index.id)])
      this.storageEngine.meta.remove(dropPendingKey(id));
  }

  rename(collection: Collection, database: string, name: string): Collection {
    this.byDatabase.get(collection.database)?.delete(collection.name);
    if (this.byDatabase.get(collection.database)?.size === 0) this.byDatabase.delete(collection.database);
    const { id, options, uuid, indexes } = collection;
    const renamed = new Collection(this, { id, database, name, options, uuid, indexes });
    collection.dropped = true;
    this.register(renamed);
    this.save(renamed);
    return renamed;
  }

  /** The same collection with other options, for `collMod`. */
  setOptions(collection: Collection, options: Doc): void {
    const { id, database, name, uuid, indexes } = collection;
    const changed = new Collection(this, { id, database, name, options, uuid, indexes });
    collection.dropped = true;
    this.register(changed);
    this.save(changed);
  }

  /** One that is `building` is completed by the caller; over no documents there is nothing to build. */
  newIndex(spec: Doc, building: boolean): Index {
    const fields = (spec.get('key') as Doc).size;
    return new Index({
      id: this.nextId(),
      spec,
      multikeyPaths: Array.from({ length: fields }, () => []),
      hasTruncatedKeys: false,
      building,
    });
  }

  setIndexes(collection: Collection, indexes: readonly Index[]): void {
    const kept = new Set(indexes.map((index) => index.id));
    this.markDropPending(collection.indexes.filter((index) => !kept.has(index.id)).map((index) => index.id));
    collection.indexes = indexes;
    this.save(collection);
  }

  saveIndexState(collection: Collection): void {
    this.save(collection);
  }

  /** At start: indexes whose building was cut off are as if it had never begun. */
  dropUnfinishedIndexBuilds(): void {
    for (const collection of this.all()) {
      const finished = collection.indexes.filter((index) => !index.building);
      if (finished.length < collection.indexes.length) this.setIndexes(collection, finished);
    }
  }

  /** Removes some of what dropped collections and indexes have left; false when there is nothing more. */
  reapDropPending(atMost: number): boolean {
    let left = atMost;
    for (const key of [...this.storageEngine.meta.keys(tagged(dropPendingTag))]) {
      const id = key.readUInt32BE(1);
      for (const table of [this.storageEngine.documents, this.storageEngine.indexEntries]) {
        for (const it of [...table.keys({ ...ownedRange(id), limit: left })]) {
          table.remove(it);
          left -= 1;
        }
        if (left <= 0) return true;
      }
      this.storageEngine.meta.remove(key);
    }
    return false;
  }

  get hasDropPending(): boolean {
    for (const _ of this.storageEngine.meta.keys({ ...tagged(dropPendingTag), limit: 1 })) return true;
    return false;
  }

  markDropPending(ids: readonly number[]): void {
    for (const id of ids) this.storageEngine.meta.put(dropPendingKey(id), Buffer.from([1]));
  }

  private nextId(): number {
    const id = this.storageEngine.meta.get(nextIdKey)?.readUInt32BE(0) ?? 1;
    this.storageEngine.meta.put(nextIdKey, prefix(id + 1));
    return id;
  }

  private register(collection: Collection): void {
    const collections = this.byDatabase.get(collection.database) ?? new Map<string, Collection>();
    collections.set(collection.name, collection);
    this.byDatabase.set(collection.database, collections);
  }

  private save(collection: Collection): void {
    const { id, database, name, options, uuid, indexes } = collection;
    const stored = indexes.map(({ stored: it }) =>
      doc({
        id: it.id,
        spec: it.spec,
        cut: it.hasTruncatedKeys,
        building: it.building,
        arrays: it.multikeyPaths.map((lengths) => [...lengths]),
      }),
    );
    this.storageEngine.meta.put(
      collectionKey(id),
      encode(doc({ id, database, name, options, uuid, indexes: stored })),
    );
  }
}

function collectionFrom(catalog: Catalog, stored: Doc): Collection {
  const indexes = (stored.get('indexes') as Doc[]).map(
    (it) =>
      new Index({
        id: it.get('id') as number,
        spec: it.get('spec') as Doc,
        hasTruncatedKeys: it.get('cut') as boolean,
        building: it.get('building') === true,
        multikeyPaths: (it.get('arrays') as Value[][]).map((lengths) => lengths as number[]),
      } satisfies StoredIndex),
  );
  return new Collection(catalog, {
    id: stored.get('id') as number,
    database: stored.get('database') as string,
    name: stored.get('name') as string,
    options: stored.get('options') as Doc,
    uuid: stored.get('uuid') as Binary,
    indexes,
  });
}
