import { hostname } from 'node:os';
import { runPipeline } from '../aggregate/pipeline.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, doc, isArray, isDoc, isNumber, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { ExecutionStats } from '../plan/plan-executor.ts';
import {
  type ExecutedPlan,
  type ExplainedCommand,
  explainAccessPath,
  explainPlan,
} from '../plan/plan-explainer.ts';
import { drain } from '../plan/yield-policy.ts';
import { serverVersion } from '../server.ts';
import { readAggregate } from './aggregate.ts';
import { CommandArguments } from './command-arguments.ts';
import { countOf, readCount } from './count.ts';
import { readDistinct } from './distinct.ts';
import { readFind } from './find.ts';
import { type Command, collectionName, findCollection, type OperationContext } from './operation-context.ts';
import { executeQuery, prepareQuery, type Query } from './query.ts';

const verbosities = new Set(['queryPlanner', 'executionStats', 'allPlansExecution']);

export const explain: Command = async (context) => {
  const inner = context.args.source.get('explain');
  if (!isDoc(inner)) return fail('TypeMismatch', 'explain command requires a nested object');
  const verbosity = context.args.string('verbosity') ?? 'allPlansExecution';
  if (!verbosities.has(verbosity))
    fail('BadValue', `Enumeration value '${verbosity}' for field 'explain.verbosity' is not a valid value.`);
  context.args.refuseUnknownFields();
  const [name] = inner.keys();
  const command = new Map(inner).set('$db', context.database);
  return explainCommand(
    { ...context, name: name ?? '', args: new CommandArguments(name ?? '', command) },
    inner,
    verbosity !== 'queryPlanner',
  );
};

/** What would be done for a command, and if asked, what was read in doing so. Writes are not made. */
export async function explainCommand(
  context: OperationContext,
  command: Doc,
  executing: boolean,
): Promise<Doc> {
  const { name } = context;
  if (name === 'aggregate') return explainAggregate(context, command, executing);
  const { query, shown } = readQuery(context, name);
  const stats: ExecutionStats = { keys: 0, docs: 0 };
  const before = performance.now();
  let nReturned = 0;
  if (executing) {
    if (shown.counting) {
      await countOf(query, context.deadline, stats);
      nReturned = 1;
    } else
      await drain(executeQuery(query, stats), context.deadline, () => {
        nReturned += 1;
        return true;
      });
  }
  return answer(
    query,
    shown,
    command,
    executing ? { stats, nReturned } : undefined,
    performance.now() - before,
  );
}

function readQuery(context: OperationContext, name: string): { query: Query; shown: ExplainedCommand } {
  const plain: ExplainedCommand = { projection: undefined, counting: false };
  switch (name) {
    case 'find': {
      const request = readFind(context);
      return { query: request.query, shown: { ...plain, projection: request.projection } };
    }
    case 'count':
      return { query: readCount(context), shown: { ...plain, counting: true } };
    case 'distinct':
      return { query: readDistinct(context).query, shown: plain };
    case 'update':
    case 'delete':
    case 'findAndModify':
    case 'findandmodify':
      return { query: readWrite(context, name), shown: plain };
    default:
      return fail('CommandNotFound', `Explain failed due to unknown command: ${name}`);
  }
}

function readWrite(context: OperationContext, name: string): Query {
  const { source: command } = context.args;
  const collection = findCollection(context, collectionName(context));
  if (name.startsWith('find')) {
    const args = new CommandArguments(name, command);
    return prepareQuery(
      collection,
      { filter: args.doc('query'), sort: args.doc('sort'), hint: args.any('hint'), limit: 1 },
      context.scope,
    );
  }
  const statements = command.get(name === 'update' ? 'updates' : 'deletes');
  if (!isArray(statements) || statements.length !== 1 || !isDoc(statements[0]))
    return fail('InvalidLength', `explained write batches must be of size 1`);
  const [statement] = statements;
  const args = new CommandArguments(name, statement as Doc, false);
  const limit = args.any('limit');
  const one = name === 'update' ? args.boolean('multi') !== true : isNumber(limit) && toNumber(limit) === 1;
  return prepareQuery(
    collection,
    { filter: args.doc('q'), hint: args.any('hint'), limit: one ? 1 : 0 },
    context.scope,
  );
}

async function explainAggregate(context: OperationContext, command: Doc, executing: boolean): Promise<Doc> {
  const request = readAggregate(context, true);
  const { query, parsed } = request;
  const stats: ExecutionStats = { keys: 0, docs: 0 };
  const before = performance.now();
  let nReturned = 0;
  if (executing)
    await drain(runPipeline(query, parsed, request.scope, stats), context.deadline, () => {
      nReturned += 1;
      return true;
    });
  const executed = executing ? { stats, nReturned } : undefined;
  const shown: ExplainedCommand = { projection: undefined, counting: false };
  const told = answer(query, shown, command, executed, performance.now() - before);
  if (parsed.stages.length === 0) return told;
  const all = command.get('pipeline') as Value[];
  const cursor = doc({ queryPlanner: told.get('queryPlanner'), executionStats: told.get('executionStats') });
  told.delete('queryPlanner');
  told.delete('executionStats');
  return new Map<string, Value>([
    ['explainVersion', '1'],
    ['stages', [doc({ $cursor: cursor }), ...all.slice(all.length - parsed.stages.length)]],
    ...told,
  ]);
}

function answer(
  query: Query,
  shown: ExplainedCommand,
  command: Doc,
  executed: ExecutedPlan | undefined,
  ms: number,
): Doc {
  const namespace = query.collection?.namespace ?? '';
  return doc({
    explainVersion: '1',
    queryPlanner: doc({
      namespace,
      indexFilterSet: false,
      parsedQuery: query.source,
      winningPlan: explainPlan(query, shown),
      rejectedPlans: query.plan.rejected.map((access) =>
        explainAccessPath(access, query.source, query, shown.counting),
      ),
    }),
    executionStats:
      executed &&
      doc({
        executionSuccess: true,
        nReturned: executed.nReturned,
        executionTimeMillis: Math.round(ms),
        totalKeysExamined: executed.stats.keys,
        totalDocsExamined: executed.stats.docs,
        executionStages: explainPlan(query, shown, executed),
        allPlansExecution: [],
      }),
    command,
    serverInfo: doc({
      host: hostname(),
      port: 0,
      version: serverVersion.slice(0, 3).join('.'),
      gitVersion: 'embedded',
    }),
    serverParameters: doc({}),
  });
}
