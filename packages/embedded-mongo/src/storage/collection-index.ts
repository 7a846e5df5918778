import { encodeKey, isLong, shorten } from '../bson/key-string.ts';
import { toNumber } from '../bson/numbers.ts';
import { showDoc } from '../bson/to-string.ts';
import { type Doc, isDoc, isNumber, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { type Path, splitPath } from '../query/field-path.ts';
import { type Filter, matches } from '../query/filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { scopeAt } from '../query/variables.ts';
import { indexKeys } from './key-generator.ts';
import { after, entryKey, prefix, recordOf } from './key-layout.ts';
import type { Environment } from './storage-engine.ts';

/** What is written down of an index: its specification as `listIndexes` shows it, and what its entries are like. */
export interface StoredIndex {
  readonly id: number;
  readonly spec: Doc;
  /** For each field the lengths of its path's prefixes that have been arrays in some document. */
  readonly arrays: readonly (readonly number[])[];
  /** Whether some key was too long and had to be cut: its order is lost then. */
  readonly cut: boolean;
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
  arrays: readonly (readonly number[])[];
  cut: boolean;
  building: boolean;

  constructor(stored: StoredIndex) {
    this.id = stored.id;
    this.spec = stored.spec;
    this.arrays = stored.arrays;
    this.cut = stored.cut;
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
    return { id: this.id, spec: this.spec, arrays: this.arrays, cut: this.cut, building: this.building };
  }

  /** Whether any document has an array at or on the way to that field. */
  isMultikey(field?: number): boolean {
    return field === undefined
      ? this.arrays.some((lengths) => lengths.length > 0)
      : (this.arrays[field]?.length ?? 0) > 0;
  }

  /** The document's entries; says whether what is known of arrays and long keys has grown by it. */
  entriesOf(doc: Doc): {
    readonly entries: ReadonlyMap<string, Entry>;
    readonly grown: StoredIndex | undefined;
  } {
    const entries = new Map<string, Entry>();
    if (this.partial && !matches(this.partial, doc, partialScope)) return { entries, grown: undefined };
    const made = indexKeys(doc, this.paths);
    if (this.sparse && !made.exists) return { entries, grown: undefined };
    let cut = this.cut;
    for (const values of made.keys) {
      const { bytes, ends } = encodeKey(values, this.descending);
      cut ||= isLong(bytes);
      const key = shorten(bytes);
      entries.set(key.toString('latin1'), { key, ends: isLong(bytes) ? nothing : packed(ends), values });
    }
    const arrays =
      made.arrays.length === 0
        ? this.arrays
        : this.paths.map((_, field) => union(this.arrays[field], made.arrays[field]));
    const grown =
      cut !== this.cut ||
      arrays.some((lengths, field) => lengths.length !== (this.arrays[field]?.length ?? 0));
    return { entries, grown: grown ? { ...this.stored, arrays, cut } : undefined };
  }

  /** Error 11000 if another record than `record` has one of these entries. */
  checkUnique(environment: Environment, entries: Iterable<Entry>, record: number, namespace: string): void {
    if (!this.unique) return;
    for (const entry of entries) {
      const start = Buffer.concat([prefix(this.id), entry.key]);
      for (const key of environment.entries.keys({ start, end: after(start), limit: 2 }))
        if (recordOf(key) !== record) throw this.duplicate(entry, namespace);
    }
  }

  add(environment: Environment, entry: Entry, record: number): void {
    environment.entries.put(entryKey(this.id, entry.key, record), entry.ends);
  }

  remove(environment: Environment, entry: Entry, record: number): void {
    environment.entries.remove(entryKey(this.id, entry.key, record));
  }

  private duplicate(entry: Entry, namespace: string): MongoError {
    const keyValue: Doc = new Map(
      [...this.keyPattern.keys()].map((name, at) => [name, entry.values[at] ?? null]),
    );
    return new MongoError(
      'DuplicateKey',
      `E11000 duplicate key error collection: ${namespace} index: ${this.name} dup key: ${showDoc(keyValue)}`,
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
