import { type Collation, withCollation } from '../bson/collation.ts';
import type { Doc, Maybe, Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { drain, yieldPoint } from '../plan/yield-policy.ts';
import { matches } from '../query/filter.ts';
import type { VariableScope } from '../query/variable-scope.ts';
import type { Collection, StoredRecord } from '../storage/collection.ts';
import { type Update, updatedDocument } from '../update/update.ts';
import { upsertDocument } from '../update/upsert.ts';
import { validateDocument } from './document-validator.ts';
import { ensureCollection, findCollection, type OperationContext } from './operation-context.ts';
import { executeQuery, prepareQuery, type Query } from './query.ts';

export interface Selection {
  readonly filter: Doc;
  readonly hint: Maybe;
  readonly sort?: Doc | undefined;
  readonly collation?: Collation | undefined;
}

/** Inside a write: the first document that a query finds. */
export function firstMatch(query: Query): StoredRecord | undefined {
  for (const found of executeQuery(query)) if (found !== yieldPoint) return found;
  return undefined;
}

export interface UpdateResult {
  readonly before: Doc | undefined;
  readonly after: Doc | undefined;
  readonly changed: boolean;
  readonly upserted: boolean;
}

export interface UpdateRequest {
  readonly name: string;
  readonly selection: Selection;
  readonly update: Update;
  readonly upsert: boolean;
  readonly unchecked: boolean;
  readonly scope: VariableScope;
}

/** Inside a write: changes the first match, or inserts. */
export function updateFirst(context: OperationContext, request: UpdateRequest): UpdateResult {
  const collection = findCollection(context, request.name);
  const query = prepareQuery(collection, { ...request.selection, limit: 1 }, request.scope);
  const found = firstMatch(query);
  if (found) return { ...updateFound(collection!, query, found, request), upserted: false };
  if (!request.upsert) return { before: undefined, after: undefined, changed: false, upserted: false };
  return insertUpserted(context, query, request);
}

export function insertUpserted(
  context: OperationContext,
  query: Query,
  request: UpdateRequest,
): UpdateResult {
  const made = upsertDocument(query.filter, request.update, query.scope);
  const collection = ensureCollection(context, request.name);
  if (!request.unchecked) validateDocument(collection, made);
  collection.insert(made);
  return { before: undefined, after: made, changed: false, upserted: true };
}

function updateFound(
  collection: Collection,
  query: Query,
  { recordId, doc }: StoredRecord,
  request: UpdateRequest,
) {
  const after = withCollation(query.collation, () =>
    updatedDocument(request.update, doc, query.filter, query.scope),
  );
  if (!after) return { before: doc, after: doc, changed: false };
  if (!request.unchecked) validateDocument(collection, after, doc);
  collection.replace(recordId, doc, after);
  return { before: doc, after, changed: true };
}

const perTransaction = 200;

/** Every match, some at a time: found first, then asked again inside the write that changes it. */
export async function forEachMatch(
  context: OperationContext,
  query: Query,
  change: (collection: Collection, found: StoredRecord) => void,
): Promise<void> {
  const { collection } = query;
  if (!collection) return;
  const recordIds: number[] = [];
  await drain(executeQuery(query), context.deadline, ({ recordId }) => recordIds.push(recordId) > 0);
  for (let at = 0; at < recordIds.length; at += perTransaction) {
    let refused: MongoError | undefined;
    await context.server.storageEngine.write(() => {
      for (const recordId of recordIds.slice(at, at + perTransaction)) {
        const found = collection.dropped ? undefined : collection.get(recordId);
        if (!found || !withCollation(query.collation, () => matches(query.filter, found.doc, query.scope)))
          continue;
        try {
          change(collection, found);
        } catch (error) {
          // What was changed before stays changed, as with MongoDB.
          if (!(error instanceof MongoError)) throw error;
          refused = error;
          return;
        }
      }
    });
    if (refused) throw refused;
  }
}

export async function updateAll(
  context: OperationContext,
  request: UpdateRequest,
): Promise<{ matched: number; changed: number; upserted: Value | undefined }> {
  const query = prepareQuery(findCollection(context, request.name), request.selection, request.scope);
  let matched = 0;
  let changed = 0;
  await forEachMatch(context, query, (collection, found) => {
    if (updateFound(collection, query, found, request).changed) changed += 1;
    matched += 1;
  });
  if (matched > 0 || !request.upsert) return { matched, changed, upserted: undefined };
  const result = await context.server.storageEngine.write(() => {
    // Somebody else may have inserted it meanwhile.
    const again = prepareQuery(
      findCollection(context, request.name),
      { ...request.selection, limit: 1 },
      request.scope,
    );
    return firstMatch(again) ? undefined : insertUpserted(context, query, request);
  });
  if (!result) return updateAll(context, request);
  return { matched: 0, changed: 0, upserted: result.after!.get('_id') };
}
