import { activeCollation, type Collation, flowWithCollation } from '../bson/collation.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumber, type Maybe, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { type ExecutionStats, executePlan } from '../plan/plan-executor.ts';
import { type Plan, planQuery } from '../plan/query-planner.ts';
import type { Flow } from '../plan/yield-policy.ts';
import type { Filter } from '../query/filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseSort, type Sort } from '../query/sort.ts';
import type { VariableScope } from '../query/variable-scope.ts';
import type { Collection, StoredRecord } from '../storage/collection.ts';

/** A question about one collection, read and planned. */
export interface Query {
  readonly collection: Collection | undefined;
  readonly source: Doc;
  readonly filter: Filter;
  readonly sort: Sort | undefined;
  readonly sortSource: Doc | undefined;
  readonly skip: number;
  readonly limit: number;
  readonly plan: Plan;
  readonly scope: VariableScope;
  readonly collation: Collation | undefined;
}

export interface QueryRequest {
  readonly filter: Doc | undefined;
  readonly sort?: Doc | undefined;
  readonly hint?: Maybe;
  readonly collation?: Collation | undefined;
  readonly skip?: number | undefined;
  readonly limit?: number | undefined;
}

export function prepareQuery(
  collection: Collection | undefined,
  request: QueryRequest,
  scope: VariableScope,
): Query {
  const source = request.filter ?? new Map();
  const filter = parseFilter(source);
  const natural = naturalOf(request.sort);
  const sort = request.sort && natural === undefined ? parseSort(request.sort) : undefined;
  const limit = request.limit || Number.POSITIVE_INFINITY;
  const hint: Value | undefined =
    request.hint === undefined || request.hint === null || (isDoc(request.hint) && request.hint.size === 0)
      ? undefined
      : request.hint;
  const skip = request.skip ?? 0;
  const collation = request.collation ?? activeCollation();
  const collated = collation !== undefined;
  const plan = planQuery(collection, { filter, sort, natural, hint, limit: limit + skip, collated });
  return { collection, source, filter, sort, sortSource: request.sort, skip, limit, plan, scope, collation };
}

function naturalOf(sort: Doc | undefined): 1 | -1 | undefined {
  const order = sort?.get('$natural');
  if (order === undefined) return undefined;
  if (!isNumber(order) || Math.abs(toNumber(order)) !== 1)
    fail('BadValue', '$natural sort must specify 1 or -1');
  return toNumber(order as number) > 0 ? 1 : -1;
}

/** The documents of the answer, with their records. */
export function* executeQuery(
  query: Query,
  stats: ExecutionStats = { keys: 0, docs: 0 },
): Flow<StoredRecord> {
  const { collection, collation, plan, scope } = query;
  if (collection) yield* flowWithCollation(collation, executePlan(collection, plan, query, scope, stats));
}
