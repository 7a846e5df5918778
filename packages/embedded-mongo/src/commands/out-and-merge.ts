import { compile } from '../aggregate/compile-expression.ts';
import { compare } from '../bson/compare.ts';
import { type Doc, isArray, isDoc, type Maybe, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { withVariables } from '../query/variable-scope.ts';
import { type ApplyUpdate, parseUpdate } from '../update/update.ts';
import { withGeneratedId } from '../update/upsert.ts';
import { checkCollectionName, ensureCollection, type OperationContext } from './operation-context.ts';
import { prepareQuery } from './query.ts';
import { firstMatch } from './write-operations.ts';

/** Where a pipeline's documents go: `$out` or `$merge`. */
export interface OutputStage {
  write(context: OperationContext, docs: readonly Doc[]): Promise<void>;
}

const perTransaction = 500;

export function parseOutputStage(stage: Doc, database: string): OutputStage {
  const out = stage.get('$out');
  return out !== undefined ? parseOut(out, database) : parseMerge(stage.get('$merge')!, database);
}

function target(value: Value, database: string, stage: string): { database: string; name: string } {
  if (typeof value === 'string') return { database, name: checkCollectionName(database, value) };
  if (!isDoc(value)) return fail(16990, `${stage} only supports a string or object argument`);
  const [db, coll] = [value.get('db') ?? database, value.get('coll')];
  if (typeof db !== 'string' || typeof coll !== 'string')
    return fail(16994, `If an object is passed to ${stage} it must have exactly 2 fields: 'db' and 'coll'`);
  return { database: db, name: checkCollectionName(db, coll) };
}

/** The collection is replaced as a whole, and keeps its indexes. */
function parseOut(spec: Value, from: string): OutputStage {
  const { database, name } = target(spec, from, '$out');
  return {
    write: (context, docs) =>
      context.server.storageEngine.write(() => {
        const { catalog } = context.server;
        const before = catalog.find(database, name);
        if (before) catalog.drop(before);
        const made = catalog.create(database, name, before?.options ?? new Map());
        const indexes = (before?.indexes ?? [])
          .filter((index) => !index.isId)
          .map((index) => catalog.newIndex(index.spec, false));
        catalog.setIndexes(made, [...made.indexes, ...indexes]);
        try {
          for (const it of docs) made.insert(withGeneratedId(it));
        } catch (error) {
          // The old documents are still there: nothing was purged.
          catalog.drop(made);
          if (before) catalog.undrop(before);
          throw error;
        }
      }),
  };
}

type Matched = 'replace' | 'keepExisting' | 'merge' | 'fail' | ApplyUpdate;

function parseMerge(spec: Value, from: string): OutputStage {
  const into = isDoc(spec)
    ? (spec.get('into') ?? fail(51182, "BSON field '$merge.into' is missing but a required field"))
    : spec;
  const { database, name } = target(into, from, '$merge');
  const option = (field: string): Maybe => (isDoc(spec) ? spec.get(field) : undefined);
  if (isDoc(spec))
    for (const field of spec.keys())
      if (!['into', 'on', 'let', 'whenMatched', 'whenNotMatched'].includes(field))
        fail('IDLUnknownField', `BSON field '$merge.${field}' is an unknown field.`);
  const given = option('on') ?? '_id';
  const on = (isArray(given) ? given : [given]).map((field) =>
    typeof field === 'string'
      ? field
      : fail(51186, "$merge 'on' field must be a string or an array of strings"),
  );
  const whenMatched = matchedOf(option('whenMatched') ?? 'merge');
  const whenNotMatched = option('whenNotMatched') ?? 'insert';
  if (!['insert', 'discard', 'fail'].includes(String(whenNotMatched)))
    fail(
      'BadValue',
      `Enumeration value '${String(whenNotMatched)}' for field 'whenNotMatched' is not a valid value.`,
    );
  const variables = isDoc(option('let'))
    ? [...(option('let') as Doc)].map(([key, value]) => [key, compile(value)] as const)
    : [];

  const mergeOne = (context: OperationContext, made: Doc): void => {
    const filter: Doc = new Map(on.map((field) => [field, valueAt(made, field)]));
    const scope = withVariables(
      context.scope,
      new Map([
        ...variables.map(([key, value]) => [key, value(made, context.scope)] as const),
        ['new', made as Value],
      ]),
    );
    const collection = ensureCollection({ ...context, database }, name);
    const found = firstMatch(prepareQuery(collection, { filter, limit: 1 }, context.scope));
    if (!found) {
      if (whenNotMatched === 'fail')
        fail(
          13113,
          '$merge could not find a matching document in the target collection for at least one document in the source collection',
        );
      if (whenNotMatched === 'insert') collection.insert(withGeneratedId(made));
      return;
    }
    if (whenMatched === 'keepExisting') return;
    if (whenMatched === 'fail') collection.insert(withGeneratedId(made));
    const next =
      typeof whenMatched === 'function'
        ? whenMatched(found.doc, { matched: undefined, inserting: false, scope })
        : whenMatched === 'replace'
          ? withGeneratedId(made)
          : new Map([...found.doc, ...made]);
    if (compare(next.get('_id'), found.doc.get('_id')) !== 0)
      fail(
        'ImmutableField',
        '$merge failed to update the matching document, did you attempt to modify the _id or the shard key?',
      );
    collection.replace(found.recordId, found.doc, next);
  };
  return {
    write: async (context, docs) => {
      checkOn(context, database, name, on);
      for (let at = 0; at < docs.length; at += perTransaction)
        await context.server.storageEngine.write(() => {
          for (const made of docs.slice(at, at + perTransaction)) mergeOne(context, withGeneratedId(made));
        });
    },
  };
}

function matchedOf(value: Value): Matched {
  if (isArray(value)) return parseUpdate(value, { arrayFilters: undefined }).apply;
  if (value === 'replace' || value === 'keepExisting' || value === 'merge' || value === 'fail') return value;
  return fail(51191, `$merge 'whenMatched' has the unknown mode '${String(value)}'`);
}

/** The fields must be those of a unique index, or several documents might match. */
function checkOn(context: OperationContext, database: string, name: string, on: readonly string[]): void {
  const indexes = context.server.catalog.find(database, name)?.readyIndexes;
  const wanted = [...on].sort().join();
  if (wanted === '_id') return;
  if (
    !indexes?.some(
      (index) => index.unique && !index.partial && [...index.keyPattern.keys()].sort().join() === wanted,
    )
  )
    fail(51183, 'Cannot find index to verify that join fields will be unique');
}

function valueAt(it: Doc, path: string): Value {
  let here: Maybe = it;
  for (const piece of path.split('.')) here = isDoc(here) ? here.get(piece) : undefined;
  if (here === undefined || here === null || isArray(here))
    return fail(
      51132,
      `$merge write error: 'on' field '${path}' cannot be missing, null, undefined or an array`,
    );
  return here;
}
