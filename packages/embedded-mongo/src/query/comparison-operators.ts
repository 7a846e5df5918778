import { activeCollation } from '../bson/collation.ts';
import { compare, typeBracketOf, typeBrackets } from '../bson/compare.ts';
import { encodeValue } from '../bson/key-string.ts';
import { toNumber } from '../bson/numbers.ts';
import { BSONRegExp, BSONSymbol, isNumber, MaxKey, MinKey, type Value } from '../bson/values.ts';
import { regexMatcher } from './evaluation-operators.ts';
import type { Path } from './field-path.ts';
import type { LeafExpression } from './filter.ts';

export type ComparisonOperator = '$eq' | '$lt' | '$lte' | '$gt' | '$gte';

const holds: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  $eq: (order) => order === 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
};

const isNaNValue = (value: Value): boolean => isNumber(value) && Number.isNaN(toNumber(value));

/** Only values of one type bracket compare; missing equals null; MinKey and MaxKey compare with all. */
export function comparisonExpression(
  path: Path,
  operator: ComparisonOperator,
  operand: Value,
): LeafExpression {
  const bracket = typeBracketOf(operand);
  const test = holds[operator];
  const nan = isNaNValue(operand);
  const inclusive = operator === '$eq' || operator === '$lte' || operator === '$gte';
  return {
    kind: 'leaf',
    operator: operator,
    path,
    mode: 'each',
    operand,
    test: (value) => {
      if (value === undefined || typeBracketOf(value) !== bracket) {
        if (operand === null) return value === undefined && inclusive;
        if (operand instanceof MaxKey) return operator === '$lt' || operator === '$lte';
        if (operand instanceof MinKey) return operator === '$gt' || operator === '$gte';
        return false;
      }
      if (bracket === typeBrackets.int && (nan || isNaNValue(value)))
        return inclusive && nan && isNaNValue(value);
      return test(compare(value, operand));
    },
  };
}

export function inExpression(path: Path, values: readonly Value[]): LeafExpression {
  const regexes = values.flatMap((value) => (value instanceof BSONRegExp ? [regexMatcher(value)] : []));
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
