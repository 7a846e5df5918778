import { decode } from '../bson/decode.ts';
import { encode, maxDocumentSize } from '../bson/encode.ts';
import type { Binary, Doc } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { type Cap, capOf } from './capped-collection.ts';
import type { Entry, Index } from './collection-index.ts';
import { everything, recordKey, recordOf } from './key-layout.ts';
import type { Environment } from './storage-engine.ts';

export interface Found {
  readonly record: number;
  readonly doc: Doc;
  /** The document as it is stored. */
  readonly bytes: Buffer;
}

/** What a collection asks of the catalog. */
export interface CollectionHost {
  readonly environment: Environment;
  /** Writes down that an index has met arrays or long keys. */
  indexGrew(collection: Collection): void;
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
  readonly cap: Cap | undefined;

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
    this.cap = capOf(made.options);
    this.uuid = made.uuid;
    this.indexes = made.indexes;
  }

  get namespace(): string {
    return `${this.database}.${this.name}`;
  }

  get environment(): Environment {
    return this.host.environment;
  }

  get count(): number {
    return this.known().count;
  }

  private known(): Totals {
    if (this.totals) return this.totals;
    const range = everything(this.id);
    const count = this.environment.documents.count(range);
    let last = 0;
    for (const key of this.environment.documents.keys({ ...range, reverse: true, limit: 1 }))
      last = recordOf(key);
    let bytes = 0;
    if (this.cap) for (const { value } of this.environment.documents.entries(range)) bytes += value.length;
    this.totals = { count, nextRecord: last + 1, bytes };
    return this.totals;
  }

  get(record: number): Found | undefined {
    const bytes = this.environment.documents.get(recordKey(this.id, record));
    return bytes && { record, doc: decode(bytes), bytes };
  }

  /** Error 11000 names the first unique index that has an entry of this document already. */
  insert(doc: Doc): number {
    const totals = this.known();
    const record = totals.nextRecord;
    const bytes = this.bytesOf(doc, (size) =>
      fail(
        'BSONObjectTooLarge',
        `object to insert too large. size in bytes: ${size}, max size: ${maxDocumentSize}`,
      ),
    );
    if (this.cap && bytes.length > this.cap.bytes) fail('BadValue', 'object to insert exceeds cappedMaxSize');
    const planned = this.plan(doc, record);
    this.environment.documents.put(recordKey(this.id, record), bytes);
    for (const { index, entries } of planned)
      for (const entry of entries.values()) index.add(this.environment, entry, record);
    totals.nextRecord += 1;
    totals.count += 1;
    totals.bytes += bytes.length;
    if (this.cap) this.makeRoom(this.cap, totals);
    return record;
  }

  /** The newest document always stays. */
  private makeRoom(cap: Cap, totals: Totals): void {
    while (totals.count > 1 && (totals.bytes > cap.bytes || totals.count > cap.documents)) {
      const [oldest] = this.after(0, 1);
      if (!oldest) return;
      this.remove(oldest.record, oldest.doc);
    }
  }

  replace(record: number, before: Doc, after: Doc): void {
    const bytes = this.bytesOf(after, () =>
      fail(17419, `Resulting document after update is larger than ${maxDocumentSize}`),
    );
    const planned = this.plan(after, record);
    const previous = this.indexes.map((index) => index.entriesOf(before).entries);
    if (this.cap) this.known().bytes += bytes.length - encode(before).length;
    this.environment.documents.put(recordKey(this.id, record), bytes);
    planned.forEach(({ index, entries }, at) => {
      const old = previous[at]!;
      for (const [id, entry] of old) if (!entries.has(id)) index.remove(this.environment, entry, record);
      for (const [id, entry] of entries) if (!old.has(id)) index.add(this.environment, entry, record);
    });
  }

  remove(record: number, doc: Doc): void {
    for (const index of this.indexes)
      for (const entry of index.entriesOf(doc).entries.values())
        index.remove(this.environment, entry, record);
    this.environment.documents.remove(recordKey(this.id, record));
    const totals = this.known();
    totals.count -= 1;
    if (this.cap) totals.bytes -= encode(doc).length;
  }

  /** Everything that can refuse a document is asked before anything is written. */
  private plan(doc: Doc, record: number): { index: Index; entries: ReadonlyMap<string, Entry> }[] {
    const planned = this.indexes.map((index) => ({ index, ...index.entriesOf(doc) }));
    for (const { index, entries } of planned)
      index.checkUnique(this.environment, entries.values(), record, this.namespace);
    let grew = false;
    for (const { index, grown } of planned) {
      if (!grown) continue;
      index.arrays = grown.arrays;
      index.cut = grown.cut;
      grew = true;
    }
    if (grew) this.host.indexGrew(this);
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
    for (const { value } of this.environment.documents.entries(everything(this.id))) size += value.length;
    let totalIndexSize = 0;
    for (const index of this.indexes)
      for (const key of this.environment.entries.keys(everything(index.id))) totalIndexSize += key.length;
    const { count } = this;
    const avgObjSize = count > 0 ? Math.round(size / count) : 0;
    return { size, count, avgObjSize, storageSize: size, nindexes: this.indexes.length, totalIndexSize };
  }

  /** The documents in the order they were inserted, from just after a record, some at a time. */
  after(record: number, limit: number, backwards = false): Found[] {
    const range = backwards
      ? { start: everything(this.id).start, end: recordKey(this.id, record) }
      : { start: recordKey(this.id, record + 1), end: everything(this.id).end };
    const found: Found[] = [];
    for (const { key, value } of this.environment.documents.entries({ ...range, limit, reverse: backwards }))
      found.push({ record: recordOf(key), doc: decode(value), bytes: value });
    return found;
  }
}
