import { type Exact, isExact, toDecimal128 } from '../../bson/decimal128.ts';
import { exact, integer, long, toDecimal, toNumber } from '../../bson/numbers.ts';
import {
  Binary,
  Decimal128,
  double,
  isNullish,
  isNumber,
  Long,
  type Maybe,
  ObjectId,
  Timestamp,
  type TypeName,
  typeName,
  type Value,
} from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { typeOf } from '../expression.ts';
import { truthy } from '../truthy.ts';
import { parseDate } from './date-format.ts';

/** What `$concat`-like operators make of a value; null is the empty string. */
export function coerceToString(value: Maybe, name: string): string {
  if (isNullish(value)) return '';
  const text = textOf(value);
  return text ?? fail(16007, `can't convert from BSON type ${typeName(value)} to String in ${name}`);
}

function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (isNumber(value))
    return isNumber(value) && !(value instanceof Long || value instanceof Decimal128)
      ? doubleText(toNumber(value))
      : value.toString();
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Timestamp) return new Date(value.t * 1000).toISOString();
  return undefined;
}

const doubleText = (value: number): string =>
  value === Number.POSITIVE_INFINITY
    ? 'Infinity'
    : value === Number.NEGATIVE_INFINITY
      ? '-Infinity'
      : String(value);

export const failure = (message: string): never => fail('ConversionFailure', message);
const unsupported = (value: Value, to: TypeName): never =>
  failure(`Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`);

/** The value as another type; error 241 (ConversionFailure) where it cannot be. The value is not null. */
export function convert(value: Value, to: TypeName): Value {
  if (typeName(value) === to) return value;
  switch (to) {
    case 'bool':
      return value instanceof Date || truthy(value);
    case 'string':
      return value instanceof Binary ? toText(value) : (textOf(value) ?? unsupported(value, to));
    case 'double':
      return toDouble(value);
    case 'decimal':
      return toDecimalValue(value);
    case 'int':
    case 'long':
      return toWhole(value, to);
    case 'date':
      return toDate(value);
    case 'objectId':
      return typeof value === 'string' ? toObjectId(value) : unsupported(value, to);
    default:
      return unsupported(value, to);
  }
}

const toText = (value: Binary): string => {
  if (value.sub_type === Binary.SUBTYPE_UUID) return value.toUUID().toString();
  return Buffer.from(value.buffer.subarray(0, value.position)).toString('base64');
};

const notNumber = (text: string, why: string): never =>
  failure(`Failed to parse number '${text}' in $convert with no onError value: ${why}`);

function toDouble(value: Value): Value {
  if (typeof value === 'boolean') return double(value ? 1 : 0);
  if (value instanceof Date) return double(value.getTime());
  if (isNumber(value)) {
    const number = toNumber(value);
    if (value instanceof Decimal128 && Math.abs(number) === Number.POSITIVE_INFINITY && isExact(exact(value)))
      failure(`Conversion would overflow target type in $convert with no onError value: ${value.toString()}`);
    return double(number);
  }
  if (typeof value !== 'string') return unsupported(value, 'double');
  if (!/^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)$/i.test(value))
    notNumber(value, 'Did not consume whole string.');
  return double(namedArguments(value) ?? Number(value));
}

function namedArguments(text: string): number | undefined {
  const bare = text.toLowerCase().replace(/^[+-]/, '');
  if (bare === 'nan') return Number.NaN;
  if (bare.startsWith('inf'))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return undefined;
}

function toDecimalValue(value: Value): Value {
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (isNumber(value)) return toDecimal128(toDecimal(value));
  if (typeof value !== 'string') return unsupported(value, 'decimal');
  try {
    return Decimal128.fromStringWithRounding(value);
  } catch {
    return notNumber(value, 'Failed to parse string to decimal');
  }
}

function toWhole(value: Value, to: 'int' | 'long'): Value {
  const whole = wholeOf(value, to);
  const fitting = to === 'int' ? integer(whole) : long(whole);
  if (fitting === undefined || (to === 'int' && fitting instanceof Long))
    return failure(`Conversion would overflow target type in $convert with no onError value: ${whole}`);
  return fitting;
}

function wholeOf(value: Value, to: 'int' | 'long'): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (value instanceof Date) return to === 'long' ? BigInt(value.getTime()) : unsupported(value, to);
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value)) notNumber(value, 'Did not consume whole string.');
    return BigInt(value.replace('+', ''));
  }
  if (!isNumber(value)) return unsupported(value, to);
  const precise = exact(value);
  if (!isExact(precise))
    return failure(
      `Attempt to convert ${precise === 'NaN' ? 'NaN' : 'infinity'} value to integer type in $convert with no onError value`,
    );
  return cut(precise);
}

const cut = ({ coefficient, exponent }: Exact): bigint =>
  exponent >= 0 ? coefficient * 10n ** BigInt(exponent) : coefficient / 10n ** BigInt(-exponent);

function toDate(value: Value): Value {
  if (typeof value === 'string') return parseDate(value, 'UTC');
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  if (!isNumber(value) || typeName(value) === 'int') return unsupported(value, 'date');
  return new Date(Number(wholeOf(value, 'long')));
}

function toObjectId(text: string): Value {
  if (!/^[0-9a-f]{24}$/i.test(text))
    failure(
      `Failed to parse objectId '${text}' in $convert with no onError value: Invalid string length for parsing to OID, expected 24 but found ${text.length}`,
    );
  return new ObjectId(text);
}

/** A date, or what stands for one in date operators. */
export function dateOf(value: Maybe, name: string): Date {
  if (value instanceof Date) return value;
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  if (value instanceof ObjectId) return value.getTimestamp();
  return fail(16006, `can't convert from BSON type ${typeOf(value)} to Date in ${name}`);
}
