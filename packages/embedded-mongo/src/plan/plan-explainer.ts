import { show } from '../bson/to-string.ts';
import { type Doc, doc, isArray, type Value } from '../bson/values.ts';
import type { Query } from '../commands/query.ts';
import type { Leaf } from '../query/filter.ts';
import type { Candidate } from './candidate-plans.ts';
import type { FieldBounds } from './index-bounds.ts';
import type { Counters } from './plan-executor.ts';
import type { Access } from './query-planner.ts';

/** What a query's stages did, where it was run. */
export interface Executed {
  readonly counters: Counters;
  readonly nReturned: number;
}

export interface Shown {
  readonly projection: Doc | undefined;
  /** The query is only counted: by the index alone, where that says it all. */
  readonly counting: boolean;
}

/** The plan as `explain` tells it: the last stage outside, what it reads from inside. */
export function describePlan(query: Query, shown: Shown, executed?: Executed): Doc {
  const { plan, sort } = query;
  const base = describeAccess(plan.access, query.source, query, shown.counting, executed);
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

const numbers = (executed: Executed | undefined): [string, Value][] =>
  executed ? [['nReturned', executed.nReturned]] : [];

export function describeAccess(
  access: Access,
  filter: Doc,
  query: Query,
  counting: boolean,
  executed?: Executed,
): Doc {
  const docsExamined: [string, Value][] = executed ? [['docsExamined', executed.counters.docs]] : [];
  switch (access.kind) {
    case 'none':
      return new Map<string, Value>([['stage', 'EOF'], ...numbers(executed)]);
    case 'all':
      if (counting && query.source.size === 0) return doc({ stage: 'RECORD_STORE_FAST_COUNT' });
      return new Map<string, Value>([
        ['stage', 'COLLSCAN'],
        ...(filter.size > 0 ? ([['filter', filter]] as [string, Value][]) : []),
        ...numbers(executed),
        ['direction', access.backwards ? 'backward' : 'forward'],
        ...docsExamined,
      ]);
    case 'union': {
      const branches = access.branches.map((branch) => ixscan(branch.access, query));
      return new Map<string, Value>([
        ['stage', 'FETCH'],
        ...numbers(executed),
        ...docsExamined,
        ['inputStage', doc({ stage: 'OR', inputStages: branches })],
      ]);
    }
    case 'index': {
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

const isIdLookup = ({ index, exact, points }: Candidate, query: Query): boolean =>
  index.isId && exact && points === 1 && query.filter.kind === 'leaf' && query.filter.operator === '$eq';

function ixscan(access: Access, query: Query, executed?: Executed): Doc {
  if (access.kind !== 'index') return describeAccess(access, new Map(), query, false);
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
    keysExamined: executed?.counters.keys,
  });
}

const boundsText = (field: FieldBounds | undefined): Value[] =>
  !field || field.leaves.length === 0 ? ['[MinKey, MaxKey]'] : field.leaves.flatMap(leafBounds);

function leafBounds({ operator, operand }: Leaf): string[] {
  const value = show(operand);
  switch (operator) {
    case '$eq':
      return [`[${value}, ${value}]`];
    case '$in':
      return isArray(operand) ? operand.map((one) => `[${show(one)}, ${show(one)}]`) : [];
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
