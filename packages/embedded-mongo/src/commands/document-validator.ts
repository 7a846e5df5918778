import { type Doc, doc, isDoc, type Value } from '../bson/values.ts';
import { fail, MongoError } from '../errors.ts';
import { type Filter, matches } from '../query/filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { scopeAt } from '../query/variable-scope.ts';
import type { Collection } from '../storage/collection.ts';
import type { CommandArguments } from './command-arguments.ts';

const modes: readonly (readonly [string, readonly string[]])[] = [
  ['validationLevel', ['off', 'strict', 'moderate']],
  ['validationAction', ['error', 'warn', 'errorAndLog']],
];

/** What a `create` or `collMod` says about validation. */
export function validatorOptions(args: CommandArguments): Doc {
  const options: Doc = new Map();
  const validator = args.doc('validator');
  if (validator) {
    parseFilter(validator);
    options.set('validator', validator);
  }
  for (const [field, known] of modes) {
    const value = args.string(field);
    if (value === undefined) continue;
    if (!known.includes(value))
      fail(
        'BadValue',
        `Enumeration value '${value}' for field '${args.name}.${field}' is not a valid value.`,
      );
    options.set(field, value);
  }
  return options;
}

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
export function validateDocument(collection: Collection, made: Doc, before?: Doc): void {
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
