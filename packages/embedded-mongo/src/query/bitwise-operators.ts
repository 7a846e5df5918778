import { toNumber } from '../bson/numbers.ts';
import { Binary, isArray, isNumber, Long, type Maybe, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Path } from './field-path.ts';
import type { LeafExpression } from './filter.ts';

type Bits = (position: number) => boolean;

/** The bit operators, on whole numbers (two's complement) and on binary data. */
export function bitwiseExpression(path: Path, operator: string, operand: Value): LeafExpression {
  const positions = positionsOf(operator, operand);
  const wanted = operator.endsWith('Set');
  const every = operator.startsWith('$bitsAll');
  return {
    kind: 'leaf',
    operator: '$bits',
    path,
    mode: 'each',
    operand,
    test: (value) => {
      const bits = bitsOf(value);
      if (!bits) return false;
      return every
        ? positions.every((position) => bits(position) === wanted)
        : positions.some((position) => bits(position) === wanted);
    },
  };
}

function bitsOf(value: Maybe): Bits | undefined {
  if (value instanceof Binary) return binaryBits(value);
  const number = wholeOf(value);
  if (number === undefined) return undefined;
  return (position) => ((number >> BigInt(Math.min(position, 63))) & 1n) === 1n;
}

const binaryBits =
  (value: Binary): Bits =>
  (position) =>
    ((value.buffer[position >> 3] ?? 0) & (1 << (position & 7))) !== 0 && position < value.position * 8;

function wholeOf(value: Maybe): bigint | undefined {
  if (!isNumber(value)) return undefined;
  if (value instanceof Long) return value.toBigInt();
  const number = toNumber(value);
  return Number.isInteger(number) && Math.abs(number) < 2 ** 63 ? BigInt(number) : undefined;
}

function positionsOf(operator: string, operand: Value): readonly number[] {
  if (isArray(operand)) return operand.map((value) => position(value));
  if (operand instanceof Binary) {
    const bits = binaryBits(operand);
    return range(operand.position * 8).filter(bits);
  }
  const mask = wholeOf(operand);
  if (mask === undefined)
    return fail(
      'BadValue',
      `${operator} takes an Array, a number, or a BinData but received: ${String(operand)}`,
    );
  if (mask < 0n) fail('FailedToParse', `Expected a non-negative number in: ${operator}: ${mask}`);
  return range(64).filter((at) => ((mask >> BigInt(at)) & 1n) === 1n);
}

function position(value: Value): number {
  const number = isNumber(value) ? toNumber(value) : Number.NaN;
  if (!Number.isInteger(number))
    fail('BadValue', `Failed to parse bit position. Expected an integer: ${String(value)}`);
  if (number < 0)
    fail('BadValue', `Failed to parse bit position. Expected a non-negative number in: ${number}`);
  return number;
}

const range = (size: number): number[] => Array.from({ length: size }, (_, at) => at);
