import { toNumber } from '../bson/numbers.ts';
import { docToString, valueToString } from '../bson/to-string.ts';
import { type Doc, double, isDoc, isNumber, Long, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { refuseCollation } from './command-arguments.ts';

const known = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'background',
  'expireAfterSeconds',
  'partialFilterExpression',
  'hidden',
  'collation',
  'ns',
  'dropDups',
  'storageEngine',
  'prepareUnique',
  'clustered',
  'wildcardProjection',
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'bucketSize',
  'originalSpec',
]);
const fieldTypes = new Set(['text', '2d', '2dsphere', 'hashed', 'geoHaystack']);
const longestExpiry = 2_147_483_647;

/** An index's specification as it is kept and listed; what cannot be is error 67, what is unknown 197. */
export function checkedSpec(given: Doc): Doc {
  for (const name of given.keys())
    if (!known.has(name))
      fail(
        'InvalidIndexSpecificationOption',
        `Error in specification ${docToString(given)} :: caused by :: The field '${name}' is not valid for an index specification. Specification: ${docToString(given)}`,
      );
  const key = given.get('key');
  if (!isDoc(key))
    return fail('FailedToParse', "The 'key' field is a required property of an index specification");
  checkKey(key);
  const id = key.get('_id');
  if (key.size === 1 && isNumber(id) && toNumber(id) === 1) checkIdSpec(given);
  const name = given.get('name');
  if (typeof name !== 'string')
    return fail('FailedToParse', "The 'name' field is a required property of an index specification");
  if (name === '*') fail('BadValue', "The index name '*' is not valid.");
  if (name === '') fail('CannotCreateIndex', 'index names cannot be empty');
  if (given.get('clustered'))
    fail('NotImplemented', 'Clustered indexes are not supported by the embedded server');
  refuseCollation(given.get('collation'));
  const spec: Doc = new Map<string, Value>([
    ['v', 2],
    ['key', key],
    ['name', name],
  ]);
  for (const field of ['unique', 'sparse', 'hidden']) if (flag(given, field)) spec.set(field, true);
  if (given.get('background') !== undefined) spec.set('background', given.get('background')!);
  partial(given, spec);
  expiry(given, key, spec);
  return spec;
}

const knownOfId = new Set(['v', 'key', 'name', 'ns', 'collation', 'background']);

function checkIdSpec(given: Doc): void {
  for (const field of given.keys())
    if (!knownOfId.has(field))
      fail(
        'InvalidIndexSpecificationOption',
        `The field '${field}' is not valid for an _id index specification. Specification: ${docToString(given)}`,
      );
}

function flag(given: Doc, field: string): boolean {
  const value = given.get(field);
  if (value === undefined) return false;
  if (typeof value === 'boolean') return value;
  if (isNumber(value)) return toNumber(value) !== 0;
  return fail(
    'TypeMismatch',
    `The field '${field}' has value ${field}: ${valueToString(value)}, which is not convertible to bool`,
  );
}

function checkKey(key: Doc): void {
  if (key.size === 0) fail('CannotCreateIndex', 'Index keys cannot be an empty object');
  if (key.size > 32) fail('CannotCreateIndex', `Index key pattern too large: ${key.size} fields`);
  for (const [path, order] of key) {
    if (path === '' || path.split('.').includes(''))
      fail('CannotCreateIndex', 'Index keys cannot contain an empty field.');
    if (path.includes('$**'))
      fail('NotImplemented', 'Wildcard indexes are not supported by the embedded server');
    if (path.split('.').some((piece) => piece.startsWith('$') && !['$ref', '$id', '$db'].includes(piece)))
      fail('CannotCreateIndex', `Index key contains an illegal field name: field name starts with '$'.`);
    if (typeof order === 'string') {
      if (fieldTypes.has(order))
        fail('NotImplemented', `Indexes of the type '${order}' are not supported by the embedded server`);
      fail('CannotCreateIndex', `Unknown index plugin '${order}'`);
    }
    if (!isNumber(order))
      fail(
        'TypeMismatch',
        `Values in v:2 index key pattern cannot be of type ${typeof order === 'boolean' ? 'bool' : 'object'}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      );
    if (!(Math.abs(toNumber(order as number)) > 0))
      fail('CannotCreateIndex', `Values in the index key pattern cannot be 0.`);
  }
}

const partialOperators = new Set(['$eq', '$lt', '$lte', '$gt', '$gte', '$exists', '$type', '$in']);

function partial(given: Doc, spec: Doc): void {
  const filter = given.get('partialFilterExpression');
  if (filter === undefined) return;
  if (!isDoc(filter)) fail('TypeMismatch', "The field 'partialFilterExpression' must be an object");
  if (spec.has('sparse'))
    fail('CannotCreateIndex', `cannot mix "partialFilterExpression" and "sparse" options`);
  const check = (part: Filter): void => {
    if (part.kind === 'and' || part.kind === 'or') part.parts.forEach(check);
    else if (part.kind !== 'leaf' || !partialOperators.has(part.operator))
      fail('CannotCreateIndex', `unsupported expression in partial index: ${valueToString(filter)}`);
  };
  check(parseFilter(filter));
  spec.set('partialFilterExpression', filter);
}

function expiry(given: Doc, key: Doc, spec: Doc): void {
  const seconds = given.get('expireAfterSeconds');
  if (seconds === undefined) return;
  if (!isNumber(seconds)) fail('TypeMismatch', "The field 'expireAfterSeconds' must be a number");
  const number = toNumber(seconds);
  if (!(number >= 0 && number <= longestExpiry))
    fail(
      'CannotCreateIndex',
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, try a different number than ${number}`,
    );
  if (key.size > 1)
    fail('CannotCreateIndex', 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  if (key.has('_id'))
    fail(
      'InvalidIndexSpecificationOption',
      "The field 'expireAfterSeconds' is not valid for an _id index specification",
    );
  spec.set(
    'expireAfterSeconds',
    seconds instanceof Long ? number : number === Math.trunc(number) ? number : double(number),
  );
}
