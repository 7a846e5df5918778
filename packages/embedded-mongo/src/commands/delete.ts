import { toNumber } from '../bson/numbers.ts';
import { type Doc, isNumber } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { CommandArguments } from './command-arguments.ts';
import { withLet } from './find.ts';
import { type Command, collectionName, findCollection, type OperationContext } from './operation-context.ts';
import { readCollation } from './parse-collation.ts';
import { prepareQuery } from './query.ts';
import { WriteBatch } from './write-batch.ts';
import { firstMatch, forEachMatch, type Selection } from './write-operations.ts';

interface Statement {
  readonly selection: Selection;
  readonly one: boolean;
}

export const deleteCommand: Command = async (context) => {
  const { args, server } = context;
  const name = collectionName(context);
  const given =
    args.docs('deletes') ??
    fail('IDLFailedToParse', "BSON field 'delete.deletes' is missing but a required field");
  const ordered = args.boolean('ordered') ?? true;
  args.ignore('stmtId', 'stmtIds', 'isTimeseries', 'collectionUUID', 'bypassDocumentValidation');
  const inner = { ...context, scope: withLet(context) };
  args.refuseUnknownFields();
  const statements = given.map(readStatement);
  const batch = new WriteBatch(context, ordered, statements.length);
  for (let at = 0; at < statements.length && !batch.stopped; ) {
    const statement = statements[at]!;
    if (!statement.one) {
      await batch.alone(at, async () => {
        batch.n += await deleteAll(inner, name, statement.selection);
      });
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < statements.length && statements[end]!.one) end += 1;
    await batch.inTransactions(at, end, (index) => {
      if (deleteFirst(inner, name, statements[index]!.selection)) batch.n += 1;
    });
    at = end;
  }
  server.opCounters.delete += batch.n;
  return batch.answer();
};

function readStatement(source: Doc): Statement {
  const args = new CommandArguments('delete.deletes', source, false);
  const filter =
    args.doc('q') ??
    fail('IDLFailedToParse', "BSON field 'delete.deletes.q' is missing but a required field");
  const limit = args.required('limit');
  const number = isNumber(limit) ? toNumber(limit) : Number.NaN;
  if (number !== 0 && number !== 1)
    fail(
      'FailedToParse',
      `The limit field in delete objects must be 0 or 1. Got ${Number.isNaN(number) ? String(limit) : number}`,
    );
  const hint = args.any('hint');
  const collation = readCollation(args.any('collation'));
  args.ignore('sampleId');
  args.refuseUnknownFields();
  return { selection: { filter, hint, collation }, one: number === 1 };
}

/** Inside a write: removes the first match and gives it. */
export function deleteFirst(context: OperationContext, name: string, selection: Selection): Doc | undefined {
  const collection = findCollection(context, name);
  const found = firstMatch(prepareQuery(collection, { ...selection, limit: 1 }, context.scope));
  if (found) collection!.remove(found.recordId, found.doc);
  return found?.doc;
}

export async function deleteAll(
  context: OperationContext,
  name: string,
  selection: Selection,
): Promise<number> {
  const query = prepareQuery(findCollection(context, name), selection, context.scope);
  let deleted = 0;
  await forEachMatch(context, query, (collection, { recordId, doc }) => {
    collection.remove(recordId, doc);
    deleted += 1;
  });
  return deleted;
}
