import { compare } from '../bson/compare.ts';
import { toNumber } from '../bson/numbers.ts';
import {
  BSONRegExp,
  BSONSymbol,
  Decimal128,
  isArray,
  isNumber,
  Long,
  type Maybe,
  type Value,
} from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Path } from './field-path.ts';
import type { LeafExpression } from './filter.ts';
import { compileRegex } from './regex.ts';

/** `{$mod: [divisor, remainder]}`: on numbers cut to whole ones, as an int64. */
export function modExpression(path: Path, operand: Value): LeafExpression {
  if (!isArray(operand)) return fail('BadValue', 'malformed mod, needs to be an array');
  if (operand.length < 2) fail('BadValue', 'malformed mod, not enough elements');
  if (operand.length > 2) fail('BadValue', 'malformed mod, too many elements');
  const divisor = whole(operand[0]);
  const remainder = whole(operand[1]);
  if (divisor === undefined) return fail('BadValue', 'malformed mod, divisor not a number');
  if (remainder === undefined) return fail('BadValue', 'malformed mod, remainder not a number');
  if (divisor === 0n) fail('BadValue', 'divisor cannot be 0');
  return {
    kind: 'leaf',
    operator: '$mod',
    path,
    mode: 'each',
    operand,
    test: (value) => {
      const dividend = whole(value);
      return dividend !== undefined && dividend % divisor === remainder;
    },
  };
}

function whole(value: Maybe): bigint | undefined {
  if (!isNumber(value)) return undefined;
  if (value instanceof Long) return value.toBigInt();
  const number = Math.trunc(value instanceof Decimal128 ? Number(value.toString()) : toNumber(value));
  return Number.isFinite(number) && Math.abs(number) < 2 ** 63 ? BigInt(number) : undefined;
}

/** Strings and symbols are searched; a regular expression matches only itself. */
export function regexMatcher(regex: BSONRegExp): (value: Maybe) => boolean {
  const compiled = compileRegex(regex.pattern, regex.options);
  return (value) => {
    if (typeof value === 'string') return compiled.test(value);
    if (value instanceof BSONSymbol) return compiled.test(value.value);
    return value instanceof BSONRegExp && compare(value, regex) === 0;
  };
}

export const regexExpression = (path: Path, regex: BSONRegExp): LeafExpression => ({
  kind: 'leaf',
  operator: '$regex',
  path,
  mode: 'each',
  operand: regex,
  test: regexMatcher(regex),
});
