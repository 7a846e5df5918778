import { valueToString } from '../bson/to-string.ts';
import { type Doc, doc, isArray, type Value } from '../bson/values.ts';
import type { Query } from '../commands/query.ts';
import type { LeafExpression } from '../query/filter.ts';
import type { CandidatePlan } from './candidate-plans.ts';
import type { FieldBounds } from './index-bounds.ts';
import type { ExecutionStats } from './plan-executor.ts';
import type { AccessPath } from './query-planner.ts';

/** What a query's stages did, where it was run. */
export interface ExecutedPlan {
  readonly stats: ExecutionStats;
  readonly nReturned: number;
}

export interface ExplainedCommand {
  readonly projection: Doc | undefined;
  /** The query is only counted: by the index alone, where that says it all. */
  readonly counting: boolean;
}

/** The plan as `explain` tells it: the last stage outside, what it reads from inside. */
export function explainPlan(query: Query, shown: ExplainedCommand, executed?: ExecutedPlan): Doc {
  const { plan, sort } = query;
  const base = explainAccessPath(plan.access, query.source, query, shown.counting, executed);
  let tree = base;
  const around = (stage: string, fields: Doc): void => {
    tree = new Map<string, Value>([['stage', stage], ...numbers(executed), ...fields, ['inputStage', tree]]);
  };
  if (sort && !plan.ordered)
    around('SORT', doc({ sortPattern: query.sortSource, memLimit: 104_857_600, type: 'simple' }));
  if (query.skip > 0) around('SKIP', doc({ skipAmount: query.skip }));
  if (Number.isFinite(query.limit)) around('LIMIT', doc({ limitAmount: query.limit }));
  if (shown.projection && shown.projection.size > 0)
    around(projectionStage(shown.projection), doc({ transformBy: shown.projection }));
  if (shown.counting) around('COUNT', doc({}));
  return tree;
}

const projectionStage = (projection: Doc): string =>
  [...projection].every(
    ([name, value]) => !name.includes('.') && (typeof value === 'number' || typeof value === 'boolean'),
  )
    ? 'PROJECTION_SIMPLE'
    : 'PROJECTION_DEFAULT';

const numbers = (executed: ExecutedPlan | undefined): [string, Value][] =>
  executed ? [['nReturned', executed.nReturned]] : [];

export function explainAccessPath(
  access: AccessPath,
  filter: Doc,
  query: Query,
  counting: boolean,
  executed?: ExecutedPlan,
): Doc {
  const docsExamined: [string, Value][] = executed ? [['docsExamined', executed.stats.docs]] : [];
  switch (access.kind) {
    case 'eof':
      return new Map<string, Value>([['stage', 'EOF'], ...numbers(executed)]);
    case 'collscan':
      if (counting && query.source.size === 0) return doc({ stage: 'RECORD_STORE_FAST_COUNT' });
      return new Map<string, Value>([
        ['stage', 'COLLSCAN'],
        ...(filter.size > 0 ? ([['filter', filter]] as [string, Value][]) : []),
        ...numbers(executed),
        ['direction', access.backwards ? 'backward' : 'forward'],
        ...docsExamined,
      ]);
    case 'or': {
      const branches = access.branches.map((branch) => ixscan(branch.access, query));
      return new Map<string, Value>([
        ['stage', 'FETCH'],
        ...numbers(executed),
        ...docsExamined,
        ['inputStage', doc({ stage: 'OR', inputStages: branches })],
      ]);
    }
    case 'ixscan': {
      if (isIdLookup(access.candidate, query))
        return new Map<string, Value>([
          ['stage', 'IDHACK'],
          ...numbers(executed),
          ...docsExamined,
          ['keyPattern', doc({ _id: 1 })],
          ['indexName', '_id_'],
        ]);
      const inner = ixscan(access, query, executed);
      if (counting && access.candidate.exact) return inner.set('stage', 'COUNT_SCAN');
      const rest: [string, Value][] = access.candidate.exact ? [] : [['filter', filter]];
      return new Map<string, Value>([
        ['stage', 'FETCH'],
        ...rest,
        ...numbers(executed),
        ...docsExamined,
        ['inputStage', inner],
      ]);
    }
  }
}

const isIdLookup = ({ index, exact, points }: CandidatePlan, query: Query): boolean =>
  index.isId && exact && points === 1 && query.filter.kind === 'leaf' && query.filter.operator === '$eq';

function ixscan(access: AccessPath, query: Query, executed?: ExecutedPlan): Doc {
  if (access.kind !== 'ixscan') return explainAccessPath(access, new Map(), query, false);
  const { index, fields, order } = access.candidate;
  const names = [...index.keyPattern.keys()];
  return doc({
    stage: order?.merge ? 'SORT_MERGE' : 'IXSCAN',
    nReturned: executed?.nReturned,
    keyPattern: index.keyPattern,
    indexName: index.name,
    isMultiKey: index.isMultikey(),
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partial !== undefined,
    indexVersion: 2,
    direction: order?.backwards ? 'backward' : 'forward',
    indexBounds: new Map(names.map((name, at): [string, Value] => [name, boundsText(fields[at])])),
    keysExamined: executed?.stats.keys,
  });
}

const boundsText = (field: FieldBounds | undefined): Value[] =>
  !field || field.leaves.length === 0 ? ['[MinKey, MaxKey]'] : field.leaves.flatMap(leafBounds);

function leafBounds({ operator, operand }: LeafExpression): string[] {
  const value = valueToString(operand);
  switch (operator) {
    case '$eq':
      return [`[${value}, ${value}]`];
    case '$in':
      return isArray(operand) ? operand.map((one) => `[${valueToString(one)}, ${valueToString(one)}]`) : [];
    case '$gt':
      return [`(${value}, inf.0]`];
    case '$gte':
      return [`[${value}, inf.0]`];
    case '$lt':
      return [`[-inf.0, ${value})`];
    case '$lte':
      return [`[-inf.0, ${value}]`];
    case '$regex':
      return [`[${value}, ${value}]`];
    default:
      return ['[MinKey, MaxKey]'];
  }
}
