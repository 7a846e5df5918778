import { activeCollation } from '../bson/collation.ts';
import { compare, rankOf, ranks } from '../bson/compare.ts';
import { encodeValue } from '../bson/key-string.ts';
import { toNumber } from '../bson/numbers.ts';
import {
  BSONRegExp,
  BSONSymbol,
  isNumber,
  MaxKey,
  type Maybe,
  MinKey,
  type TypeName,
  typeName,
  type Value,
} from '../bson/values.ts';
import type { Path } from './field-path.ts';
import type { Leaf } from './filter.ts';
import { compileRegex } from './regex.ts';

export type Relation = '$eq' | '$lt' | '$lte' | '$gt' | '$gte';

const holds: Readonly<Record<Relation, (order: number) => boolean>> = {
  $eq: (order) => order === 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
};

const isNaNValue = (value: Value): boolean => isNumber(value) && Number.isNaN(toNumber(value));

/** Only values of one type's rank compare; missing equals null; MinKey and MaxKey compare with all. */
export function comparison(path: Path, relation: Relation, operand: Value): Leaf {
  const rank = rankOf(operand);
  const test = holds[relation];
  const nan = isNaNValue(operand);
  const inclusive = relation === '$eq' || relation === '$lte' || relation === '$gte';
  return {
    kind: 'leaf',
    operator: relation,
    path,
    mode: 'each',
    operand,
    test: (value) => {
      if (value === undefined || rankOf(value) !== rank) {
        if (operand === null) return value === undefined && inclusive;
        if (operand instanceof MaxKey) return relation === '$lt' || relation === '$lte';
        if (operand instanceof MinKey) return relation === '$gt' || relation === '$gte';
        return false;
      }
      if (rank === ranks.int && (nan || isNaNValue(value))) return inclusive && nan && isNaNValue(value);
      return test(compare(value, operand));
    },
  };
}

export function inSet(path: Path, values: readonly Value[]): Leaf {
  const regexes = values.flatMap((value) => (value instanceof BSONRegExp ? [regexTest(value)] : []));
  const plain = values.filter((value) => !(value instanceof BSONRegExp));
  const equal = new Set(plain.map(idOf));
  const among = (value: Value): boolean =>
    activeCollation() ? plain.some((it) => compare(it, value) === 0) : equal.has(idOf(value));
  const hasNull = values.includes(null);
  return {
    kind: 'leaf',
    operator: '$in',
    path,
    mode: 'each',
    operand: [...values],
    test: (value) => {
      if (value === undefined) return hasNull;
      return among(value) || regexes.some((test) => test(value));
    },
  };
}

/** The same for equal values, whatever their types. */
function idOf(value: Value): string {
  if (typeof value === 'string') return `s${value}`;
  return value instanceof BSONSymbol ? `s${value.value}` : encodeValue(value).toString('latin1');
}

/** Strings and symbols are searched; a regular expression matches only itself. */
export function regexTest(regex: BSONRegExp): (value: Maybe) => boolean {
  const compiled = compileRegex(regex.pattern, regex.options);
  return (value) => {
    if (typeof value === 'string') return compiled.test(value);
    if (value instanceof BSONSymbol) return compiled.test(value.value);
    return value instanceof BSONRegExp && compare(value, regex) === 0;
  };
}

export const regexLeaf = (path: Path, regex: BSONRegExp): Leaf => ({
  kind: 'leaf',
  operator: '$regex',
  path,
  mode: 'each',
  operand: regex,
  test: regexTest(regex),
});

export const existsLeaf = (path: Path): Leaf => ({
  kind: 'leaf',
  operator: '$exists',
  path,
  mode: 'whole',
  operand: true,
  test: (value) => value !== undefined,
});

export function typeLeaf(path: Path, types: ReadonlySet<TypeName>): Leaf {
  return {
    kind: 'leaf',
    operator: '$type',
    path,
    mode: 'each',
    operand: [...types],
    test: (value) => value !== undefined && types.has(typeName(value)),
  };
}

export const sizeLeaf = (path: Path, size: number): Leaf => ({
  kind: 'leaf',
  operator: '$size',
  path,
  mode: 'whole',
  operand: size,
  test: (value) => Array.isArray(value) && value.length === size,
});
