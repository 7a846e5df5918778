import { equal } from '../bson/compare.ts';
import { encode } from '../bson/encode.ts';
import { valueToString } from '../bson/to-string.ts';
import { clone, type Doc, isArray, isDoc, type Maybe, typeName, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { type Filter, matchedArrayIndex } from '../query/filter.ts';
import type { VariableScope } from '../query/variable-scope.ts';
import { type ArrayFilters, parseArrayFilters } from './array-filters.ts';
import { parseOperatorUpdate } from './operator-update.ts';
import { parsePipelineUpdate } from './pipeline-update.ts';

/** Makes a new document of an old one, which stays as it is. */
export type ApplyUpdate = (
  doc: Doc,
  how: { readonly matched: number | undefined; readonly inserting: boolean; readonly scope: VariableScope },
) => Doc;

export interface Update {
  readonly kind: 'replacement' | 'modifiers' | 'pipeline';
  readonly apply: ApplyUpdate;
}

export interface UpdateOptions {
  readonly arrayFilters: readonly Value[] | undefined;
  /** `c` of the command: constants for a pipeline. */
  readonly variables?: Doc | undefined;
}

/** Reads an update: a replacement, modifiers, or a pipeline. */
export function parseUpdate(update: Maybe, options: UpdateOptions): Update {
  const filters: ArrayFilters = parseArrayFilters(options.arrayFilters ?? []);
  if (isArray(update)) {
    if (filters.size > 0)
      fail('FailedToParse', 'arrayFilters may not be specified for pipeline-syle updates');
    return { kind: 'pipeline', apply: parsePipelineUpdate(update, options.variables) };
  }
  if (!isDoc(update)) return fail('FailedToParse', 'Update argument must be either an object or an array');
  const [first] = update.keys();
  if (first?.startsWith('$')) return { kind: 'modifiers', apply: parseOperatorUpdate(update, filters) };
  for (const name of update.keys())
    if (name.startsWith('$'))
      fail(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
  if (filters.size > 0) fail('FailedToParse', "The array filter can't be used with a replacement document");
  return { kind: 'replacement', apply: (doc) => replaced(doc, update) };
}

/** The new document keeps the old one's `_id`, in the first place. */
function replaced(doc: Doc, replacement: Doc): Doc {
  const id = doc.get('_id');
  if (id === undefined) return clone(replacement);
  const made: Doc = new Map([['_id', id]]);
  for (const [name, value] of replacement) if (name !== '_id') made.set(name, value);
  const given = replacement.get('_id');
  if (given !== undefined && !equal(given, id))
    fail(
      'ImmutableField',
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${valueToString(given)}`,
    );
  return made;
}

/** The updated document, or nothing if the update changes nothing. */
export function updatedDocument(
  update: Update,
  doc: Doc,
  filter: Filter,
  scope: VariableScope,
): Doc | undefined {
  const made = update.apply(doc, { matched: matchedArrayIndex(filter, doc, scope), inserting: false, scope });
  checkId(doc, made, update.kind);
  return encode(made).equals(encode(doc)) ? undefined : made;
}

function checkId(before: Doc, after: Doc, kind: Update['kind']): void {
  const was = before.get('_id');
  const is = after.get('_id');
  if (is !== undefined && equal(was, is)) return;
  if (kind === 'modifiers')
    fail('ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'");
  fail(
    'ImmutableField',
    `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${valueToString(is)}`,
  );
}

/** Error 53 for what can be no `_id`. */
export function checkIdValue(id: Maybe): void {
  if (isArray(id)) fail('InvalidIdField', "The '_id' value cannot be of type array");
  if (id !== undefined && ['regex', 'undefined'].includes(typeName(id)))
    fail('InvalidIdField', `The '_id' value cannot be of type ${typeName(id)}`);
  if (isDoc(id))
    for (const name of id.keys())
      if (name.startsWith('$') && !['$ref', '$id', '$db'].includes(name))
        fail(
          'DollarPrefixedFieldName',
          `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
        );
}
