import { encodeKey, exceedsKeyLimit, truncateKey } from '../bson/key-string.ts';
import { toNumber } from '../bson/numbers.ts';
import { docToString } from '../bson/to-string.ts';
import { type Doc, isDoc, isNumber, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { type Path, splitPath } from '../query/field-path.ts';
import { type Filter, matches } from '../query/filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { scopeAt } from '../query/variable-scope.ts';
import { generateKeys } from './key-generator.ts';
import { entryKey, prefix, prefixEnd, recordIdOf } from './key-layout.ts';
import type { StorageEngine } from './storage-engine.ts';

/** What is written down of an index: its specification as `listIndexes` shows it, and what its entries are like. */
export interface StoredIndex {
  readonly id: number;
  readonly spec: Doc;
  /** For each field the lengths of its path's prefixes that have been arrays in some document. */
  readonly multikeyPaths: readonly (readonly number[])[];
  /** Whether some key was too long and had to be cut: its order is lost then. */
  readonly hasTruncatedKeys: boolean;
  /** Not all documents have their entries yet: it is kept up to date, but answers nothing. */
  readonly building: boolean;
}

export interface Entry {
  readonly key: Buffer;
  readonly ends: Buffer;
  readonly values: readonly Value[];
}

const nothing = Buffer.alloc(0);
const partialScope = scopeAt(new Date(0));

/** One index: which entries a document has in it, and whether others have them already. */
export class Index {
  readonly id: number;
  readonly spec: Doc;
  readonly name: string;
  readonly keyPattern: Doc;
  readonly paths: readonly Path[];
  readonly descending: readonly boolean[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly hidden: boolean;
  readonly isId: boolean;
  readonly partial: Filter | undefined;
  readonly expireAfterSeconds: number | undefined;
  multikeyPaths: readonly (readonly number[])[];
  hasTruncatedKeys: boolean;
  building: boolean;

  constructor(stored: StoredIndex) {
    this.id = stored.id;
    this.spec = stored.spec;
    this.multikeyPaths = stored.multikeyPaths;
    this.hasTruncatedKeys = stored.hasTruncatedKeys;
    this.building = stored.building;
    this.name = String(stored.spec.get('name'));
    this.keyPattern = stored.spec.get('key') as Doc;
    this.paths = [...this.keyPattern.keys()].map(splitPath);
    this.descending = [...this.keyPattern.values()].map((order) => isNumber(order) && toNumber(order) < 0);
    this.isId = this.name === '_id_';
    this.unique = this.isId || stored.spec.get('unique') === true;
    this.sparse = stored.spec.get('sparse') === true;
    this.hidden = stored.spec.get('hidden') === true;
    const partial = stored.spec.get('partialFilterExpression');
    this.partial = isDoc(partial) ? parseFilter(partial) : undefined;
    const expiry = stored.spec.get('expireAfterSeconds');
    this.expireAfterSeconds = isNumber(expiry) ? toNumber(expiry) : undefined;
  }

  get stored(): StoredIndex {
    return {
      id: this.id,
      spec: this.spec,
      multikeyPaths: this.multikeyPaths,
      hasTruncatedKeys: this.hasTruncatedKeys,
      building: this.building,
    };
  }

  /** Whether any document has an array at or on the way to that field. */
  isMultikey(field?: number): boolean {
    return field === undefined
      ? this.multikeyPaths.some((lengths) => lengths.length > 0)
      : (this.multikeyPaths[field]?.length ?? 0) > 0;
  }

  /** The document's entries; says whether what is known of arrays and long keys has grown by it. */
  entriesOf(doc: Doc): {
    readonly entries: ReadonlyMap<string, Entry>;
    readonly newState: StoredIndex | undefined;
  } {
    const entries = new Map<string, Entry>();
    if (this.partial && !matches(this.partial, doc, partialScope)) return { entries, newState: undefined };
    const made = generateKeys(doc, this.paths);
    if (this.sparse && !made.exists) return { entries, newState: undefined };
    let hasTruncatedKeys = this.hasTruncatedKeys;
    for (const values of made.keys) {
      const { bytes, ends } = encodeKey(values, this.descending);
      hasTruncatedKeys ||= exceedsKeyLimit(bytes);
      const key = truncateKey(bytes);
      entries.set(key.toString('latin1'), {
        key,
        ends: exceedsKeyLimit(bytes) ? nothing : packed(ends),
        values,
      });
    }
    const multikeyPaths =
      made.multikeyPaths.length === 0
        ? this.multikeyPaths
        : this.paths.map((_, field) => union(this.multikeyPaths[field], made.multikeyPaths[field]));
    const newState =
      hasTruncatedKeys !== this.hasTruncatedKeys ||
      multikeyPaths.some((lengths, field) => lengths.length !== (this.multikeyPaths[field]?.length ?? 0));
    return { entries, newState: newState ? { ...this.stored, multikeyPaths, hasTruncatedKeys } : undefined };
  }

  /** Error 11000 if a record other than `recordId` has one of these entries. */
  checkUnique(
    storageEngine: StorageEngine,
    entries: Iterable<Entry>,
    recordId: number,
    namespace: string,
  ): void {
    if (!this.unique) return;
    for (const entry of entries) {
      const start = Buffer.concat([prefix(this.id), entry.key]);
      for (const key of storageEngine.indexEntries.keys({ start, end: prefixEnd(start), limit: 2 }))
        if (recordIdOf(key) !== recordId) throw this.duplicate(entry, namespace);
    }
  }

  add(storageEngine: StorageEngine, entry: Entry, recordId: number): void {
    storageEngine.indexEntries.put(entryKey(this.id, entry.key, recordId), entry.ends);
  }

  remove(storageEngine: StorageEngine, entry: Entry, recordId: number): void {
    storageEngine.indexEntries.remove(entryKey(this.id, entry.key, recordId));
  }

  private duplicate(entry: Entry, namespace: string): MongoError {
    const keyValue: Doc = new Map(
      [...this.keyPattern.keys()].map((name, at) => [name, entry.values[at] ?? null]),
    );
    return new MongoError(
      'DuplicateKey',
      `E11000 duplicate key error collection: ${namespace} index: ${this.name} dup key: ${docToString(keyValue)}`,
      { keyPattern: this.keyPattern, keyValue },
    );
  }
}

const union = (a: readonly number[] = [], b: readonly number[] = []): readonly number[] => [
  ...new Set([...a, ...b]),
];

function packed(ends: readonly number[]): Buffer {
  if (ends.length === 0) return nothing;
  const bytes = Buffer.allocUnsafe(ends.length * 2);
  ends.forEach((end, at) => {
    bytes.writeUInt16BE(end, at * 2);
  });
  return bytes;
}
