import { compare, equal } from '../../bson/compare.ts';
import { toNumber } from '../../bson/numbers.ts';
import { valueToString } from '../../bson/to-string.ts';
import {
  type Doc,
  doc,
  isArray,
  isDoc,
  isNullish,
  isNumber,
  type Maybe,
  type Value,
} from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { compareSortKeys, parseSort, sortKey } from '../../query/sort.ts';
import {
  arrayOf,
  type ExpressionFactory,
  type ExpressionTable,
  namedArguments,
  nary,
  orNull,
  typeOf,
  unary,
  unbounded,
} from '../expression.ts';
import { truthy } from '../truthy.ts';

function whole(value: Maybe, message: string, code: number): number {
  const number = isNumber(value) ? toNumber(value) : Number.NaN;
  return Number.isInteger(number) ? number : fail(code, message);
}

const arrayElemAt = nary(2, 2, ([array, index]) => {
  if (isNullish(array) || isNullish(index)) return null;
  const items = arrayOf(
    array,
    (type) => `$arrayElemAt's first argument must be an array, but is ${type}`,
    28689,
  );
  if (!isNumber(index))
    return fail(28690, `$arrayElemAt's second argument must be a numeric value, but is ${typeOf(index)}`);
  const at = whole(
    index,
    `$arrayElemAt's second argument must be representable as a 32-bit integer: ${valueToString(index)}`,
    28691,
  );
  return items.at(at);
});

const end = (at: 0 | -1): ExpressionFactory =>
  unary((value, name) =>
    isNullish(value)
      ? null
      : arrayOf(value, (type) => `${name}'s argument must be an array, but is ${type}`, 28689).at(at),
  );

const concatArrays = nary(0, unbounded, (values) => {
  if (values.some(isNullish)) return null;
  return values.flatMap((value) =>
    arrayOf(value, (type) => `$concatArrays only supports arrays, not ${type}`, 28664),
  );
});

const slice = nary(2, 3, ([array, position, count], _name) => {
  if (isNullish(array) || isNullish(position)) return null;
  const items = arrayOf(
    array,
    (type) => `First argument to $slice must be an array, but is of type: ${type}`,
    28724,
  );
  const first = whole(
    position,
    `Second argument to $slice can't be represented as a 32-bit integer: ${valueToString(position)}`,
    28726,
  );
  if (count === undefined) return first >= 0 ? items.slice(0, first) : items.slice(first);
  if (count === null) return null;
  const size = whole(
    count,
    `Third argument to $slice can't be represented as a 32-bit integer: ${valueToString(count)}`,
    28728,
  );
  if (size <= 0) fail(28729, `Third argument to $slice must be positive: ${valueToString(count)}`);
  const from = first < 0 ? Math.max(0, items.length + first) : first;
  return items.slice(from, from + size);
});

const indexOfArray = nary(2, 4, ([array, wanted, start, stop]) => {
  if (isNullish(array)) return null;
  const items = arrayOf(
    array,
    (type) => `$indexOfArray requires an array as a first argument, found: ${type}`,
    40090,
  );
  const bound = (value: Maybe, otherwise: number): number => {
    if (value === undefined) return otherwise;
    const at = whole(
      value,
      `$indexOfArray requires an integral index, found a value of type: ${typeOf(value)}`,
      40096,
    );
    return at < 0 ? fail(40097, `$indexOfArray requires a nonnegative index, found: ${at}`) : at;
  };
  const last = Math.min(bound(stop, items.length), items.length);
  for (let at = bound(start, 0); at < last; at++)
    if (wanted !== undefined && equal(items[at], wanted)) return at;
  return -1;
});

const range = nary(2, 3, ([start, stop, step]) => {
  const from = whole(
    start,
    `$range requires a numeric starting value, found value of type: ${typeOf(start)}`,
    34443,
  );
  const to = whole(
    stop,
    `$range requires a numeric ending value, found value of type: ${typeOf(stop)}`,
    34445,
  );
  const by =
    step === undefined
      ? 1
      : whole(step, `$range requires a numeric step value, found value of type:${typeOf(step)}`, 34447);
  if (by === 0) fail(34449, '$range requires a non-zero step value');
  const values: Value[] = [];
  for (let at = from; by > 0 ? at < to : at > to; at += by) values.push(at);
  return values;
});

const zip: ExpressionFactory = (operand, compile, name) => {
  const given = namedArguments(operand, name, ['inputs'], ['useLongestLength', 'defaults'], compile, 34460);
  return (root, scope) => {
    const inputs = given.inputs!(root, scope);
    if (!isArray(inputs))
      return fail(34461, `inputs must be an array of expressions, found ${typeOf(inputs)}`);
    if (inputs.some(isNullish)) return null;
    const arrays = inputs.map((input) =>
      arrayOf(input, (type) => `$zip found a non-array expression in input: ${type}`, 34468),
    );
    const longest = truthy(given.useLongestLength?.(root, scope));
    const defaults = given.defaults?.(root, scope);
    const lengths = arrays.map((array) => array.length);
    const length = longest ? Math.max(...lengths) : Math.min(...lengths);
    return Array.from({ length }, (_, row) =>
      arrays.map((array, column) => array[row] ?? (isArray(defaults) ? orNull(defaults[column]) : null)),
    );
  };
};

const arrayToObject = unary((value) => {
  if (isNullish(value)) return null;
  const items = arrayOf(value, (type) => `$arrayToObject requires an array input, found: ${type}`, 40386);
  const made: Doc = new Map();
  for (const item of items) {
    const [key, field] = isArray(item) ? item : isDoc(item) ? [item.get('k'), item.get('v')] : [];
    if (isArray(item) ? item.length !== 2 : !isDoc(item) || item.size !== 2 || field === undefined)
      fail(
        40392,
        `$arrayToObject requires an object keys of 'k' and 'v', or an array of two, found: ${valueToString(item)}`,
      );
    if (typeof key !== 'string')
      fail(
        40394,
        `$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string. Found type: ${typeOf(key)}`,
      );
    made.set(key as string, orNull(field));
  }
  return made;
});

const objectToArray = unary((value) => {
  if (isNullish(value)) return null;
  if (!isDoc(value)) return fail(40390, `$objectToArray requires a document input, found: ${typeOf(value)}`);
  return [...value].map(([k, v]) => doc({ k, v }));
});

const firstLastN =
  (last: boolean): ExpressionFactory =>
  (operand, compile, name) => {
    const given = namedArguments(operand, name, ['n', 'input'], [], compile, 5787900);
    return (root, scope) => {
      const n = positiveCount(given.n!(root, scope), name);
      const items = arrayOf(given.input!(root, scope), () => 'Input must be an array', 5788200);
      return last ? items.slice(-n) : items.slice(0, n);
    };
  };

export function positiveCount(value: Maybe, name: string): number {
  const n = whole(
    value,
    `Value for 'n' must be of integral type, but found ${valueToString(value)}`,
    5787902,
  );
  return n > 0 ? n : fail(5787908, `'n' must be greater than 0, found ${n} for ${name}`);
}

const extremesN =
  (sign: 1 | -1): ExpressionFactory =>
  (operand, compile, name) => {
    const given = namedArguments(operand, name, ['n', 'input'], [], compile, 5787900);
    return (root, scope) => {
      const n = positiveCount(given.n!(root, scope), name);
      const items = arrayOf(given.input!(root, scope), () => 'Input must be an array', 5788200);
      return items
        .filter((item) => !isNullish(item))
        .sort((a, b) => compare(a, b) * sign)
        .slice(0, n);
    };
  };

const sortArray: ExpressionFactory = (operand, compile, name) => {
  const sortBy = isDoc(operand) ? operand.get('sortBy') : undefined;
  const given = namedArguments(
    operand,
    name,
    ['input', 'sortBy'],
    [],
    (value) => (value === sortBy ? () => value : compile(value)),
    2942500,
  );
  const sort = isDoc(sortBy) ? parseSort(sortBy) : undefined;
  const direction = isNumber(sortBy) ? toNumber(sortBy) : undefined;
  if (!sort && direction !== 1 && direction !== -1)
    fail(2942507, 'The $sort element value must be either 1 or -1');
  return (root, scope) => {
    const input = given.input!(root, scope);
    if (isNullish(input)) return null;
    const items = arrayOf(
      input,
      (type) => `The input argument to $sortArray must be an array, but was of type: ${type}`,
      2942504,
    );
    if (!sort) return [...items].sort((a, b) => compare(a, b) * direction!);
    return items
      .map((item) => ({ item, key: sortKey(sort, isDoc(item) ? item : new Map()) }))
      .sort((a, b) => compareSortKeys(sort, a.key, b.key))
      .map(({ item }) => item);
  };
};

export const arrays: ExpressionTable = {
  $arrayElemAt: arrayElemAt,
  $first: end(0),
  $last: end(-1),
  $concatArrays: concatArrays,
  $slice: slice,
  $indexOfArray: indexOfArray,
  $range: range,
  $zip: zip,
  $arrayToObject: arrayToObject,
  $objectToArray: objectToArray,
  $firstN: firstLastN(false),
  $lastN: firstLastN(true),
  $minN: extremesN(1),
  $maxN: extremesN(-1),
  $sortArray: sortArray,
  $isArray: unary((value) => isArray(value)),
  $size: unary(
    (value) =>
      arrayOf(value, (type) => `The argument to $size must be an array, but was of type: ${type}`, 17124)
        .length,
  ),
  $reverseArray: unary((value) =>
    isNullish(value)
      ? null
      : [
          ...arrayOf(
            value,
            (type) => `The argument to $reverseArray must be an array, but was of type: ${type}`,
            34435,
          ),
        ].reverse(),
  ),
  $in: nary(2, 2, ([wanted, array]) =>
    arrayOf(array, (type) => `$in requires an array as a second argument, found: ${type}`, 40081).some(
      (item) => wanted !== undefined && equal(item, wanted),
    ),
  ),
};
