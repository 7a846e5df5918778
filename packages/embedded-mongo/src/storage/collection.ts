import { decode } from '../bson/decode.ts';
import { encode, maxDocumentSize } from '../bson/encode.ts';
import type { Binary, Doc } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { type CappedLimits, cappedLimitsOf } from './capped-collection.ts';
import type { Entry, Index } from './collection-index.ts';
import { ownedRange, recordIdOf, recordKey } from './key-layout.ts';
import type { StorageEngine } from './storage-engine.ts';

export interface StoredRecord {
  readonly recordId: number;
  readonly doc: Doc;
  /** The document as it is stored. */
  readonly bytes: Buffer;
}

/** What a collection asks of the catalog. */
export interface CollectionHost {
  readonly storageEngine: StorageEngine;
  /** Writes down that an index has met arrays or long keys. */
  saveIndexState(collection: Collection): void;
}

interface Totals {
  count: number;
  nextRecord: number;
  /** Counted in a capped collection alone. */
  bytes: number;
}

/** The documents of one collection and its indexes, always changed together. Changes happen inside `write`. */
export class Collection {
  readonly id: number;
  readonly database: string;
  readonly name: string;
  readonly options: Doc;
  readonly uuid: Binary;
  indexes: readonly Index[];
  dropped = false;
  readonly cappedLimits: CappedLimits | undefined;

  /** Those that have an entry for every document. */
  get readyIndexes(): readonly Index[] {
    return this.indexes.filter((index) => !index.building);
  }
  private readonly host: CollectionHost;
  private totals: Totals | undefined;

  constructor(
    host: CollectionHost,
    made: {
      id: number;
      database: string;
      name: string;
      options: Doc;
      uuid: Binary;
      indexes: readonly Index[];
    },
  ) {
    this.host = host;
    this.id = made.id;
    this.database = made.database;
    this.name = made.name;
    this.options = made.options;
    this.cappedLimits = cappedLimitsOf(made.options);
    this.uuid = made.uuid;
    this.indexes = made.indexes;
  }

  get namespace(): string {
    return `${this.database}.${this.name}`;
  }

  get storageEngine(): StorageEngine {
    return this.host.storageEngine;
  }

  get count(): number {
    return this.known().count;
  }

  private known(): Totals {
    if (this.totals) return this.totals;
    const range = ownedRange(this.id);
    const count = this.storageEngine.documents.count(range);
    let last = 0;
    for (const key of this.storageEngine.documents.keys({ ...range, reverse: true, limit: 1 }))
      last = recordIdOf(key);
    let bytes = 0;
    if (this.cappedLimits)
      for (const { value } of this.storageEngine.documents.entries(range)) bytes += value.length;
    this.totals = { count, nextRecord: last + 1, bytes };
    return this.totals;
  }

  get(recordId: number): StoredRecord | undefined {
    const bytes = this.storageEngine.documents.get(recordKey(this.id, recordId));
    return bytes && { recordId, doc: decode(bytes), bytes };
  }

  /** Error 11000 names the first unique index that has an entry of this document already. */
  insert(doc: Doc): number {
    const totals = this.known();
    const recordId = totals.nextRecord;
    const bytes = this.bytesOf(doc, (size) =>
      fail(
        'BSONObjectTooLarge',
        `object to insert too large. size in bytes: ${size}, max size: ${maxDocumentSize}`,
      ),
    );
    if (this.cappedLimits && bytes.length > this.cappedLimits.bytes)
      fail('BadValue', 'object to insert exceeds cappedMaxSize');
    const planned = this.plan(doc, recordId);
    this.storageEngine.documents.put(recordKey(this.id, recordId), bytes);
    for (const { index, entries } of planned)
      for (const entry of entries.values()) index.add(this.storageEngine, entry, recordId);
    totals.nextRecord += 1;
    totals.count += 1;
    totals.bytes += bytes.length;
    if (this.cappedLimits) this.makeRoom(this.cappedLimits, totals);
    return recordId;
  }

  /** The newest document always stays. */
  private makeRoom(cappedLimits: CappedLimits, totals: Totals): void {
    while (totals.count > 1 && (totals.bytes > cappedLimits.bytes || totals.count > cappedLimits.documents)) {
      const [oldest] = this.recordsAfter(0, 1);
      if (!oldest) return;
      this.remove(oldest.recordId, oldest.doc);
    }
  }

  replace(recordId: number, before: Doc, after: Doc): void {
    const bytes = this.bytesOf(after, () =>
      fail(17419, `Resulting document after update is larger than ${maxDocumentSize}`),
    );
    const planned = this.plan(after, recordId);
    const previous = this.indexes.map((index) => index.entriesOf(before).entries);
    if (this.cappedLimits) this.known().bytes += bytes.length - encode(before).length;
    this.storageEngine.documents.put(recordKey(this.id, recordId), bytes);
    planned.forEach(({ index, entries }, at) => {
      const old = previous[at]!;
      for (const [id, entry] of old) if (!entries.has(id)) index.remove(this.storageEngine, entry, recordId);
      for (const [id, entry] of entries) if (!old.has(id)) index.add(this.storageEngine, entry, recordId);
    });
  }

  remove(recordId: number, doc: Doc): void {
    for (const index of this.indexes)
      for (const entry of index.entriesOf(doc).entries.values())
        index.remove(this.storageEngine, entry, recordId);
    this.storageEngine.documents.remove(recordKey(this.id, recordId));
    const totals = this.known();
    totals.count -= 1;
    if (this.cappedLimits) totals.bytes -= encode(doc).length;
  }

  /** Everything that can refuse a document is asked before anything is written. */
  private plan(doc: Doc, recordId: number): { index: Index; entries: ReadonlyMap<string, Entry> }[] {
    const planned = this.indexes.map((index) => ({ index, ...index.entriesOf(doc) }));
    for (const { index, entries } of planned)
      index.checkUnique(this.storageEngine, entries.values(), recordId, this.namespace);
    let stateChanged = false;
    for (const { index, newState } of planned) {
      if (!newState) continue;
      index.multikeyPaths = newState.multikeyPaths;
      index.hasTruncatedKeys = newState.hasTruncatedKeys;
      stateChanged = true;
    }
    if (stateChanged) this.host.saveIndexState(this);
    return planned;
  }

  private bytesOf(doc: Doc, tooLarge: (size: number) => never): Buffer {
    const bytes = encode(doc);
    if (bytes.length > maxDocumentSize) tooLarge(bytes.length);
    return bytes;
  }

  /** What `collStats` tells; the documents' bytes are added up, which takes a walk over them. */
  sizes(): {
    size: number;
    count: number;
    avgObjSize: number;
    nindexes: number;
    storageSize: number;
    totalIndexSize: number;
  } {
    let size = 0;
    for (const { value } of this.storageEngine.documents.entries(ownedRange(this.id))) size += value.length;
    let totalIndexSize = 0;
    for (const index of this.indexes)
      for (const key of this.storageEngine.indexEntries.keys(ownedRange(index.id)))
        totalIndexSize += key.length;
    const { count } = this;
    const avgObjSize = count > 0 ? Math.round(size / count) : 0;
    return { size, count, avgObjSize, storageSize: size, nindexes: this.indexes.length, totalIndexSize };
  }

  /** The documents in the order they were inserted, from just after a record, some at a time. */
  recordsAfter(recordId: number, limit: number, backwards = false): StoredRecord[] {
    const range = backwards
      ? { start: ownedRange(this.id).start, end: recordKey(this.id, recordId) }
      : { start: recordKey(this.id, recordId + 1), end: ownedRange(this.id).end };
    const found: StoredRecord[] = [];
    for (const { key, value } of this.storageEngine.documents.entries({
      ...range,
      limit,
      reverse: backwards,
    }))
      found.push({ recordId: recordIdOf(key), doc: decode(value), bytes: value });
    return found;
  }
}
