import {
  addDecimals,
  compareDecimals,
  type Decimal,
  exactOfDouble,
  multiplyDecimals,
  negate,
  ofDecimal128,
  parseDecimal,
  toDecimal128,
} from './decimal128.ts';
import { Decimal128, Double, double, isInt32, Long } from './values.ts';

export type Numeric = number | Double | Long | Decimal128;

const minLong = -(2n ** 63n);
const maxLong = 2n ** 63n - 1n;

/** How a number is kept; the wider of two kinds is the kind of their sum. */
export type NumericKind = 'int' | 'long' | 'double' | 'decimal';
const width: Readonly<Record<NumericKind, number>> = { int: 0, long: 1, double: 2, decimal: 3 };

export const kindOf = (value: Numeric): NumericKind =>
  typeof value === 'number'
    ? isInt32(value)
      ? 'int'
      : 'double'
    : value instanceof Double
      ? 'double'
      : value instanceof Long
        ? 'long'
        : 'decimal';

export const wider = (a: NumericKind, b: NumericKind): NumericKind => (width[a] >= width[b] ? a : b);

/** The nearest JavaScript number. */
export const toNumber = (value: Numeric): number =>
  typeof value === 'number'
    ? value
    : value instanceof Double
      ? value.value
      : value instanceof Long
        ? Number(value.toBigInt())
        : Number(value.toString());

export function exact(value: Numeric): Decimal {
  if (value instanceof Long) return { coefficient: value.toBigInt(), exponent: 0 };
  if (value instanceof Decimal128) return ofDecimal128(value);
  return exactOfDouble(toNumber(value));
}

/** MongoDB turns a double into a decimal by its 15 significant digits. */
export function toDecimal(value: Numeric): Decimal {
  if (value instanceof Decimal128 || value instanceof Long || kindOf(value) === 'int') return exact(value);
  const number = toNumber(value);
  return Number.isFinite(number) ? parseDecimal(number.toPrecision(15)) : exactOfDouble(number);
}

/** By value whatever the kind, as MongoDB compares; NaN comes first and equals itself. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  const simpleA = typeof a === 'number' ? a : a instanceof Double ? a.value : undefined;
  const simpleB = typeof b === 'number' ? b : b instanceof Double ? b.value : undefined;
  if (simpleA !== undefined && simpleB !== undefined) {
    if (simpleA < simpleB) return -1;
    if (simpleA > simpleB) return 1;
    if (simpleA === simpleB) return 0;
    return Number(!Number.isNaN(simpleA)) - Number(!Number.isNaN(simpleB));
  }
  if (a instanceof Long && b instanceof Long) return a.compare(b);
  return Math.sign(compareDecimals(exact(a), exact(b)));
}

/** A whole number as an int32 if it fits, else an int64; nothing if it fits neither. */
export function integer(value: bigint): number | Long | undefined {
  if (value < minLong || value > maxLong) return undefined;
  const number = Number(value);
  return isInt32(number) ? number : Long.fromBigInt(value);
}

/** An int64 of this value, or nothing if it does not fit. */
export const long = (value: bigint): Long | undefined =>
  value < minLong || value > maxLong ? undefined : Long.fromBigInt(value);

const bigint = (value: Numeric): bigint =>
  value instanceof Long ? value.toBigInt() : BigInt(toNumber(value));

interface Operation {
  readonly whole: (a: bigint, b: bigint) => bigint;
  readonly floating: (a: number, b: number) => number;
  readonly decimal: (a: Decimal, b: Decimal) => Decimal;
}

/** In the wider kind; an int32 grows to an int64. Nothing if an int64 overflows. */
function apply(a: Numeric, b: Numeric, operation: Operation): Numeric | undefined {
  const kind = wider(kindOf(a), kindOf(b));
  if (kind === 'decimal') return toDecimal128(operation.decimal(toDecimal(a), toDecimal(b)));
  if (kind === 'double') return double(operation.floating(toNumber(a), toNumber(b)));
  if (kind === 'long') return long(operation.whole(bigint(a), bigint(b)));
  return integer(operation.whole(bigint(a), bigint(b)));
}

const addition: Operation = { whole: (a, b) => a + b, floating: (a, b) => a + b, decimal: addDecimals };
const subtraction: Operation = {
  whole: (a, b) => a - b,
  floating: (a, b) => a - b,
  decimal: (a, b) => addDecimals(a, negate(b)),
};
const multiplication: Operation = {
  whole: (a, b) => a * b,
  floating: (a, b) => a * b,
  decimal: multiplyDecimals,
};

export const addNumbers = (a: Numeric, b: Numeric): Numeric | undefined => apply(a, b, addition);
export const subtractNumbers = (a: Numeric, b: Numeric): Numeric | undefined => apply(a, b, subtraction);
export const multiplyNumbers = (a: Numeric, b: Numeric): Numeric | undefined => apply(a, b, multiplication);

/** A whole number in the range of an int64, or nothing: what commands take as a count or a size. */
export function toInteger(value: Numeric): number | undefined {
  const number = toNumber(value);
  return Number.isInteger(number) ? number : undefined;
}
