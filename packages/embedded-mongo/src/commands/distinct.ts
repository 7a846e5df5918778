import { withCollation } from '../bson/collation.ts';
import { equalityKey } from '../bson/equality-key.ts';
import { doc, isArray, isDoc, type Maybe, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { collect } from '../plan/yield-policy.ts';
import { isArrayIndex, splitPath } from '../query/field-path.ts';
import { type Command, collectionName, findCollection, type OperationContext } from './operation-context.ts';
import { readCollation } from './parse-collation.ts';
import { executeQuery, prepareQuery, type Query } from './query.ts';

export function readDistinct(context: OperationContext): { readonly query: Query; readonly key: string } {
  const { args } = context;
  const name = collectionName(context);
  const key =
    args.string('key') ??
    fail('IDLFailedToParse', "BSON field 'distinct.key' is missing but a required field");
  const filter = args.doc('query');
  const hint = args.any('hint');
  const collation = readCollation(args.any('collation'));
  args.ignore('collectionUUID');
  args.refuseUnknownFields();
  return {
    query: prepareQuery(findCollection(context, name), { filter, hint, collation }, context.scope),
    key,
  };
}

export const distinct: Command = async (context) => {
  const { query, key } = readDistinct(context);
  const path = splitPath(key);
  const seen = new Set<string>();
  const values: Value[] = [];
  const add = (value: Value): void => {
    const id = withCollation(query.collation, () => equalityKey(value));
    if (seen.has(id)) return;
    seen.add(id);
    values.push(value);
  };
  for (const { doc: it } of await collect(executeQuery(query), context.deadline)) valuesAt(it, path, 0, add);
  return doc({ values });
};

/** The values at a path; arrays are entered, and of an array at its end the elements count. */
function valuesAt(value: Maybe, path: readonly string[], at: number, add: (value: Value) => void): void {
  if (at === path.length) {
    if (isArray(value)) for (const item of value) add(item);
    else if (value !== undefined) add(value);
    return;
  }
  const piece = path[at]!;
  if (isDoc(value)) valuesAt(value.get(piece), path, at + 1, add);
  else if (isArray(value)) {
    if (isArrayIndex(piece) && Number(piece) < value.length)
      valuesAt(value[Number(piece)], path, at + 1, add);
    else for (const item of value) if (isDoc(item)) valuesAt(item, path, at, add);
  }
}
