import { truthy as isTruthy } from '../aggregate/truthy.ts';
import { toInteger } from '../bson/numbers.ts';
import { valueToString } from '../bson/to-string.ts';
import { BSONRegExp, BsonUndefined, type Doc, isArray, isDoc, isNumber, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { sizeExpression } from './array-operators.ts';
import { bitwiseExpression } from './bitwise-operators.ts';
import { comparisonExpression, inExpression } from './comparison-operators.ts';
import { existsExpression, parseTypes, typeExpression } from './element-operators.ts';
import { modExpression, regexExpression } from './evaluation-operators.ts';
import { type Path, splitPath } from './field-path.ts';
import { type Filter, matches, matchesAll, valueMatches } from './filter.ts';
import { parseTopLevelOperator } from './top-level-operators.ts';

/** Reads a query; what it does not know is error 2 (BadValue) in MongoDB's words. */
export function parseFilter(filter: Doc): Filter {
  const parts: Filter[] = [];
  for (const [name, value] of filter) {
    if (name.startsWith('$') && !isReference(name)) {
      const part = parseTopLevelOperator(name, value, parseFilter);
      if (part?.kind === 'or' && part.parts.length === 1) parts.push(part.parts[0]!);
      else if (part) parts.push(part);
    } else parts.push(...parseField(splitPath(name), value));
  }
  return all(parts);
}

/** `$ref`, `$id` and `$db` are the fields of a DBRef. */
const isReference = (name: string): boolean => name === '$ref' || name === '$id' || name === '$db';

/** One flat `and`, however they were nested. */
function all(given: readonly Filter[]): Filter {
  const parts = given.flatMap((part) => (part.kind === 'and' ? part.parts : [part]));
  return parts.length === 1 ? parts[0]! : parts.length === 0 ? matchesAll : { kind: 'and', parts };
}

/** Whether a value is made of operators: its first field begins with `$` and is none of a DBRef's. */
export function isOperatorExpression(value: Value): value is Doc {
  if (!isDoc(value)) return false;
  const [first] = value.keys();
  return first?.startsWith('$') === true && !isReference(first);
}

function parseField(path: Path, value: Value): readonly Filter[] {
  if (isOperatorExpression(value)) return parseOperators(path, value);
  return [equality(path, value)];
}

function equality(path: Path, value: Value): Filter {
  if (value instanceof BSONRegExp) return regexExpression(path, value);
  if (value instanceof BsonUndefined) fail('BadValue', 'cannot compare to undefined');
  return comparisonExpression(path, '$eq', value);
}

function parseOperators(path: Path, operators: Doc): readonly Filter[] {
  const parts: Filter[] = [];
  for (const [operator, operand] of operators) {
    if (operator === '$options') {
      if (!operators.has('$regex')) fail('BadValue', '$options needs a $regex');
      continue;
    }
    if (!operator.startsWith('$') || isReference(operator)) fail('BadValue', `unknown operator: ${operator}`);
    const part = parseOperator(path, operator, operand, operators);
    if (part) parts.push(part);
  }
  return parts;
}

function parseOperator(path: Path, operator: string, operand: Value, siblings: Doc): Filter | undefined {
  switch (operator) {
    case '$eq':
      if (operand instanceof BSONRegExp) return comparisonExpression(path, '$eq', operand);
      return equality(path, operand);
    case '$ne':
      if (operand instanceof BSONRegExp) fail('BadValue', "Can't have regex as arg to $ne.");
      return { kind: 'not', part: equality(path, operand) };
    case '$lt':
    case '$lte':
    case '$gt':
    case '$gte':
      if (operand instanceof BSONRegExp)
        fail('BadValue', `Can't have RegEx as arg to predicate over field '${path.join('.')}'.`);
      return comparisonExpression(path, operator, operand);
    case '$in':
      return inExpression(path, setOf('$in', operand));
    case '$nin':
      return { kind: 'not', part: inExpression(path, setOf('$nin', operand)) };
    case '$not':
      return { kind: 'not', part: negated(path, operand) };
    case '$exists':
      return isTruthy(operand) ? existsExpression(path) : { kind: 'not', part: existsExpression(path) };
    case '$type':
      return typeExpression(path, parseTypes('$type', operand));
    case '$regex':
      return regexExpression(path, regexOf(operand, siblings.get('$options')));
    case '$size':
      return sizeExpression(path, sizeOf(operand));
    case '$mod':
      return modExpression(path, operand);
    case '$all':
      return parseAll(path, operand);
    case '$elemMatch':
      return parseElemMatch(path, operand);
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return bitwiseExpression(path, operator, operand);
    case '$comment':
      return undefined;
    case '$geoWithin':
    case '$geoIntersects':
    case '$within':
      return fail('NotImplemented', `${operator} is not supported by the embedded server`);
    case '$near':
    case '$nearSphere':
    case '$geoNear':
      return fail('NoQueryExecutionPlans', 'unable to find index for $geoNear query');
    default:
      return fail('BadValue', `unknown operator: ${operator}`);
  }
}

function negated(path: Path, operand: Value): Filter {
  if (operand instanceof BSONRegExp) return regexExpression(path, operand);
  if (!isDoc(operand)) return fail('BadValue', '$not needs a regex or a document');
  if (operand.size === 0) fail('BadValue', '$not cannot be empty');
  for (const name of operand.keys()) if (!name.startsWith('$')) fail('BadValue', `unknown operator: ${name}`);
  return all(parseOperators(path, operand));
}

function setOf(operator: string, operand: Value): readonly Value[] {
  if (!isArray(operand)) return fail('BadValue', `${operator} needs an array`);
  for (const value of operand) {
    if (isOperatorExpression(value)) fail('BadValue', `cannot nest $ under ${operator}`);
    if (value instanceof BsonUndefined) fail('BadValue', 'InMatchExpression equality cannot be undefined');
  }
  return operand;
}

function regexOf(operand: Value, options: Value | undefined): BSONRegExp {
  if (options !== undefined && typeof options !== 'string') fail('BadValue', '$options has to be a string');
  if (operand instanceof BSONRegExp) {
    if (options && operand.options) fail(51074, 'options set in both $regex and $options');
    return options ? made(operand.pattern, options) : operand;
  }
  if (typeof operand !== 'string') return fail('BadValue', '$regex has to be a string');
  return made(operand, typeof options === 'string' ? options : '');
}

function made(pattern: string, options: string): BSONRegExp {
  for (const option of options)
    if (!'imsxu'.includes(option)) fail(51108, `invalid flag in regex options: ${option}`);
  if (pattern.includes('\0')) fail(51109, 'Regular expression cannot contain an embedded null byte');
  return new BSONRegExp(pattern, options);
}

function sizeOf(operand: Value): number {
  const size = isNumber(operand) ? toInteger(operand) : undefined;
  if (size === undefined)
    return fail('BadValue', `Failed to parse $size. Expected a number in: $size: ${valueToString(operand)}`);
  if (size < 0)
    fail(
      'BadValue',
      `Failed to parse $size. Expected a non-negative number in: $size: ${valueToString(operand)}`,
    );
  return size;
}

function parseAll(path: Path, operand: Value): Filter {
  if (!isArray(operand)) return fail('BadValue', '$all needs an array');
  if (operand.length === 0) return { kind: 'root', test: () => false };
  const elements = operand.map((value) => isDoc(value) && value.keys().next().value === '$elemMatch');
  if (elements[0]) {
    if (!elements.every(Boolean)) fail('BadValue', '$all/$elemMatch has to be consistent');
    return all(operand.map((value) => parseElemMatch(path, (value as Doc).get('$elemMatch')!)));
  }
  return all(
    operand.map((value) => {
      if (isOperatorExpression(value)) fail('BadValue', 'no $ expressions in $all');
      return equality(path, value);
    }),
  );
}

const logical = new Set(['$and', '$or', '$nor', '$where', '$expr', '$jsonSchema', '$comment']);

function parseElemMatch(path: Path, operand: Value): Filter {
  if (!isDoc(operand)) return fail('BadValue', '$elemMatch needs an Object');
  const [first] = operand.keys();
  const onValues = isOperatorExpression(operand) && first !== undefined && !logical.has(first);
  const part = onValues ? all(parseOperators([], operand)) : parseFilter(operand);
  const fits = (item: Value, scope: Parameters<typeof matches>[2]): boolean =>
    onValues
      ? valueMatches(part, item, scope)
      : isDoc(item)
        ? matches(part, item, scope)
        : isArray(item) && matches(part, new Map(item.map((it, index) => [String(index), it])), scope);
  return {
    kind: 'leaf',
    operator: '$elemMatch',
    path,
    mode: 'whole',
    operand,
    test: (value, scope) => isArray(value) && value.some((item) => fits(item, scope)),
    inner: { filter: part, onValues },
    position: (value, scope) => (isArray(value) ? value.findIndex((item) => fits(item, scope)) : -1),
  };
}

export { truthy as isTruthy } from '../aggregate/truthy.ts';
