import { checkVariableName, compile } from '../aggregate/compile-expression.ts';
import { flowWithCollation } from '../bson/collation.ts';
import { EncodedDoc } from '../bson/encode.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, doc, isNumber, type Maybe } from '../bson/values.ts';
import type { ResultDocument } from '../cursor-manager.ts';
import { fail } from '../errors.ts';
import { type Flow, yieldPoint } from '../plan/yield-policy.ts';
import { type Projection, parseProjection } from '../query/projection.ts';
import { type VariableScope, withVariables } from '../query/variable-scope.ts';
import type { StoredRecord } from '../storage/collection.ts';
import {
  type Command,
  checkCollectionName,
  collectionName,
  findCollection,
  type OperationContext,
} from './operation-context.ts';
import { readCollation } from './parse-collation.ts';
import { executeQuery, prepareQuery, type Query } from './query.ts';
import { readTailableOptions, type TailableOptions, tailCappedCollection } from './tailable-cursor.ts';

export interface FindRequest {
  readonly name: string;
  readonly query: Query;
  readonly project: Projection | undefined;
  readonly projection: Doc | undefined;
  readonly batchSize: number | undefined;
  readonly singleBatch: boolean;
  readonly noTimeout: boolean;
  readonly tailing: TailableOptions;
}

/** Reads a `find`, whether to run or to explain it. */
export function readFind(context: OperationContext): FindRequest {
  const { args } = context;
  const name = collectionName(context);
  const filter = args.doc('filter');
  const projection = args.doc('projection');
  const limit = args.integer('limit', 0);
  const batchSize = args.integer('batchSize', 0);
  const singleBatch = args.boolean('singleBatch') ?? false;
  const noTimeout = args.boolean('noCursorTimeout') ?? false;
  const sort = args.doc('sort');
  const hint = args.any('hint');
  const skip = args.integer('skip', 0);
  const collation = readCollation(args.any('collation'));
  const tailing = readTailableOptions(args, singleBatch);
  for (const field of ['min', 'max', 'returnKey', 'showRecordId']) {
    const value = args.any(field);
    if (value !== undefined && value !== false && !(value instanceof Map && value.size === 0))
      fail('NotImplemented', `The option '${field}' of find is not supported by the embedded server`);
  }
  args.ignore(
    'allowDiskUse',
    'allowPartialResults',
    'oplogReplay',
    'term',
    'let',
    'includeQueryStatsMetrics',
  );
  const scope = withLet(context);
  args.refuseUnknownFields();
  const query = prepareQuery(
    findCollection(context, name),
    { filter, sort, hint, skip, limit, collation },
    scope,
  );
  const project =
    projection && projection.size > 0 ? parseProjection(projection, 'find', query.filter) : undefined;
  return { name, query, project, projection, batchSize, singleBatch, noTimeout, tailing };
}

/** The variables of the command's `let`, usable in `$expr` as `$$name`; their values are constant expressions. */
export function withLet(context: OperationContext): VariableScope {
  return withConstants(context.scope, context.args.doc('let'));
}

export function withConstants(scope: VariableScope, given: Doc | undefined): VariableScope {
  if (!given || given.size === 0) return scope;
  const constants = [...given].map(([name, value]): [string, Maybe] => {
    checkVariableName(name);
    return [name, compile(value)(new Map(), scope)];
  });
  return withVariables(scope, new Map(constants));
}

export function* projected(
  found: Flow<StoredRecord>,
  project: Projection | undefined,
  scope: VariableScope,
): Flow<ResultDocument> {
  for (const it of found) {
    if (it === yieldPoint) yield yieldPoint;
    else yield project ? project(it.doc, scope) : new EncodedDoc(it.bytes);
  }
}

export const find: Command = (context) => {
  const { name, query, project, tailing, ...request } = readFind(context);
  const namespace = `${context.database}.${name}`;
  const tail = tailing.tailable ? tailCappedCollection(query, project, namespace) : undefined;
  context.server.opCounters.query += 1;
  return context.server.cursors.start({
    namespace,
    flow: flowWithCollation(
      query.collation,
      tail ? tail() : projected(executeQuery(query), project, query.scope),
    ),
    // What is empty cannot be followed.
    tail:
      tail && (query.collection?.count ?? 0) > 0
        ? { ...tailing, more: () => flowWithCollation(query.collation, tail()) }
        : undefined,
    batchSize: request.batchSize,
    limit: query.limit,
    singleBatch: request.singleBatch,
    noTimeout: request.noTimeout,
    session: context.session,
    deadline: context.deadline,
  });
};

export const getMore: Command = (context) => {
  const { args, server, database } = context;
  const given = args.source.get('getMore');
  if (!isNumber(given))
    return fail('TypeMismatch', "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  const name = args.string('collection');
  if (name === undefined)
    return fail('IDLFailedToParse', "BSON field 'getMore.collection' is missing but a required field");
  const batchSize = args.integer('batchSize', 0);
  args.ignore('term', 'lastKnownCommittedOpTime');
  args.refuseUnknownFields();
  server.opCounters.getmore += 1;
  return server.cursors.more(
    toNumber(given),
    { namespace: `${database}.${checkCollectionName(database, name)}`, session: context.session },
    batchSize,
    context.deadline,
  );
};

export const killCursors: Command = (context) => {
  const { args, server } = context;
  collectionName(context);
  const ids = args.array('cursors');
  if (!ids)
    return fail('IDLFailedToParse', "BSON field 'killCursors.cursors' is missing but a required field");
  args.refuseUnknownFields();
  const killed = ids.filter((id) => isNumber(id) && server.cursors.kill(toNumber(id)));
  const unknown = ids.filter((id) => !killed.includes(id));
  return doc({ cursorsKilled: killed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [] });
};
