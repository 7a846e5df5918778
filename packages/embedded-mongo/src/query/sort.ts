import { activeCollation } from '../bson/collation.ts';
import { compare } from '../bson/compare.ts';
import { encodeKey } from '../bson/key-string.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumber, type Value } from '../bson/values.ts';
import { fail, MongoError } from '../errors.ts';
import { generateKeys } from '../storage/key-generator.ts';
import { type Path, splitPath } from './field-path.ts';

export interface Sort {
  readonly paths: readonly Path[];
  readonly descending: readonly boolean[];
}

/** Reads `{a: 1, 'b.c': -1}`; an empty one is no sort. */
export function parseSort(pattern: Doc): Sort | undefined {
  if (pattern.size === 0) return undefined;
  const paths: Path[] = [];
  const descending: boolean[] = [];
  for (const [name, order] of pattern) {
    if (isDoc(order) && order.has('$meta'))
      fail('NotImplemented', 'Sorting by $meta is not supported by the embedded server');
    const direction = isNumber(order)
      ? toNumber(order)
      : fail(15974, `Illegal key in $sort specification: ${name}: ${String(order)}`);
    if (direction !== 1 && direction !== -1)
      fail(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    if (name === '') fail(40352, 'FieldPath cannot be constructed with empty string');
    if (name.startsWith('$'))
      fail(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
    paths.push(splitPath(name));
    descending.push(direction === -1);
  }
  if (paths.length > 32) fail('BadValue', 'too many compound keys');
  return { paths, descending };
}

/** Bytes, or under a collation the values themselves. */
export type SortKey = Buffer | readonly Value[];

/** By what documents are ordered: of an array, its least element counts, or its greatest when descending. */
export function sortKey(sort: Sort, doc: Doc): SortKey {
  const collated = activeCollation() !== undefined;
  let least: SortKey | undefined;
  for (const values of keysOf(sort, doc)) {
    const key = collated ? values : encodeKey(values, sort.descending).bytes;
    if (!least || compareSortKeys(sort, key, least) < 0) least = key;
  }
  return least!;
}

export function compareSortKeys(sort: Sort, a: SortKey, b: SortKey): number {
  if (Buffer.isBuffer(a) && Buffer.isBuffer(b)) return Buffer.compare(a, b);
  for (let at = 0; at < a.length; at++) {
    const order = compare(a[at], b[at]);
    if (order !== 0) return sort.descending[at] ? -order : order;
  }
  return 0;
}

function keysOf(sort: Sort, doc: Doc) {
  try {
    return generateKeys(doc, sort.paths).keys;
  } catch (error) {
    if (error instanceof MongoError && error.code === 171)
      fail('BadValue', 'cannot sort with keys that are parallel arrays');
    throw error;
  }
}

/** Sorts stably; with a limit, keeps no more than needed. */
export class Sorter<T> {
  private readonly sort: Sort;
  private readonly limit: number;
  private held: { readonly key: SortKey; readonly item: T }[] = [];

  constructor(sort: Sort, limit = Number.POSITIVE_INFINITY) {
    this.sort = sort;
    this.limit = limit;
  }

  add(item: T, doc: Doc): void {
    this.held.push({ key: sortKey(this.sort, doc), item });
    if (this.held.length > 2 * this.limit + 1000) this.cut();
  }

  private cut(): void {
    this.held.sort((a, b) => compareSortKeys(this.sort, a.key, b.key));
    if (this.held.length > this.limit) this.held.length = this.limit;
  }

  done(): T[] {
    this.cut();
    return this.held.map(({ item }) => item);
  }
}
