import { type Filter, matches } from '../query/filter.ts';
import { type Sort, Sorter } from '../query/sort.ts';
import type { Scope } from '../query/variables.ts';
import type { Collection, Found } from '../storage/collection.ts';
import { recordOf } from '../storage/key-layout.ts';
import type { Candidate } from './candidate-plans.ts';
import { covers } from './intervals.ts';
import { type KeyRange, rangesOf, type SegmentCheck } from './key-ranges.ts';
import type { Access, Plan } from './query-planner.ts';

/** Handed out between the answers by what may take long: a moment to let others have their turn. */
export const pause = Symbol('pause');
export type Flow<T> = Generator<T | typeof pause, void, undefined>;

/** What was read, for `explain`. */
export interface Counters {
  keys: number;
  docs: number;
}

const firstChunk = 16;
const largestChunk = 512;

/** The documents that satisfy the filter, in the order in which the plan comes upon them. */
export function* find(
  collection: Collection,
  access: Access,
  filter: Filter,
  scope: Scope,
  counters: Counters,
): Flow<Found> {
  switch (access.kind) {
    case 'none':
      return;
    case 'all':
      return yield* scan(collection, access.backwards, filter, scope, counters);
    case 'index': {
      for (const record of records(collection, access.candidate, counters)) {
        if (record === pause) {
          yield pause;
          continue;
        }
        const found = collection.get(record);
        counters.docs += 1;
        if (found && matches(filter, found.doc, scope)) yield found;
      }
      return;
    }
    case 'union': {
      const seen = new Set<number>();
      for (const branch of access.branches)
        for (const found of find(collection, branch.access, branch.filter, scope, counters)) {
          if (found === pause) yield pause;
          else if (!seen.has(found.record)) {
            seen.add(found.record);
            if (matches(filter, found.doc, scope)) yield found;
          }
        }
    }
  }
}

/** As `find`, then sorted unless the plan did that, then cut to `skip` and `limit`. */
export function* answer(
  collection: Collection,
  plan: Plan,
  wish: { filter: Filter; sort: Sort | undefined; skip: number; limit: number },
  scope: Scope,
  counters: Counters,
): Flow<Found> {
  const found = find(collection, plan.access, wish.filter, scope, counters);
  const ordered = plan.ordered || !wish.sort ? found : sorted(found, wish.sort, wish.skip + wish.limit);
  let at = 0;
  if (wish.limit === 0) return;
  for (const it of ordered) {
    if (it === pause) yield pause;
    else if (at++ >= wish.skip) {
      yield it;
      if (at === wish.skip + wish.limit) return;
    }
  }
}

function* sorted(found: Flow<Found>, sort: Sort, limit: number): Flow<Found> {
  const sorter = new Sorter<Found>(sort, limit);
  for (const it of found) {
    if (it === pause) yield pause;
    else sorter.add(it, it.doc);
  }
  yield* sorter.done();
}

function* scan(
  collection: Collection,
  backwards: boolean,
  filter: Filter,
  scope: Scope,
  counters: Counters,
): Flow<Found> {
  let size = firstChunk;
  let last = backwards ? 2 ** 48 - 1 : 0;
  for (;;) {
    const chunk: readonly Found[] = collection.after(last, size, backwards);
    for (const found of chunk) {
      counters.docs += 1;
      if (matches(filter, found.doc, scope)) yield found;
    }
    if (chunk.length < size || collection.dropped) return;
    last = chunk.at(-1)!.record;
    size = Math.min(size * 4, largestChunk);
    yield pause;
  }
}

/** How many records an index names, where none can be named twice: counted by the store, not read. */
export function countRecords(
  collection: Collection,
  candidate: Candidate,
  counters: Counters,
): number | undefined {
  const { ranges, checks } = rangesOf(candidate);
  if (checks.length > 0 || candidate.index.isMultikey()) return undefined;
  const n = ranges.reduce((sum, range) => sum + collection.environment.entries.count(range), 0);
  counters.keys += n;
  return n;
}

/** The records that an index names, each once. */
export function* records(collection: Collection, candidate: Candidate, counters: Counters): Flow<number> {
  const { ranges, checks } = rangesOf(candidate);
  const backwards = candidate.order?.backwards ?? false;
  const inOrder = backwards ? [...ranges].reverse() : ranges;
  const entries =
    candidate.order?.merge && ranges.length > 1
      ? merged(
          inOrder.map((range) => ({
            range,
            entries: entriesOf(collection, range, backwards, checks, counters),
          })),
          backwards,
        )
      : oneAfterAnother(collection, inOrder, backwards, checks, counters);
  const seen = candidate.index.isMultikey() ? new Set<number>() : undefined;
  for (const key of entries) {
    if (key === pause) {
      yield pause;
      continue;
    }
    const record = recordOf(key);
    if (seen?.has(record)) continue;
    seen?.add(record);
    yield record;
  }
}

function* oneAfterAnother(
  collection: Collection,
  ranges: readonly KeyRange[],
  backwards: boolean,
  checks: readonly SegmentCheck[],
  counters: Counters,
): Flow<Buffer> {
  let since = 0;
  for (const range of ranges) {
    yield* entriesOf(collection, range, backwards, checks, counters);
    if (++since % 256 === 0) yield pause;
  }
}

/** Some entries at a time, so that nothing is held open while others write. */
function* entriesOf(
  collection: Collection,
  range: { start: Buffer; end: Buffer },
  backwards: boolean,
  checks: readonly SegmentCheck[],
  counters: Counters,
): Flow<Buffer> {
  let { start, end } = range;
  let size = firstChunk;
  const table = collection.environment.entries;
  for (;;) {
    const bounds = { start, end, reverse: backwards, limit: size };
    let last: Buffer | undefined;
    let read = 0;
    if (checks.length === 0) {
      for (const key of [...table.keys(bounds)]) {
        counters.keys += 1;
        read += 1;
        last = key;
        yield key;
      }
    } else {
      for (const { key, value } of [...table.entries(bounds)]) {
        counters.keys += 1;
        read += 1;
        last = key;
        if (passes(key, value, checks)) yield key;
      }
    }
    if (read < size || !last || collection.dropped) return;
    if (backwards) end = last;
    else start = Buffer.concat([last, Buffer.from([0])]);
    size = Math.min(size * 4, largestChunk);
    yield pause;
  }
}

/** A cut key has no ends written down and must be asked of its document. */
function passes(key: Buffer, ends: Buffer, checks: readonly SegmentCheck[]): boolean {
  if (ends.length === 0) return true;
  return checks.every(({ field, intervals }) => {
    const from = 4 + ends.readUInt16BE((field - 1) * 2);
    const to = field * 2 < ends.length ? 4 + ends.readUInt16BE(field * 2) : key.length - 6;
    const segment = key.subarray(from, to);
    return intervals.some((interval) => covers(interval, segment));
  });
}

interface Head {
  readonly rest: Buffer;
  readonly key: Buffer;
  readonly from: Flow<Buffer>;
  readonly shared: number;
}

/** Several ranges with different points in front, as one in the order of what follows these. */
function* merged(
  sources: readonly { readonly range: KeyRange; readonly entries: Flow<Buffer> }[],
  backwards: boolean,
): Flow<Buffer> {
  const heads: Head[] = [];
  function* advance(from: Flow<Buffer>, shared: number): Flow<Buffer> {
    for (;;) {
      const next = from.next();
      if (next.done) return;
      if (next.value === pause) {
        yield pause;
        continue;
      }
      const head = { rest: next.value.subarray(shared), key: next.value, from, shared };
      const at = heads.findIndex((it) =>
        backwards ? Buffer.compare(it.rest, head.rest) < 0 : Buffer.compare(it.rest, head.rest) > 0,
      );
      heads.splice(at < 0 ? heads.length : at, 0, head);
      return;
    }
  }
  for (const { range, entries } of sources) yield* advance(entries, range.shared);
  while (heads.length > 0) {
    const head = heads.shift()!;
    yield head.key;
    yield* advance(head.from, head.shared);
  }
}
