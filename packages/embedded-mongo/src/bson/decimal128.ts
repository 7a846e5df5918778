import { Decimal128 } from './values.ts';

/** coefficient * 10^exponent; the sign is the coefficient's, which loses only the sign of zero. */
export interface Exact {
  readonly coefficient: bigint;
  readonly exponent: number;
}
export type Decimal = Exact | 'NaN' | 'Infinity' | '-Infinity';

const precision = 34;

export const isExact = (value: Decimal): value is Exact => typeof value !== 'string';

export function parseDecimal(text: string): Decimal {
  if (text === 'NaN' || text === 'Infinity' || text === '-Infinity') return text;
  const [mantissa = '0', power = '0'] = text.toUpperCase().split('E');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { coefficient: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

export const ofDecimal128 = (value: Decimal128): Decimal => parseDecimal(value.toString());

/** Half to even at 34 digits, as IEEE 754-2008 and MongoDB do it. */
export function toDecimal128(value: Decimal): Decimal128 {
  if (!isExact(value)) return Decimal128.fromString(value);
  const { coefficient, exponent } = rounded(value, precision);
  if (coefficient !== 0n && exponent + String(abs(coefficient)).length - 1 > 6144)
    return Decimal128.fromString(coefficient < 0n ? '-Infinity' : 'Infinity');
  if (exponent < -6176) {
    const lifted = atExponent({ coefficient, exponent }, -6176);
    return Decimal128.fromString(`${lifted}E-6176`);
  }
  return Decimal128.fromString(`${coefficient}E${exponent > 6111 && coefficient === 0n ? 6111 : exponent}`);
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
export const pow10 = (power: number): bigint => 10n ** BigInt(power);

/** The division rounded half to even. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const top = abs(dividend);
  const bottom = abs(divisor);
  let quotient = top / bottom;
  const twice = (top % bottom) * 2n;
  if (twice > bottom || (twice === bottom && quotient % 2n === 1n)) quotient += 1n;
  return negative ? -quotient : quotient;
}

/** The coefficient of a value once it is written with that exponent, rounded half to even. */
export function atExponent(value: Exact, exponent: number): bigint {
  const shift = value.exponent - exponent;
  return shift >= 0 ? value.coefficient * pow10(shift) : divideRounded(value.coefficient, pow10(-shift));
}

function rounded(value: Exact, digits: number): Exact {
  const excess = String(abs(value.coefficient)).length - digits;
  if (excess <= 0) return value;
  const exponent = value.exponent + excess;
  const coefficient = atExponent(value, exponent);
  // 999…9 rounded up has one digit more.
  return String(abs(coefficient)).length > digits
    ? rounded({ coefficient, exponent }, digits)
    : { coefficient, exponent };
}

const sign = (value: Decimal): number =>
  value === 'NaN'
    ? Number.NaN
    : value === 'Infinity'
      ? 1
      : value === '-Infinity'
        ? -1
        : Number(value.coefficient > 0n) - Number(value.coefficient < 0n);

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (!isExact(a) || !isExact(b)) {
    if (a === 'NaN' || b === 'NaN') return 'NaN';
    if (!isExact(a)) return isExact(b) || a === b ? a : 'NaN';
    return b;
  }
  // Beyond this distance the smaller one cannot change 34 digits; aligning it would only be slow.
  const [small, large] = a.exponent < b.exponent ? [a, b] : [b, a];
  if (large.exponent - small.exponent > 7000) return large.coefficient === 0n ? small : large;
  const exponent = small.exponent;
  return { coefficient: atExponent(a, exponent) + atExponent(b, exponent), exponent };
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  if (isExact(a) && isExact(b))
    return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent };
  const product = sign(a) * sign(b);
  return Number.isNaN(product) || product === 0 ? 'NaN' : product > 0 ? 'Infinity' : '-Infinity';
}

/** The divisor is not zero. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  if (isExact(a) && isExact(b)) {
    const digits =
      precision + 3 + Math.max(0, String(abs(b.coefficient)).length - String(abs(a.coefficient)).length);
    const scaled = a.coefficient * pow10(digits);
    // A trailing 1 keeps the later rounding from seeing an exact half that is none.
    const inexact = scaled % b.coefficient !== 0n;
    const quotient = scaled / b.coefficient;
    const negative = a.coefficient < 0n !== b.coefficient < 0n;
    if (inexact)
      return {
        coefficient: quotient * 10n + (negative ? -1n : 1n),
        exponent: a.exponent - b.exponent - digits - 1,
      };
    return trimmed(
      { coefficient: quotient, exponent: a.exponent - b.exponent - digits },
      a.exponent - b.exponent,
    );
  }
  if (a === 'NaN' || b === 'NaN' || (!isExact(a) && !isExact(b))) return 'NaN';
  if (isExact(a)) return { coefficient: 0n, exponent: 0 };
  return sign(a) * sign(b) > 0 ? 'Infinity' : '-Infinity';
}

/** Without trailing zeros, up to the requested exponent. */
function trimmed(value: Exact, exponent: number): Exact {
  let { coefficient, exponent: now } = value;
  while (now < exponent && coefficient % 10n === 0n) {
    coefficient /= 10n;
    now += 1;
  }
  return { coefficient, exponent: now };
}

export const negate = (value: Decimal): Decimal =>
  isExact(value)
    ? { coefficient: -value.coefficient, exponent: value.exponent }
    : value === 'NaN'
      ? value
      : value === 'Infinity'
        ? '-Infinity'
        : 'Infinity';

/** By value; NaN is less than all others and equal to itself. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (!isExact(a) || !isExact(b)) return bracket(a) - bracket(b);
  const signs = sign(a) - sign(b);
  if (signs !== 0 || sign(a) === 0) return signs;
  // Different magnitudes need no common exponent.
  const magnitude = (value: Exact) => value.exponent + String(abs(value.coefficient)).length;
  const [left, right] = [magnitude(a), magnitude(b)];
  if (left !== right) return (left - right) * sign(a);
  const exponent = Math.min(a.exponent, b.exponent);
  const difference = atExponent(a, exponent) - atExponent(b, exponent);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const bracket = (value: Decimal): number =>
  value === 'NaN' ? 0 : value === '-Infinity' ? 1 : value === 'Infinity' ? 3 : 2;

/** Exactly this double: every finite double has a finite decimal expansion. */
export function exactOfDouble(value: number): Decimal {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (Number.isInteger(value)) return { coefficient: BigInt(value), exponent: 0 };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const power = (biased === 0 ? 1 : biased) - 1075;
  // Not whole, so the power is negative: m * 2^-p = m * 5^p * 10^-p.
  const coefficient = mantissa * 5n ** BigInt(-power);
  return { coefficient: value < 0 ? -coefficient : coefficient, exponent: power };
}
