import {
  type ParsedPipeline,
  parsePipeline,
  prefixQuery,
  runPipeline,
  stagesOf,
} from '../aggregate/pipeline.ts';
import { collectionVariable } from '../aggregate/stages/stats.ts';
import { flowWithCollation, withCollation } from '../bson/collation.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumber, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { collect } from '../plan/yield-policy.ts';
import type { VariableScope } from '../query/variable-scope.ts';
import { withVariable } from '../query/variable-scope.ts';
import { explainCommand } from './explain.ts';
import { withLet } from './find.ts';
import { type Command, checkCollectionName, type OperationContext } from './operation-context.ts';
import { type OutputStage, parseOutputStage } from './out-and-merge.ts';
import { readCollation } from './parse-collation.ts';
import type { Query } from './query.ts';

export interface AggregateRequest {
  readonly name: string;
  readonly parsed: ParsedPipeline;
  readonly query: Query;
  readonly output: OutputStage | undefined;
  readonly scope: VariableScope;
  readonly batchSize: number | undefined;
}

/** Reads an `aggregate`, whether to run or to explain it. */
export function readAggregate(context: OperationContext, explaining: boolean): AggregateRequest {
  const { args, server, database } = context;
  const given = args.source.get('aggregate');
  if (typeof given !== 'string' && !(isNumber(given) && toNumber(given) === 1))
    return fail(
      'FailedToParse',
      "Invalid command format: the 'aggregate' field must specify a collection name or 1",
    );
  const name = typeof given === 'string' ? checkCollectionName(database, given) : '$cmd.aggregate';
  const stages = stagesOf(args.required('pipeline'));
  checkSource(stages, typeof given === 'string');
  const cursor = args.any('cursor');
  if (cursor === undefined && !explaining && args.any('explain') !== true)
    fail('FailedToParse', "The 'cursor' option is required, except for aggregate with the explain argument");
  if (cursor !== undefined && !isDoc(cursor))
    fail('TypeMismatch', 'cursor field must be missing or an object');
  const size = isDoc(cursor) ? cursor.get('batchSize') : undefined;
  if (size !== undefined && !(isNumber(size) && toNumber(size) >= 0))
    fail('TypeMismatch', 'cursor.batchSize must be a non-negative number');
  const hint = args.any('hint');
  const collation = readCollation(args.any('collation'));
  args.ignore(
    'allowDiskUse',
    'bypassDocumentValidation',
    'explain',
    'collectionUUID',
    'let',
    'fromMongos',
    'needsMerge',
  );
  args.refuseUnknownFields();
  const last = stages.at(-1);
  const output =
    isDoc(last) && (last.has('$out') || last.has('$merge')) ? parseOutputStage(last, database) : undefined;
  const parsed = parsePipeline(output ? stages.slice(0, -1) : stages, server.catalog, database);
  const scope = withVariable(withLet(context), collectionVariable, name);
  const query = withCollation(collation, () =>
    prefixQuery(parsed, server.catalog, database, name, scope, hint as Value),
  );
  return { name, parsed, query, output, scope, batchSize: isNumber(size) ? toNumber(size) : undefined };
}

/** Stages that come first in a pipeline over no collection, `{aggregate: 1}`; a change stream may have one or none. */
const withoutCollection = new Set(['$documents', '$currentOp', '$listLocalSessions']);

function checkSource(stages: readonly Value[], overCollection: boolean): void {
  const [first] = stages;
  const name = isDoc(first) ? first.keys().next().value : undefined;
  const needsNone = name !== undefined && withoutCollection.has(name);
  if (overCollection && needsNone)
    fail(
      'InvalidNamespace',
      `${name} must be run against the database with {aggregate: 1}, not a collection`,
    );
  if (!overCollection && !needsNone && name !== '$changeStream')
    fail(
      'InvalidNamespace',
      `{aggregate: 1} is not valid for ${name === undefined ? 'an empty pipeline' : `'${name}'`}; a collection is required.`,
    );
}

export const aggregate: Command = async (context) => {
  if (context.args.source.get('explain') === true) return explainCommand(context, context.args.source, false);
  const request = readAggregate(context, false);
  const { server, database } = context;
  const namespace = `${database}.${request.name}`;
  const { query } = request;
  const flow = flowWithCollation(query.collation, runPipeline(query, request.parsed, request.scope));
  if (!request.output)
    return server.cursors.start({
      namespace,
      flow,
      batchSize: request.batchSize,
      session: context.session,
      deadline: context.deadline,
    });
  const docs: Doc[] = await collect(flow, context.deadline);
  await request.output.write(context, docs);
  return server.cursors.start({
    namespace,
    flow: nothing(),
    batchSize: 1,
    session: context.session,
    deadline: context.deadline,
  });
};

function* nothing(): Generator<never, void, undefined> {}
