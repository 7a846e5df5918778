import { compare } from '../bson/compare.ts';
import { toNumber } from '../bson/numbers.ts';
import { showDoc } from '../bson/to-string.ts';
import { type Doc, isDoc, isNumber, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import type { Sort } from '../query/sort.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/collection-index.ts';
import { type Candidate, candidate, candidatesOf, isNoBetter } from './candidate-plans.ts';
import { rangesOf } from './key-ranges.ts';

/** How a query's documents are found. */
export type Access =
  | { readonly kind: 'none' }
  | { readonly kind: 'all'; readonly backwards: boolean }
  | { readonly kind: 'index'; readonly candidate: Candidate }
  | {
      readonly kind: 'union';
      readonly branches: readonly { readonly access: Access; readonly filter: Filter }[];
    };

export interface Plan {
  readonly access: Access;
  /** Whether the documents come in the wished order already. */
  readonly ordered: boolean;
  readonly rejected: readonly Access[];
}

export interface Wish {
  readonly filter: Filter;
  readonly sort: Sort | undefined;
  readonly natural: 1 | -1 | undefined;
  readonly hint: Value | undefined;
  readonly limit: number;
  /** The indexes have the order of the bytes: under a collation they say nothing. */
  readonly collated?: boolean;
}

const noPlan: Plan = { access: { kind: 'none' }, ordered: true, rejected: [] };

/** Chooses among the indexes by how many entries they would have to be read, and whether they spare a sort. */
export function makePlan(collection: Collection | undefined, wish: Wish): Plan {
  if (!collection) return noPlan;
  if (wish.natural !== undefined) return scanning(wish, wish.natural === -1);
  if (wish.hint !== undefined) {
    const plan = hinted(collection, wish, wish.hint);
    if (!wish.collated) return plan;
  }
  if (wish.collated) return scanning(wish, false);
  const usable = collection.readyIndexes.filter((index) => !index.hidden);
  const candidates = candidatesOf(usable, wish.filter, wish.sort);
  const best = cheapest(collection, wish, candidates);
  const bounded = best?.fields[0] !== undefined;
  if (!bounded) {
    const united = unite(collection, wish.filter, usable);
    if (united) return { access: united, ordered: wish.sort === undefined, rejected: [] };
  }
  if (!best) return scanning(wish, false);
  const rejected = candidates
    .filter((it) => it !== best)
    .map((it): Access => ({ kind: 'index', candidate: it }));
  return { ...through(best, wish), rejected };
}

const scanning = (wish: Wish, backwards: boolean): Plan => ({
  access: { kind: 'all', backwards },
  ordered: wish.sort === undefined,
  rejected: [],
});

const through = (best: Candidate, wish: Wish): Plan => ({
  access: { kind: 'index', candidate: best },
  ordered: wish.sort === undefined || best.order !== undefined,
  rejected: [],
});

function hinted(collection: Collection, wish: Wish, hint: Value): Plan {
  if (isDoc(hint) && hint.has('$natural')) {
    const order = hint.get('$natural')!;
    return scanning(wish, isNumber(order) && toNumber(order) < 0);
  }
  const index = findIndex(collection.readyIndexes, hint);
  if (!index || index.hidden)
    return fail(
      'BadValue',
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  const found = candidate(index, wish.filter, wish.sort, true);
  if (found) return through(found, wish);
  // A sparse or partial index answers a hint even where it does not have all documents.
  const fields = index.paths.map(() => undefined);
  return through({ index, fields, points: 0, order: undefined, exact: false }, wish);
}

/** By its name or its key pattern. */
export function findIndex(indexes: readonly Index[], hint: Value): Index | undefined {
  if (typeof hint === 'string') return indexes.find((index) => index.name === hint);
  if (!isDoc(hint)) return fail('FailedToParse', `Hint must be a string or an object: ${String(hint)}`);
  return indexes.find((index) => samePattern(index.keyPattern, hint));
}

export const samePattern = (a: Doc, b: Doc): boolean =>
  compare(a, b) === 0 && showDoc(a).replaceAll('.0', '') === showDoc(b).replaceAll('.0', '');

function cheapest(
  collection: Collection,
  wish: Wish,
  candidates: readonly Candidate[],
): Candidate | undefined {
  if (candidates.length < 2) return candidates[0];
  let best: { readonly it: Candidate; readonly cost: number } | undefined;
  // The most bounded first: what the others would have to read then need not be counted beyond that.
  const [first, ...others] = [...candidates].sort(
    (a, b) => boundedFields(b) - boundedFields(a) || b.points - a.points,
  );
  if (!first) return undefined;
  const rivals = others.filter((it) => !isNoBetter(it, first));
  if (rivals.length === 0) return first;
  for (const it of [first, ...rivals]) {
    const cost = costOf(collection, wish, it, best?.cost ?? Number.POSITIVE_INFINITY);
    if (!best || cost < best.cost) best = { it, cost };
  }
  return best?.it;
}

const countedAtMost = 1000;
const boundedFields = (it: Candidate): number => it.fields.filter((field) => field !== undefined).length;

/** About how many entries and documents will be read, with a sort's work on top; infinite once it is over `ceiling`. */
function costOf(collection: Collection, wish: Wish, it: Candidate, ceiling: number): number {
  const filtering = it.exact ? 1 : 1.05;
  const { ranges } = rangesOf(it);
  const soonest = it.order || !wish.sort ? wish.limit * (it.exact ? 1 : 10) : Number.POSITIVE_INFINITY;
  const enough = Math.min(countedAtMost, soonest, Math.ceil(ceiling) + 1);
  let read = 0;
  for (const range of ranges) {
    read += collection.environment.entries.count({ ...range, limit: enough - read });
    if (read >= enough) break;
  }
  if (read > ceiling && soonest > ceiling) return Number.POSITIVE_INFINITY;
  // Beyond what is counted, each bounded field is taken to leave a third.
  if (read >= countedAtMost) {
    read = Math.max(read, collection.count / 3 ** boundedFields(it));
  }
  if (!wish.sort) return Math.min(read, wish.limit * (it.exact ? 1 : 10)) * filtering - it.points * 0.001;
  const soon = it.order ? Math.min(read, wish.limit * (it.exact ? 1 : 10)) : read * 1.5 + 1;
  return soon * filtering - it.points * 0.001;
}

/** Where every branch of an `$or` has an index, the branches are read one after the other. */
function unite(collection: Collection, filter: Filter, usable: readonly Index[]): Access | undefined {
  const parts = filter.kind === 'and' ? filter.parts : [filter];
  for (const part of parts) {
    if (part.kind !== 'or') continue;
    const branches = part.parts.map((branch) => {
      const wish: Wish = {
        filter: branch,
        sort: undefined,
        natural: undefined,
        hint: undefined,
        limit: Number.POSITIVE_INFINITY,
      };
      const candidates = candidatesOf(usable, branch, undefined);
      const best = cheapest(collection, wish, candidates);
      const access: Access | undefined =
        best?.fields[0] !== undefined
          ? { kind: 'index', candidate: best }
          : unite(collection, branch, usable);
      return access && { access, filter: branch };
    });
    if (branches.every((branch) => branch !== undefined)) return { kind: 'union', branches };
  }
  return undefined;
}
