import { compare } from '../bson/compare.ts';
import { toNumber } from '../bson/numbers.ts';
import { docToString } from '../bson/to-string.ts';
import { type Doc, isDoc, isNumber, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import type { Sort } from '../query/sort.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/collection-index.ts';
import { type CandidatePlan, candidatePlan, candidatePlans, isNoBetter } from './candidate-plans.ts';
import { keyRanges } from './key-ranges.ts';

/** How a query's documents are found. */
export type AccessPath =
  | { readonly kind: 'eof' }
  | { readonly kind: 'collscan'; readonly backwards: boolean }
  | { readonly kind: 'ixscan'; readonly candidate: CandidatePlan }
  | {
      readonly kind: 'or';
      readonly branches: readonly { readonly access: AccessPath; readonly filter: Filter }[];
    };

export interface Plan {
  readonly access: AccessPath;
  /** Whether the documents come in the requested order already. */
  readonly ordered: boolean;
  readonly rejected: readonly AccessPath[];
}

export interface CanonicalQuery {
  readonly filter: Filter;
  readonly sort: Sort | undefined;
  readonly natural: 1 | -1 | undefined;
  readonly hint: Value | undefined;
  readonly limit: number;
  /** The indexes have the order of the bytes: under a collation they say nothing. */
  readonly collated?: boolean;
}

const noPlan: Plan = { access: { kind: 'eof' }, ordered: true, rejected: [] };

/** Chooses among the indexes by how many entries they would have to be read, and whether they spare a sort. */
export function planQuery(collection: Collection | undefined, query: CanonicalQuery): Plan {
  if (!collection) return noPlan;
  if (query.natural !== undefined) return collectionScan(query, query.natural === -1);
  if (query.hint !== undefined) {
    const plan = planByHint(collection, query, query.hint);
    if (!query.collated) return plan;
  }
  if (query.collated) return collectionScan(query, false);
  const usable = collection.readyIndexes.filter((index) => !index.hidden);
  const candidates = candidatePlans(usable, query.filter, query.sort);
  const best = cheapestPlan(collection, query, candidates);
  const bounded = best?.fields[0] !== undefined;
  if (!bounded) {
    const united = planOrBranches(collection, query.filter, usable);
    if (united) return { access: united, ordered: query.sort === undefined, rejected: [] };
  }
  if (!best) return collectionScan(query, false);
  const rejected = candidates
    .filter((it) => it !== best)
    .map((it): AccessPath => ({ kind: 'ixscan', candidate: it }));
  return { ...indexScan(best, query), rejected };
}

const collectionScan = (query: CanonicalQuery, backwards: boolean): Plan => ({
  access: { kind: 'collscan', backwards },
  ordered: query.sort === undefined,
  rejected: [],
});

const indexScan = (best: CandidatePlan, query: CanonicalQuery): Plan => ({
  access: { kind: 'ixscan', candidate: best },
  ordered: query.sort === undefined || best.order !== undefined,
  rejected: [],
});

function planByHint(collection: Collection, query: CanonicalQuery, hint: Value): Plan {
  if (isDoc(hint) && hint.has('$natural')) {
    const order = hint.get('$natural')!;
    return collectionScan(query, isNumber(order) && toNumber(order) < 0);
  }
  const index = findIndex(collection.readyIndexes, hint);
  if (!index || index.hidden)
    return fail(
      'BadValue',
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  const found = candidatePlan(index, query.filter, query.sort, true);
  if (found) return indexScan(found, query);
  // A sparse or partial index answers a hint even where it does not have all documents.
  const fields = index.paths.map(() => undefined);
  return indexScan({ index, fields, points: 0, order: undefined, exact: false }, query);
}

/** By its name or its key pattern. */
export function findIndex(indexes: readonly Index[], hint: Value): Index | undefined {
  if (typeof hint === 'string') return indexes.find((index) => index.name === hint);
  if (!isDoc(hint)) return fail('FailedToParse', `Hint must be a string or an object: ${String(hint)}`);
  return indexes.find((index) => samePattern(index.keyPattern, hint));
}

export const samePattern = (a: Doc, b: Doc): boolean =>
  compare(a, b) === 0 && docToString(a).replaceAll('.0', '') === docToString(b).replaceAll('.0', '');

function cheapestPlan(
  collection: Collection,
  query: CanonicalQuery,
  candidates: readonly CandidatePlan[],
): CandidatePlan | undefined {
  if (candidates.length < 2) return candidates[0];
  let best: { readonly it: CandidatePlan; readonly cost: number } | undefined;
  // The most bounded first: what the others would have to read then need not be counted beyond that.
  const [first, ...others] = [...candidates].sort(
    (a, b) => boundedFields(b) - boundedFields(a) || b.points - a.points,
  );
  if (!first) return undefined;
  const rivals = others.filter((it) => !isNoBetter(it, first));
  if (rivals.length === 0) return first;
  for (const it of [first, ...rivals]) {
    const cost = costOf(collection, query, it, best?.cost ?? Number.POSITIVE_INFINITY);
    if (!best || cost < best.cost) best = { it, cost };
  }
  return best?.it;
}

const countedAtMost = 1000;
const boundedFields = (it: CandidatePlan): number => it.fields.filter((field) => field !== undefined).length;

/** About how many entries and documents will be read, with a sort's work on top; infinite once it is over `ceiling`. */
function costOf(collection: Collection, query: CanonicalQuery, it: CandidatePlan, ceiling: number): number {
  const filtering = it.exact ? 1 : 1.05;
  const { ranges } = keyRanges(it);
  const soonest = it.order || !query.sort ? query.limit * (it.exact ? 1 : 10) : Number.POSITIVE_INFINITY;
  const enough = Math.min(countedAtMost, soonest, Math.ceil(ceiling) + 1);
  let read = 0;
  for (const range of ranges) {
    read += collection.storageEngine.indexEntries.count({ ...range, limit: enough - read });
    if (read >= enough) break;
  }
  if (read > ceiling && soonest > ceiling) return Number.POSITIVE_INFINITY;
  // Beyond what is counted, each bounded field is taken to leave a third.
  if (read >= countedAtMost) {
    read = Math.max(read, collection.count / 3 ** boundedFields(it));
  }
  if (!query.sort) return Math.min(read, query.limit * (it.exact ? 1 : 10)) * filtering - it.points * 0.001;
  const soon = it.order ? Math.min(read, query.limit * (it.exact ? 1 : 10)) : read * 1.5 + 1;
  return soon * filtering - it.points * 0.001;
}

/** Where every branch of an `$or` has an index, the branches are read one after the other. */
function planOrBranches(
  collection: Collection,
  filter: Filter,
  usable: readonly Index[],
): AccessPath | undefined {
  const parts = filter.kind === 'and' ? filter.parts : [filter];
  for (const part of parts) {
    if (part.kind !== 'or') continue;
    const branches = part.parts.map((branch) => {
      const query: CanonicalQuery = {
        filter: branch,
        sort: undefined,
        natural: undefined,
        hint: undefined,
        limit: Number.POSITIVE_INFINITY,
      };
      const candidates = candidatePlans(usable, branch, undefined);
      const best = cheapestPlan(collection, query, candidates);
      const access: AccessPath | undefined =
        best?.fields[0] !== undefined
          ? { kind: 'ixscan', candidate: best }
          : planOrBranches(collection, branch, usable);
      return access && { access, filter: branch };
    });
    if (branches.every((branch) => branch !== undefined)) return { kind: 'or', branches };
  }
  return undefined;
}
