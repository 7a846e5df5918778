import { type Collation, under } from '../bson/collation.ts';
import type { Doc, Maybe, Value } from '../bson/values.ts';
import { drain } from '../cursor-manager.ts';
import { MongoError } from '../errors.ts';
import { pause } from '../plan/plan-executor.ts';
import { matches } from '../query/filter.ts';
import type { Scope } from '../query/variables.ts';
import type { Collection, Found } from '../storage/collection.ts';
import { type Update, updated } from '../update/update.ts';
import { upsertDocument } from '../update/upsert.ts';
import { checkDocument } from './document-validator.ts';
import { type Context, ensureCollection, findCollection } from './operation-context.ts';
import { makeQuery, type Query, run } from './query.ts';

export interface Selection {
  readonly filter: Doc;
  readonly hint: Maybe;
  readonly sort?: Doc | undefined;
  readonly collation?: Collation | undefined;
}

/** Inside a write: the first document that a query finds. */
export function firstOf(query: Query): Found | undefined {
  for (const found of run(query)) if (found !== pause) return found;
  return undefined;
}

export interface UpdateResult {
  readonly before: Doc | undefined;
  readonly after: Doc | undefined;
  readonly changed: boolean;
  readonly upserted: boolean;
}

export interface UpdateWish {
  readonly name: string;
  readonly selection: Selection;
  readonly update: Update;
  readonly upsert: boolean;
  readonly unchecked: boolean;
  readonly scope: Scope;
}

/** Inside a write: changes the first match, or inserts. */
export function updateFirst(context: Context, wish: UpdateWish): UpdateResult {
  const collection = findCollection(context, wish.name);
  const query = makeQuery(collection, { ...wish.selection, limit: 1 }, wish.scope);
  const found = firstOf(query);
  if (found) return { ...updateFound(collection!, query, found, wish), upserted: false };
  if (!wish.upsert) return { before: undefined, after: undefined, changed: false, upserted: false };
  return insertUpserted(context, query, wish);
}

export function insertUpserted(context: Context, query: Query, wish: UpdateWish): UpdateResult {
  const made = upsertDocument(query.filter, wish.update, query.scope);
  const collection = ensureCollection(context, wish.name);
  if (!wish.unchecked) checkDocument(collection, made);
  collection.insert(made);
  return { before: undefined, after: made, changed: false, upserted: true };
}

function updateFound(collection: Collection, query: Query, { record, doc }: Found, wish: UpdateWish) {
  const after = under(query.collation, () => updated(wish.update, doc, query.filter, query.scope));
  if (!after) return { before: doc, after: doc, changed: false };
  if (!wish.unchecked) checkDocument(collection, after, doc);
  collection.replace(record, doc, after);
  return { before: doc, after, changed: true };
}

const perTransaction = 200;

/** Every match, some at a time: found first, then asked again inside the write that changes it. */
export async function forEachMatch(
  context: Context,
  query: Query,
  change: (collection: Collection, found: Found) => void,
): Promise<void> {
  const { collection } = query;
  if (!collection) return;
  const records: number[] = [];
  await drain(run(query), context.deadline, ({ record }) => records.push(record) > 0);
  for (let at = 0; at < records.length; at += perTransaction) {
    let refused: MongoError | undefined;
    await context.server.environment.write(() => {
      for (const record of records.slice(at, at + perTransaction)) {
        const found = collection.dropped ? undefined : collection.get(record);
        if (!found || !under(query.collation, () => matches(query.filter, found.doc, query.scope))) continue;
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
  context: Context,
  wish: UpdateWish,
): Promise<{ matched: number; changed: number; upserted: Value | undefined }> {
  const query = makeQuery(findCollection(context, wish.name), wish.selection, wish.scope);
  let matched = 0;
  let changed = 0;
  await forEachMatch(context, query, (collection, found) => {
    if (updateFound(collection, query, found, wish).changed) changed += 1;
    matched += 1;
  });
  if (matched > 0 || !wish.upsert) return { matched, changed, upserted: undefined };
  const result = await context.server.environment.write(() => {
    // Somebody else may have inserted it meanwhile.
    const again = makeQuery(findCollection(context, wish.name), { ...wish.selection, limit: 1 }, wish.scope);
    return firstOf(again) ? undefined : insertUpserted(context, query, wish);
  });
  if (!result) return updateAll(context, wish);
  return { matched: 0, changed: 0, upserted: result.after!.get('_id') };
}
