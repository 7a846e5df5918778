import { type Numeric, toNumber } from '../bson/numbers.ts';
import { type Doc, doc, isArray, isDoc, isNumber, type Value } from '../bson/values.ts';
import { executeQuery, prepareQuery, type Query } from '../commands/query.ts';
import { fail } from '../errors.ts';
import { countRecords, type ExecutionStats } from '../plan/plan-executor.ts';
import { type Flow, yieldPoint } from '../plan/yield-policy.ts';
import type { VariableScope } from '../query/variable-scope.ts';
import type { Catalog } from '../storage/catalog.ts';
import { times } from './operators/arithmetic.ts';
import type { Pipeline, Stage, StageContext } from './stage.ts';
import { stageFactory } from './stages/stage-table.ts';

/** The stages at the head of a pipeline that a query answers: its filter, order and extent. */
export interface QueryPrefix {
  readonly filter: Doc | undefined;
  readonly sort: Doc | undefined;
  readonly skip: number;
  readonly limit: number;
}

type CountOnly = (n: number) => Doc | undefined;

export interface ParsedPipeline {
  readonly prefix: QueryPrefix;
  readonly stages: readonly Stage[];
  /** Stands for the first stage if that only counts. */
  readonly countOnly: CountOnly | undefined;
}

const onlyFirst = new Set([
  '$collStats',
  '$indexStats',
  '$documents',
  '$geoNear',
  '$changeStream',
  '$currentOp',
  '$listLocalSessions',
  '$listSessions',
  '$planCacheStats',
  '$search',
  '$searchMeta',
  '$vectorSearch',
]);

/** Reads a pipeline, all but a final `$out` or `$merge`; what it does not know is error 40324. */
export function parsePipeline(
  stages: readonly Value[],
  catalog: Catalog,
  database: string,
  refused: ReadonlySet<string> = new Set(),
): ParsedPipeline {
  const specs = stages.map((stage, at): readonly [string, Value] => {
    if (!isDoc(stage)) return fail('TypeMismatch', "Each element of the 'pipeline' array must be an object");
    if (stage.size !== 1)
      fail(40323, 'A pipeline stage specification object must contain exactly one field.');
    const [[name, spec]] = stage as unknown as [[string, Value]];
    if (refused.has(name)) fail(40600, `${name} is not allowed to be used within a $facet stage`);
    if (onlyFirst.has(name) && at > 0) fail(40602, `${name} is only valid as the first stage in a pipeline`);
    return [name, spec];
  });
  const stageContext: StageContext = {
    catalog,
    database,
    pipeline: (inner, without) => makePipeline(inner, catalog, database, without ?? new Set()),
  };
  // Every stage is read, also those the query answers: their errors must be found.
  const all = specs.map(([name, spec], at) => stageFactory(name, specs[at + 1])(spec, stageContext));
  const { prefix, taken } = splitPrefix(specs);
  const rest = specs.slice(taken);
  return { prefix, stages: all.slice(taken), countOnly: rest[0] && counter(rest[0]) };
}

function splitPrefix(specs: readonly (readonly [string, Value])[]): { prefix: QueryPrefix; taken: number } {
  let taken = 0;
  const conditions: Doc[] = [];
  while (specs[taken]?.[0] === '$match') conditions.push(specs[taken++]![1] as Doc);
  const filter = conditions.length > 1 ? new Map<string, Value>([['$and', conditions]]) : conditions[0];
  let sort: Doc | undefined;
  if (specs[taken]?.[0] === '$sort') sort = specs[taken++]![1] as Doc;
  let skip = 0;
  let limit = 0;
  if (specs[taken]?.[0] === '$skip') skip = amount(specs[taken++]![1]);
  if (specs[taken]?.[0] === '$limit') limit = amount(specs[taken++]![1]);
  return { prefix: { filter, sort, skip, limit }, taken };
}

const amount = (value: Value): number => (isNumber(value) ? toNumber(value) : 0);

/**
 * What a `$count`, or a `$group` without keys that sums constants, makes of so many documents: what `countDocuments`
 * asks, and no document need be read for.
 */
function counter([name, spec]: readonly [string, Value]): CountOnly | undefined {
  if (name === '$count') return (n) => (n === 0 ? undefined : doc({ [String(spec)]: times(n, 1) }));
  if (name !== '$group' || !isDoc(spec)) return undefined;
  const id = spec.get('_id');
  if (id !== null && !isNumber(id)) return undefined;
  const sums: [string, Numeric][] = [];
  for (const [field, value] of spec) {
    if (field === '_id') continue;
    const each = isDoc(value) && value.size === 1 ? (value.has('$count') ? 1 : value.get('$sum')) : undefined;
    if (!isNumber(each)) return undefined;
    sums.push([field, each]);
  }
  return (n) =>
    n === 0
      ? undefined
      : new Map<string, Value>([
          ['_id', id],
          ...sums.map(([field, each]): [string, Value] => [field, times(each, n)]),
        ]);
}

export function makePipeline(
  stages: readonly Value[],
  catalog: Catalog,
  database: string,
  refused: ReadonlySet<string>,
): Pipeline {
  const parsed = parsePipeline(stages, catalog, database, refused);
  const whole = stages.length === parsed.stages.length ? parsed.stages : undefined;
  const stageContext: StageContext = {
    catalog,
    database,
    pipeline: () => fail('InternalError', 'not inside'),
  };
  const all = () =>
    whole ??
    stages.map((stage, at) => {
      const [[name, spec]] = stage as unknown as [[string, Value]];
      return at < stages.length - parsed.stages.length
        ? stageFactory(name, undefined)(spec, stageContext)
        : parsed.stages[at - (stages.length - parsed.stages.length)]!;
    });
  let kept: readonly Stage[] | undefined;
  return {
    over: (input, scope) => {
      kept ??= all();
      return runStages(input, kept, scope);
    },
    overCollection: (name, scope) =>
      runPipeline(prefixQuery(parsed, catalog, database, name, scope), parsed, scope),
  };
}

export function prefixQuery(
  { prefix }: ParsedPipeline,
  catalog: Catalog,
  database: string,
  name: string,
  scope: VariableScope,
  hint?: Value,
): Query {
  return prepareQuery(catalog.find(database, name), { ...prefix, hint }, scope);
}

export const runStages = (input: Flow<Doc>, stages: readonly Stage[], scope: VariableScope): Flow<Doc> =>
  stages.reduce((flow, stage) => stage(flow, scope), input);

/** The pipeline's answer over what the query at its head finds. */
export function* runPipeline(
  query: Query,
  { stages, countOnly }: ParsedPipeline,
  scope: VariableScope,
  stats: ExecutionStats = { keys: 0, docs: 0 },
): Flow<Doc> {
  const counted = countOnly && countWithoutReading(query, stats);
  if (counted === undefined) yield* runStages(source(query, stats), stages, scope);
  else yield* runStages(once(countOnly!(counted)), stages.slice(1), scope);
}

function* once(made: Doc | undefined): Flow<Doc> {
  if (made) yield made;
}

function countWithoutReading(
  { collection, source: filter, plan, skip, limit }: Query,
  stats: ExecutionStats,
): number | undefined {
  if (!collection) return undefined;
  const within = (all: number): number => Math.min(Math.max(all - skip, 0), limit);
  if (plan.access.kind === 'collscan' && filter.size === 0) return within(collection.count);
  if (plan.access.kind !== 'ixscan' || !plan.access.candidate.exact) return undefined;
  const all = countRecords(collection, plan.access.candidate, stats);
  return all === undefined ? undefined : within(all);
}

function* source(query: Query, stats: ExecutionStats): Flow<Doc> {
  for (const found of executeQuery(query, stats)) yield found === yieldPoint ? yieldPoint : found.doc;
}

export const stagesOf = (value: Value | undefined): readonly Value[] =>
  isArray(value) ? value : fail('TypeMismatch', "'pipeline' option must be specified as an array");
