import { type Filter, matches } from '../query/filter.ts';
import { type Sort, Sorter } from '../query/sort.ts';
import type { VariableScope } from '../query/variable-scope.ts';
import type { Collection, StoredRecord } from '../storage/collection.ts';
import { recordIdOf } from '../storage/key-layout.ts';
import type { CandidatePlan } from './candidate-plans.ts';
import { covers } from './intervals.ts';
import { type KeyRange, keyRanges, type SegmentCheck } from './key-ranges.ts';
import type { AccessPath, Plan } from './query-planner.ts';
import { type Flow, yieldPoint } from './yield-policy.ts';

/** What was read, for `explain`. */
export interface ExecutionStats {
  keys: number;
  docs: number;
}

const firstChunk = 16;
const largestChunk = 512;

/** The documents that satisfy the filter, in the order in which the plan comes upon them. */
export function* fetchMatches(
  collection: Collection,
  access: AccessPath,
  filter: Filter,
  scope: VariableScope,
  stats: ExecutionStats,
): Flow<StoredRecord> {
  switch (access.kind) {
    case 'eof':
      return;
    case 'collscan':
      return yield* scanCollection(collection, access.backwards, filter, scope, stats);
    case 'ixscan': {
      for (const recordId of scanIndex(collection, access.candidate, stats)) {
        if (recordId === yieldPoint) {
          yield yieldPoint;
          continue;
        }
        const found = collection.get(recordId);
        stats.docs += 1;
        if (found && matches(filter, found.doc, scope)) yield found;
      }
      return;
    }
    case 'or': {
      const seen = new Set<number>();
      for (const branch of access.branches)
        for (const found of fetchMatches(collection, branch.access, branch.filter, scope, stats)) {
          if (found === yieldPoint) yield yieldPoint;
          else if (!seen.has(found.recordId)) {
            seen.add(found.recordId);
            if (matches(filter, found.doc, scope)) yield found;
          }
        }
    }
  }
}

/** As `find`, then sorted unless the plan did that, then cut to `skip` and `limit`. */
export function* executePlan(
  collection: Collection,
  plan: Plan,
  query: { filter: Filter; sort: Sort | undefined; skip: number; limit: number },
  scope: VariableScope,
  stats: ExecutionStats,
): Flow<StoredRecord> {
  const found = fetchMatches(collection, plan.access, query.filter, scope, stats);
  const ordered = plan.ordered || !query.sort ? found : sorted(found, query.sort, query.skip + query.limit);
  let at = 0;
  if (query.limit === 0) return;
  for (const it of ordered) {
    if (it === yieldPoint) yield yieldPoint;
    else if (at++ >= query.skip) {
      yield it;
      if (at === query.skip + query.limit) return;
    }
  }
}

function* sorted(found: Flow<StoredRecord>, sort: Sort, limit: number): Flow<StoredRecord> {
  const sorter = new Sorter<StoredRecord>(sort, limit);
  for (const it of found) {
    if (it === yieldPoint) yield yieldPoint;
    else sorter.add(it, it.doc);
  }
  yield* sorter.done();
}

function* scanCollection(
  collection: Collection,
  backwards: boolean,
  filter: Filter,
  scope: VariableScope,
  stats: ExecutionStats,
): Flow<StoredRecord> {
  let size = firstChunk;
  let last = backwards ? 2 ** 48 - 1 : 0;
  for (;;) {
    const chunk: readonly StoredRecord[] = collection.recordsAfter(last, size, backwards);
    for (const found of chunk) {
      stats.docs += 1;
      if (matches(filter, found.doc, scope)) yield found;
    }
    if (chunk.length < size || collection.dropped) return;
    last = chunk.at(-1)!.recordId;
    size = Math.min(size * 4, largestChunk);
    yield yieldPoint;
  }
}

/** How many records an index names, where none can be named twice: counted by the store, not read. */
export function countRecords(
  collection: Collection,
  candidate: CandidatePlan,
  stats: ExecutionStats,
): number | undefined {
  const { ranges, checks } = keyRanges(candidate);
  if (checks.length > 0 || candidate.index.isMultikey()) return undefined;
  const n = ranges.reduce((sum, range) => sum + collection.storageEngine.indexEntries.count(range), 0);
  stats.keys += n;
  return n;
}

/** The records that an index names, each once. */
export function* scanIndex(
  collection: Collection,
  candidate: CandidatePlan,
  stats: ExecutionStats,
): Flow<number> {
  const { ranges, checks } = keyRanges(candidate);
  const backwards = candidate.order?.backwards ?? false;
  const inOrder = backwards ? [...ranges].reverse() : ranges;
  const entries =
    candidate.order?.merge && ranges.length > 1
      ? merged(
          inOrder.map((range) => ({
            range,
            entries: entriesOf(collection, range, backwards, checks, stats),
          })),
          backwards,
        )
      : oneAfterAnother(collection, inOrder, backwards, checks, stats);
  const seen = candidate.index.isMultikey() ? new Set<number>() : undefined;
  for (const key of entries) {
    if (key === yieldPoint) {
      yield yieldPoint;
      continue;
    }
    const recordId = recordIdOf(key);
    if (seen?.has(recordId)) continue;
    seen?.add(recordId);
    yield recordId;
  }
}

function* oneAfterAnother(
  collection: Collection,
  ranges: readonly KeyRange[],
  backwards: boolean,
  checks: readonly SegmentCheck[],
  stats: ExecutionStats,
): Flow<Buffer> {
  let since = 0;
  for (const range of ranges) {
    yield* entriesOf(collection, range, backwards, checks, stats);
    if (++since % 256 === 0) yield yieldPoint;
  }
}

/** Some entries at a time, so that nothing is held open while others write. */
function* entriesOf(
  collection: Collection,
  range: { start: Buffer; end: Buffer },
  backwards: boolean,
  checks: readonly SegmentCheck[],
  stats: ExecutionStats,
): Flow<Buffer> {
  let { start, end } = range;
  let size = firstChunk;
  const table = collection.storageEngine.indexEntries;
  for (;;) {
    const bounds = { start, end, reverse: backwards, limit: size };
    let last: Buffer | undefined;
    let read = 0;
    if (checks.length === 0) {
      for (const key of [...table.keys(bounds)]) {
        stats.keys += 1;
        read += 1;
        last = key;
        yield key;
      }
    } else {
      for (const { key, value } of [...table.entries(bounds)]) {
        stats.keys += 1;
        read += 1;
        last = key;
        if (passes(key, value, checks)) yield key;
      }
    }
    if (read < size || !last || collection.dropped) return;
    if (backwards) end = last;
    else start = Buffer.concat([last, Buffer.from([0])]);
    size = Math.min(size * 4, largestChunk);
    yield yieldPoint;
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

interface MergeHead {
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
  const heads: MergeHead[] = [];
  function* advance(from: Flow<Buffer>, shared: number): Flow<Buffer> {
    for (;;) {
      const next = from.next();
      if (next.done) return;
      if (next.value === yieldPoint) {
        yield yieldPoint;
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
