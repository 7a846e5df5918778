import { withCollation } from '../bson/collation.ts';
import { type Doc, doc, type Maybe } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseProjection } from '../query/projection.ts';
import { parseUpdate } from '../update/update.ts';
import { deleteFirst } from './delete.ts';
import { withLet } from './find.ts';
import { type Command, collectionName } from './operation-context.ts';
import { readCollation } from './parse-collation.ts';
import { updateFirst } from './write-operations.ts';

export const findAndModify: Command = async (context) => {
  const { args, server } = context;
  const name = collectionName(context);
  const filter = args.doc('query') ?? new Map();
  const sort = args.doc('sort');
  const hint = args.any('hint');
  const remove = args.boolean('remove') ?? false;
  const change = args.any('update');
  const wantsNew = args.boolean('new') ?? false;
  const fields = args.doc('fields');
  const upsert = args.boolean('upsert') ?? false;
  const arrayFilters = args.array('arrayFilters');
  const unchecked = args.boolean('bypassDocumentValidation') ?? false;
  const collation = readCollation(args.any('collation'));
  args.ignore('stmtId', 'sampleId', 'isTimeseries');
  const scope = withLet(context);
  args.refuseUnknownFields();
  if (remove && change !== undefined)
    fail('FailedToParse', "Cannot specify both an 'update' and 'remove'=true");
  if (remove && upsert) fail('FailedToParse', "Cannot specify both 'upsert'=true and 'remove'=true");
  if (remove && wantsNew)
    fail(
      'FailedToParse',
      "Cannot specify both 'new'=true and 'remove'=true; 'remove' always returns the deleted document",
    );
  if (!remove && change === undefined)
    fail('FailedToParse', "Either an 'update' or 'remove'=true must be specified");
  if (remove && arrayFilters) fail('FailedToParse', "Cannot specify both 'arrayFilters' and 'remove'=true");
  const project =
    fields && fields.size > 0 ? parseProjection(fields, 'find', parseFilter(filter)) : undefined;
  const shown = (it: Doc | undefined): Maybe =>
    it ? (project ? withCollation(collation, () => project(it, scope)) : it) : null;
  const selection = { filter, hint, sort, collation };

  if (remove) {
    const removed = await server.storageEngine.write(() =>
      deleteFirst({ ...context, scope }, name, selection),
    );
    server.opCounters.delete += 1;
    return doc({ lastErrorObject: doc({ n: removed ? 1 : 0 }), value: shown(removed) });
  }
  const update = parseUpdate(change, { arrayFilters });
  const result = await server.storageEngine.write(() =>
    updateFirst(context, { name, selection, update, upsert, unchecked, scope }),
  );
  server.opCounters.update += 1;
  const lastErrorObject = doc({
    n: result.before || result.upserted ? 1 : 0,
    updatedExisting: result.before !== undefined,
    upserted: result.upserted ? result.after!.get('_id') : undefined,
  });
  return doc({ lastErrorObject, value: shown(wantsNew ? result.after : result.before) });
};
