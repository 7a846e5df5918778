import { integer } from '../../bson/numbers.ts';
import { isInt32, isNullish, Long, type Maybe } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import {
  type ExpressionFactory,
  type ExpressionTable,
  nary,
  typeOf,
  unary,
  unbounded,
} from '../expression.ts';

function whole(value: Maybe, name: string): bigint {
  if (value instanceof Long) return value.toBigInt();
  if (typeof value === 'number' && isInt32(value)) return BigInt(value);
  return fail('TypeMismatch', `${name} only supports int and long operands, not ${typeOf(value)}.`);
}

const like = (value: bigint, long: boolean) =>
  long ? Long.fromBigInt(BigInt.asIntN(64, value)) : integer(BigInt.asIntN(32, value));

const combining = (start: bigint, combine: (a: bigint, b: bigint) => bigint): ExpressionFactory =>
  nary(0, unbounded, (values, name) => {
    if (values.some(isNullish)) return null;
    const result = values.map((value) => whole(value, name)).reduce(combine, start);
    return like(
      result,
      values.some((value) => value instanceof Long),
    );
  });

export const bitwise: ExpressionTable = {
  $bitAnd: combining(-1n, (a, b) => a & b),
  $bitOr: combining(0n, (a, b) => a | b),
  $bitXor: combining(0n, (a, b) => a ^ b),
  $bitNot: unary((value, name) =>
    isNullish(value) ? null : like(~whole(value, name), value instanceof Long),
  ),
};
