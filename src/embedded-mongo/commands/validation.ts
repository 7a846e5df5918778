import { type Doc, doc, isDoc, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { type Filter, matches } from '../query/filter.ts';
import { parseFilter } from '../query/parse.ts';
import { scopeAt } from '../query/scope.ts';
import type { Collection } from '../storage/collection.ts';

const compiled = new WeakMap<Doc, Filter>();

function validatorOf(collection: Collection): Filter | undefined {
  const source = collection.options.get('validator');
  if (!isDoc(source) || source.size === 0) return undefined;
  if (
    collection.options.get('validationLevel') === 'off' ||
    collection.options.get('validationAction') === 'warn'
  )
    return undefined;
  const known = compiled.get(source);
  if (known) return known;
  const filter = parseFilter(source);
  compiled.set(source, filter);
  return filter;
}

/** Error 121 if the collection's validator refuses a document; `moderate` lets one that was invalid stay so. */
export function checkDocument(collection: Collection, made: Doc, before?: Doc): void {
  const filter = validatorOf(collection);
  if (!filter) return;
  const scope = scopeAt(new Date());
  if (matches(filter, made, scope)) return;
  if (before && collection.options.get('validationLevel') === 'moderate' && !matches(filter, before, scope))
    return;
  const details = doc({
    operatorName: (collection.options.get('validator') as Doc).keys().next().value ?? '',
    reason: 'the document does not satisfy the validator',
  });
  throw new MongoError('DocumentValidationFailure', 'Document failed validation', {
    errInfo: doc({ failingDocumentId: made.get('_id') as Value, details }),
  });
}
