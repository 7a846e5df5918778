import { toNumber } from '../bson/numbers.ts';
import { type Doc, doc, isNumber, type Maybe, type Value } from '../bson/values.ts';
import { codeName, fail, MongoError } from '../errors.ts';
import { parseUpdate } from '../update/update.ts';
import { withGeneratedId } from '../update/upsert.ts';
import { listing, splitNamespace } from './collections.ts';
import { CommandArguments } from './command-arguments.ts';
import { deleteAll, deleteFirst } from './delete.ts';
import { validateDocument } from './document-validator.ts';
import { withLet } from './find.ts';
import { type Command, ensureCollection, type OperationContext } from './operation-context.ts';
import { readCollation } from './parse-collation.ts';
import { updateAll, updateFirst } from './write-operations.ts';

interface Totals {
  nErrors: number;
  nInserted: number;
  nMatched: number;
  nModified: number;
  nUpserted: number;
  nDeleted: number;
}

interface Batch {
  readonly context: OperationContext;
  readonly namespaces: readonly (readonly [string, string])[];
  readonly unchecked: boolean;
  readonly totals: Totals;
}

/** Inserts, updates and deletes over several collections in one command. */
export const bulkWrite: Command = async (context) => {
  const { args } = context;
  const ops =
    args.docs('ops') ??
    fail('IDLFailedToParse', "BSON field 'bulkWrite.ops' is missing but a required field");
  const nsInfo =
    args.docs('nsInfo') ??
    fail('IDLFailedToParse', "BSON field 'bulkWrite.nsInfo' is missing but a required field");
  const ordered = args.boolean('ordered') ?? true;
  const errorsOnly = args.boolean('errorsOnly') ?? false;
  const unchecked = args.boolean('bypassDocumentValidation') ?? false;
  const batchSize = args.doc('cursor')?.get('batchSize');
  args.ignore('stmtId', 'stmtIds', 'bypassEmptyTsReplacement');
  const scope = withLet(context);
  args.refuseUnknownFields();
  if (ops.length < 1 || ops.length > 100_000)
    fail('InvalidLength', `Write batch sizes must be between 1 and 100000. Got ${ops.length} operations.`);
  const namespaces = nsInfo.map((it) => splitNamespace(String(it.get('ns'))));
  const totals: Totals = { nErrors: 0, nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
  const batch: Batch = { context: { ...context, scope }, namespaces, unchecked, totals };
  const results: Doc[] = [];
  for (const [idx, op] of ops.entries()) {
    try {
      const done = await runOne(batch, op);
      if (!errorsOnly) results.push(new Map<string, Value>([['ok', 1], ['idx', idx], ...done]));
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      totals.nErrors += 1;
      results.push(
        new Map<string, Value>([
          ['ok', 0],
          ['idx', idx],
          ['code', error.code],
          ['codeName', codeName(error.code)],
          ['errmsg', error.message],
          ...error.details,
          ['n', 0],
        ]),
      );
      if (ordered) break;
    }
  }
  const size = isNumber(batchSize) ? toNumber(batchSize) : undefined;
  const answer = await listing(context, 'admin.$cmd.bulkWrite', results, size);
  for (const [name, value] of Object.entries(totals)) answer.set(name, value);
  return answer;
};

async function runOne(batch: Batch, op: Doc): Promise<Doc> {
  const [name] = op.keys();
  const which = op.get(name ?? '');
  const namespace = isNumber(which) ? batch.namespaces[toNumber(which)] : undefined;
  if (!namespace)
    return fail('BadValue', `BulkWrite ops entry ${String(which)} has an invalid nsInfo index.`);
  const [database, collection] = namespace;
  const context = { ...batch.context, database };
  const args = new CommandArguments(`bulkWrite.${name}`, op, false);
  args.ignore(name!);
  switch (name) {
    case 'insert':
      return insertOne(batch, context, collection, args);
    case 'update':
      return updateOne(batch, context, collection, args);
    case 'delete':
      return deleteOne(batch, context, collection, args);
    default:
      return fail('BadValue', `Unrecognized field '${name}' in the BulkWrite ops entry`);
  }
}

async function insertOne(
  batch: Batch,
  context: OperationContext,
  name: string,
  args: CommandArguments,
): Promise<Doc> {
  const document =
    args.doc('document') ??
    fail('IDLFailedToParse', "BSON field 'BulkWriteInsertOp.document' is missing but a required field");
  args.refuseUnknownFields();
  await context.server.storageEngine.write(() => {
    const made = withGeneratedId(document);
    const collection = ensureCollection(context, name);
    if (!batch.unchecked) validateDocument(collection, made);
    collection.insert(made);
  });
  batch.totals.nInserted += 1;
  return doc({ n: 1 });
}

async function updateOne(
  batch: Batch,
  context: OperationContext,
  name: string,
  args: CommandArguments,
): Promise<Doc> {
  const filter =
    args.doc('filter') ??
    fail('IDLFailedToParse', "BSON field 'BulkWriteUpdateOp.filter' is missing but a required field");
  const mods: Maybe = args.required('updateMods');
  const upsert = args.boolean('upsert') ?? false;
  const multi = args.boolean('multi') ?? false;
  const hint = args.any('hint');
  const collation = readCollation(args.any('collation'));
  const sort = args.doc('sort');
  const update = parseUpdate(mods, {
    arrayFilters: args.array('arrayFilters'),
    variables: args.doc('constants'),
  });
  args.refuseUnknownFields();
  if (multi && update.kind === 'replacement')
    fail('FailedToParse', 'multi update is not supported for replacement-style update');
  const request = {
    name,
    selection: { filter, hint, sort, collation },
    update,
    upsert,
    unchecked: batch.unchecked,
    scope: context.scope,
  };
  const { totals } = batch;
  const settle = (matched: number, changed: number, upserted: Maybe): Doc => {
    totals.nMatched += matched;
    totals.nModified += changed;
    if (upserted === undefined) return doc({ n: matched, nModified: changed });
    totals.nUpserted += 1;
    return doc({ n: 1, nModified: 0, upserted: doc({ _id: upserted }) });
  };
  if (multi) {
    const result = await updateAll(context, request);
    return settle(result.matched, result.changed, result.upserted);
  }
  const result = await context.server.storageEngine.write(() => updateFirst(context, request));
  return settle(
    result.before ? 1 : 0,
    result.changed ? 1 : 0,
    result.upserted ? result.after!.get('_id') : undefined,
  );
}

async function deleteOne(
  batch: Batch,
  context: OperationContext,
  name: string,
  args: CommandArguments,
): Promise<Doc> {
  const filter =
    args.doc('filter') ??
    fail('IDLFailedToParse', "BSON field 'BulkWriteDeleteOp.filter' is missing but a required field");
  const multi = args.boolean('multi') ?? false;
  const hint = args.any('hint');
  const collation = readCollation(args.any('collation'));
  args.refuseUnknownFields();
  const n = multi
    ? await deleteAll(context, name, { filter, hint, collation })
    : (await context.server.storageEngine.write(() =>
          deleteFirst(context, name, { filter, hint, collation }),
        ))
      ? 1
      : 0;
  batch.totals.nDeleted += n;
  return doc({ n });
}
