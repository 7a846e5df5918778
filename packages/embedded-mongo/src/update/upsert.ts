import { equal } from '../bson/compare.ts';
import { clone, type Doc, isArray, type Maybe, ObjectId, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import type { VariableScope } from '../query/variable-scope.ts';
import { setAt } from './field-access.ts';
import { checkIdValue, type Update } from './update.ts';

/** The document that an upsert inserts: what the query says must be equal, changed by the update. */
export function upsertDocument(filter: Filter, update: Update, scope: VariableScope): Doc {
  const base: Doc = new Map();
  const equalities = new Map<string, Value>();
  collect(filter, equalities);
  if (update.kind === 'replacement') {
    const id = equalities.get('_id');
    if (id !== undefined) base.set('_id', id);
  } else {
    const paths = [...equalities.keys()];
    for (const path of paths)
      for (const other of paths)
        if (other.startsWith(`${path}.`))
          fail(
            'NotSingleValueField',
            `cannot infer query fields to set, both paths '${path}' and '${other}' are matched`,
          );
    for (const [path, value] of equalities) setAt(base, path.split('.'), clone(value));
  }
  const made = update.apply(base, { matched: undefined, inserting: true, scope });
  const wanted = base.get('_id');
  if (wanted !== undefined && !made.has('_id')) made.set('_id', wanted);
  if (wanted !== undefined && !equal(wanted, made.get('_id')))
    fail('ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'");
  return withGeneratedId(made);
}

/** Gives a document without `_id` one, and puts it first. */
export function withGeneratedId(doc: Doc): Doc {
  const id: Maybe = doc.get('_id');
  checkIdValue(id);
  const [first] = doc.keys();
  if (id !== undefined && first === '_id') return doc;
  const made: Doc = new Map([['_id', id === undefined ? new ObjectId() : id]]);
  for (const [name, value] of doc) if (name !== '_id') made.set(name, value);
  return made;
}

function collect(filter: Filter, into: Map<string, Value>): void {
  if (filter.kind === 'and') for (const part of filter.parts) collect(part, into);
  else if (filter.kind === 'or' && filter.parts.length === 1) collect(filter.parts[0]!, into);
  else if (filter.kind === 'leaf') {
    const value =
      filter.operator === '$eq'
        ? filter.operand
        : filter.operator === '$in' && isArray(filter.operand) && filter.operand.length === 1
          ? filter.operand[0]
          : undefined;
    if (
      value === undefined ||
      filter.path.some((piece) => piece.startsWith('$') && !['$ref', '$id', '$db'].includes(piece))
    )
      return;
    const path = filter.path.join('.');
    if (into.has(path))
      fail('NotSingleValueField', `cannot infer query fields to set, path '${path}' is matched twice`);
    into.set(path, value);
  }
}
