import { compare, equal } from '../bson/compare.ts';
import { toNumber } from '../bson/numbers.ts';
import { valueToString } from '../bson/to-string.ts';
import {
  BSONRegExp,
  type Doc,
  isArray,
  isDoc,
  isNumber,
  type Maybe,
  typeName,
  type Value,
} from '../bson/values.ts';
import { fail } from '../errors.ts';
import { matches, valueMatches } from '../query/filter.ts';
import { isOperatorExpression, parseFilter } from '../query/parse-filter.ts';
import { compareSortKeys, parseSort, type SortKey, sortKey } from '../query/sort.ts';
import { scopeAt } from '../query/variable-scope.ts';
import type { Change, UpdateOperator } from './field-operators.ts';

const clauses = new Set(['$each', '$slice', '$sort', '$position']);

function arrayAt(current: Maybe, { path, doc }: Change): readonly Value[] {
  if (current === undefined) return [];
  if (isArray(current)) return current;
  return fail(
    'BadValue',
    `The field '${path}' must be an array but is of type ${typeName(current)} in document {_id: ${valueToString(doc.get('_id'))}}`,
  );
}

function eachOf(operator: string, operand: Value): readonly Value[] | undefined {
  if (!isDoc(operand) || operand.keys().next().value !== '$each') {
    return isDoc(operand) && operand.has('$each') ? eachList(operator, operand.get('$each')!) : undefined;
  }
  return eachList(operator, operand.get('$each')!);
}

const eachList = (operator: string, each: Value): readonly Value[] =>
  isArray(each)
    ? each
    : fail(
        operator === '$addToSet' ? 'TypeMismatch' : 'BadValue',
        `The argument to $each in ${operator} must be an array but it was of type: ${typeName(each)}`,
      );

const wholeNumber = (clause: string, value: Value): number =>
  isNumber(value) && Number.isInteger(toNumber(value))
    ? toNumber(value)
    : fail(
        'BadValue',
        `The value for ${clause} must be an integer value but was given type: ${typeName(value)}`,
      );

export const push: UpdateOperator = (operand) => {
  const each = eachOf('$push', operand);
  if (!each) return (current, change) => [...arrayAt(current, change), operand];
  const modifiers = operand as Doc;
  for (const name of modifiers.keys())
    if (!clauses.has(name)) fail('BadValue', `Unrecognized clause in $push: ${name}`);
  const position = modifiers.has('$position')
    ? wholeNumber('$position', modifiers.get('$position')!)
    : undefined;
  const slice = modifiers.has('$slice') ? wholeNumber('$slice', modifiers.get('$slice')!) : undefined;
  const sort = modifiers.has('$sort') ? sorter(modifiers.get('$sort')!) : undefined;
  return (current, change) => {
    const before = arrayAt(current, change);
    const at =
      position === undefined
        ? before.length
        : position < 0
          ? Math.max(0, before.length + position)
          : position;
    const joined = [...before.slice(0, at), ...each, ...before.slice(at)];
    const sorted = sort ? sort(joined) : joined;
    if (slice === undefined) return sorted;
    return slice >= 0 ? sorted.slice(0, slice) : sorted.slice(slice);
  };
};

function sorter(order: Value): (values: readonly Value[]) => Value[] {
  if (isNumber(order)) {
    const direction = toNumber(order);
    if (direction !== 1 && direction !== -1)
      fail('BadValue', 'The $sort element value must be either 1 or -1');
    return (values) => [...values].sort((a, b) => compare(a, b) * direction);
  }
  if (!isDoc(order))
    return fail(
      'BadValue',
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  if (order.size === 0) fail('BadValue', 'The $sort pattern is empty when it should be a set of fields.');
  for (const [name, direction] of order) {
    if (!isNumber(direction) || Math.abs(toNumber(direction)) !== 1)
      fail('BadValue', 'The $sort element value must be either 1 or -1');
    if (name.split('.').includes(''))
      fail('BadValue', `The $sort field is a dotted field but has an empty part: ${name}`);
  }
  const sort = parseSort(order)!;
  const key = (value: Value): SortKey => sortKey(sort, isDoc(value) ? value : new Map());
  return (values) =>
    values
      .map((value) => ({ value, key: key(value) }))
      .sort((a, b) => compareSortKeys(sort, a.key, b.key))
      .map(({ value }) => value);
}

export const addToSet: UpdateOperator = (operand) => {
  const each = eachOf('$addToSet', operand);
  if (each && (operand as Doc).size > 1)
    fail('BadValue', `Found unexpected fields after $each in $addToSet: ${valueToString(operand)}`);
  return (current, change) => {
    if (current !== undefined && !isArray(current))
      return fail(
        'BadValue',
        `Cannot apply $addToSet to non-array field. Field named '${change.path.split('.').at(-1)}' has non-array type ${typeName(current)}`,
      );
    const values = [...(current ?? [])];
    for (const value of each ?? [operand]) if (!values.some((it) => equal(it, value))) values.push(value);
    return values;
  };
};

export const pop: UpdateOperator = (operand) => {
  const direction = isNumber(operand)
    ? toNumber(operand)
    : fail('FailedToParse', `Expected a number in: ${valueToString(operand)}`);
  if (direction !== 1 && direction !== -1)
    fail('FailedToParse', `$pop expects 1 or -1, found: ${valueToString(operand)}`);
  return (current, { path }) => {
    if (current === undefined) return undefined;
    if (!isArray(current))
      return fail(
        'TypeMismatch',
        `Path '${path}' contains an element of non-array type '${typeName(current)}'`,
      );
    return direction === 1 ? current.slice(0, -1) : current.slice(1);
  };
};

const pullScope = scopeAt(new Date(0));

function culling(goes: (item: Value) => boolean): ReturnType<UpdateOperator> {
  return (current) => {
    if (current === undefined) return undefined;
    if (!isArray(current)) return fail('BadValue', 'Cannot apply $pull to a non-array value');
    return current.filter((item) => !goes(item));
  };
}

const logical = new Set(['$and', '$or', '$nor', '$expr']);
const isLogical = (operand: Doc): boolean => logical.has(operand.keys().next().value ?? '');

/** A document is a query on the elements, operators are conditions on them, all else is equality. */
export const pull: UpdateOperator = (operand) => {
  if (operand instanceof BSONRegExp || (isOperatorExpression(operand) && !isLogical(operand))) {
    const filter = parseFilter(new Map([['', operand]]));
    return culling((item) => valueMatches(filter, item, pullScope));
  }
  if (isDoc(operand)) {
    const filter = parseFilter(operand);
    return culling((item) => isDoc(item) && matches(filter, item, pullScope));
  }
  return culling((item) => equal(item, operand));
};

export const pullAll: UpdateOperator = (operand) => {
  if (!isArray(operand))
    return fail('BadValue', `$pullAll requires an array argument but was given a ${typeName(operand)}`);
  return culling((item) => operand.some((value) => equal(item, value)));
};
