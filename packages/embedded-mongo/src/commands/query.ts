import { activeCollation, type Collation, flowUnder } from '../bson/collation.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumber, type Maybe, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { answer, type Counters, type Flow } from '../plan/plan-executor.ts';
import { makePlan, type Plan } from '../plan/query-planner.ts';
import type { Filter } from '../query/filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseSort, type Sort } from '../query/sort.ts';
import type { Scope } from '../query/variables.ts';
import type { Collection, Found } from '../storage/collection.ts';

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
  readonly scope: Scope;
  readonly collation: Collation | undefined;
}

export interface Question {
  readonly filter: Doc | undefined;
  readonly sort?: Doc | undefined;
  readonly hint?: Maybe;
  readonly collation?: Collation | undefined;
  readonly skip?: number | undefined;
  readonly limit?: number | undefined;
}

export function makeQuery(collection: Collection | undefined, question: Question, scope: Scope): Query {
  const source = question.filter ?? new Map();
  const filter = parseFilter(source);
  const natural = naturalOf(question.sort);
  const sort = question.sort && natural === undefined ? parseSort(question.sort) : undefined;
  const limit = question.limit || Number.POSITIVE_INFINITY;
  const hint: Value | undefined =
    question.hint === undefined ||
    question.hint === null ||
    (isDoc(question.hint) && question.hint.size === 0)
      ? undefined
      : question.hint;
  const skip = question.skip ?? 0;
  const collation = question.collation ?? activeCollation();
  const collated = collation !== undefined;
  const plan = makePlan(collection, { filter, sort, natural, hint, limit: limit + skip, collated });
  return { collection, source, filter, sort, sortSource: question.sort, skip, limit, plan, scope, collation };
}

function naturalOf(sort: Doc | undefined): 1 | -1 | undefined {
  const order = sort?.get('$natural');
  if (order === undefined) return undefined;
  if (!isNumber(order) || Math.abs(toNumber(order)) !== 1)
    fail('BadValue', '$natural sort must specify 1 or -1');
  return toNumber(order as number) > 0 ? 1 : -1;
}

/** The documents of the answer, with their records. */
export function* run(query: Query, counters: Counters = { keys: 0, docs: 0 }): Flow<Found> {
  const { collection, collation, plan, scope } = query;
  if (collection) yield* flowUnder(collation, answer(collection, plan, query, scope, counters));
}
