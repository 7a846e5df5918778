import { type Doc, doc, type Maybe } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { parseUpdate } from '../update/update.ts';
import { CommandArguments } from './command-arguments.ts';
import { withLet } from './find.ts';
import { type Command, collectionName, type OperationContext } from './operation-context.ts';
import { readCollation } from './parse-collation.ts';
import { WriteBatch } from './write-batch.ts';
import { type UpdateRequest, updateAll, updateFirst } from './write-operations.ts';

interface Statement {
  readonly multi: boolean;
  /** Read when its turn comes, so that its error is its own. */
  readonly request: () => UpdateRequest;
}

export const update: Command = async (context) => {
  const { args, server } = context;
  const name = collectionName(context);
  const given =
    args.docs('updates') ??
    fail('IDLFailedToParse', "BSON field 'update.updates' is missing but a required field");
  const ordered = args.boolean('ordered') ?? true;
  const unchecked = args.boolean('bypassDocumentValidation') ?? false;
  args.ignore('stmtId', 'stmtIds', 'isTimeseries', 'bypassEmptyTsReplacement', 'collectionUUID');
  const scope = withLet(context);
  args.refuseUnknownFields();
  const statements = given.map((source) => readStatement({ ...context, scope }, name, source, unchecked));
  const batch = new WriteBatch(context, ordered, statements.length);
  let nModified = 0;
  const upserted: Doc[] = [];
  const noteUpsert = (index: number, id: Maybe): void => {
    upserted.push(doc({ index, _id: id }));
    batch.n += 1;
  };
  for (let at = 0; at < statements.length && !batch.stopped; ) {
    const statement = statements[at]!;
    if (statement.multi) {
      const index = at;
      await batch.alone(index, async () => {
        const result = await updateAll(context, statement.request());
        batch.n += result.matched;
        nModified += result.changed;
        if (result.upserted !== undefined) noteUpsert(index, result.upserted);
      });
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < statements.length && !statements[end]!.multi) end += 1;
    await batch.inTransactions(at, end, (index) => {
      const result = updateFirst(context, statements[index]!.request());
      if (result.upserted) noteUpsert(index, result.after!.get('_id'));
      else if (result.before) batch.n += 1;
      if (result.changed) nModified += 1;
    });
    at = end;
  }
  server.opCounters.update += statements.length;
  const answer = batch.answer({ nModified });
  if (upserted.length > 0) answer.set('upserted', upserted);
  return answer;
};

function readStatement(context: OperationContext, name: string, source: Doc, unchecked: boolean): Statement {
  const args = new CommandArguments('update.updates', source, false);
  const filter =
    args.doc('q') ??
    fail('IDLFailedToParse', "BSON field 'update.updates.q' is missing but a required field");
  const change = args.required('u');
  const upsert = args.boolean('upsert') ?? false;
  const multi = args.boolean('multi') ?? false;
  const hint = args.any('hint');
  const arrayFilters = args.array('arrayFilters');
  const variables = args.doc('c');
  const sort = args.doc('sort');
  const collation = readCollation(args.any('collation'));
  args.ignore('upsertSupplied', 'sampleId', 'allowShardKeyUpdatesWithoutFullShardKeyInQuery');
  args.refuseUnknownFields();
  if (multi && sort) fail('FailedToParse', 'Cannot specify sort with multi=true');
  return {
    multi,
    request: () => {
      const parsed = parseUpdate(change, { arrayFilters, variables });
      if (multi && parsed.kind === 'replacement')
        fail('FailedToParse', 'multi update is not supported for replacement-style update');
      return {
        name,
        selection: { filter, hint, sort, collation },
        update: parsed,
        upsert,
        unchecked,
        scope: context.scope,
      };
    },
  };
}
