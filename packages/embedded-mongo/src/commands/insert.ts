import { type Doc, Timestamp } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { withGeneratedId } from '../update/upsert.ts';
import { validateDocument } from './document-validator.ts';
import { type Command, collectionName, ensureCollection } from './operation-context.ts';
import { WriteBatch } from './write-batch.ts';

export const insert: Command = async (context) => {
  const { args, server } = context;
  const name = collectionName(context);
  const documents =
    args.docs('documents') ??
    fail('IDLFailedToParse', "BSON field 'insert.documents' is missing but a required field");
  const ordered = args.boolean('ordered') ?? true;
  const unchecked = args.boolean('bypassDocumentValidation') ?? false;
  args.ignore(
    'stmtId',
    'stmtIds',
    'isTimeseries',
    'bypassEmptyTsReplacement',
    'encryptionInformation',
    'collectionUUID',
  );
  args.refuseUnknownFields();
  const batch = new WriteBatch(context, ordered, documents.length);
  await batch.inTransactions(0, documents.length, (index) => {
    const made = stamped(withGeneratedId(documents[index]!), context.scope.now);
    const collection = ensureCollection(context, name);
    if (!unchecked) validateDocument(collection, made);
    collection.insert(made);
    batch.n += 1;
  });
  server.opCounters.insert += batch.n;
  return batch.answer();
};

let ordinal = 0;
function nextOrdinal(): number {
  ordinal = (ordinal % 0xffff) + 1;
  return ordinal;
}

/** An empty timestamp at the top of a new document means the present time. */
function stamped(made: Doc, now: Date): Doc {
  for (const [name, value] of made)
    if (value instanceof Timestamp && value.t === 0 && value.i === 0 && name !== '_id')
      made.set(name, new Timestamp({ t: Math.floor(now.getTime() / 1000), i: nextOrdinal() }));
  return made;
}
