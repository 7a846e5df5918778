import { atExponent, divideDecimals, type Exact, isExact, toDecimal128 } from '../../bson/decimal128.ts';
import {
  addNumbers,
  exact,
  integer,
  kindOf,
  long,
  multiplyNumbers,
  type Numeric,
  subtractNumbers,
  toDecimal,
  toNumber,
  wider,
} from '../../bson/numbers.ts';
import { Decimal128, double, isNullish, isNumber, Long, type Value } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import {
  type ExpressionFactory,
  type ExpressionTable,
  nary,
  numberOf,
  typeOf,
  unary,
  unbounded,
} from '../expression.ts';

/** An int64 that overflows becomes a double. */
const orDouble = (
  a: Numeric,
  b: Numeric,
  sum: Numeric | undefined,
  floating: (a: number, b: number) => number,
): Numeric => sum ?? double(floating(toNumber(a), toNumber(b)));

export const plus = (a: Numeric, b: Numeric): Numeric => orDouble(a, b, addNumbers(a, b), (x, y) => x + y);
export const times = (a: Numeric, b: Numeric): Numeric =>
  orDouble(a, b, multiplyNumbers(a, b), (x, y) => x * y);

const shifted = (date: Date, by: Numeric): Date => new Date(date.getTime() + Math.round(toNumber(by)));

const add = nary(0, unbounded, (values) => {
  if (values.some(isNullish)) return null;
  let sum: Numeric = 0;
  let date: Date | undefined;
  for (const value of values) {
    if (value instanceof Date) {
      if (date) fail(16612, 'only one date allowed in an $add expression');
      date = value;
    } else if (isNumber(value)) sum = plus(sum, value);
    else fail('TypeMismatch', `$add only supports numeric or date types, not ${typeOf(value)}`);
  }
  return date ? shifted(date, sum) : sum;
});

const subtract = nary(2, 2, ([a, b]) => {
  if (isNullish(a) || isNullish(b)) return null;
  if (isNumber(a) && isNumber(b)) return orDouble(a, b, subtractNumbers(a, b), (x, y) => x - y);
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
  if (a instanceof Date && isNumber(b)) return new Date(a.getTime() - Math.round(toNumber(b)));
  return fail('TypeMismatch', `can't $subtract ${typeOf(b)} from ${typeOf(a)}`);
});

const multiply = nary(0, unbounded, (values) => {
  if (values.some(isNullish)) return null;
  let product: Numeric = 1;
  for (const value of values)
    product = times(
      product,
      isNumber(value)
        ? value
        : fail('TypeMismatch', `$multiply only supports numeric types, not ${typeOf(value)}`),
    );
  return product;
});

const divide = nary(2, 2, ([a, b]) => {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a) || !isNumber(b))
    return fail('TypeMismatch', `$divide only supports numeric types, not ${typeOf(a)} and ${typeOf(b)}`);
  if (toNumber(b) === 0) fail('BadValue', "can't $divide by zero");
  if (wider(kindOf(a), kindOf(b)) === 'decimal')
    return toDecimal128(divideDecimals(toDecimal(a), toDecimal(b)));
  return double(toNumber(a) / toNumber(b));
});

const mod = nary(2, 2, ([a, b]) => {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a) || !isNumber(b))
    return fail(16611, `$mod only supports numeric types, not ${typeOf(a)} and ${typeOf(b)}`);
  if (toNumber(b) === 0) fail(16610, "can't $mod by zero");
  const kind = wider(kindOf(a), kindOf(b));
  if (kind === 'double') return double(toNumber(a) % toNumber(b));
  const [left, right] = [toDecimal(a), toDecimal(b)];
  if (!isExact(left)) return toDecimal128('NaN');
  if (!isExact(right)) return a;
  const exponent = Math.min(left.exponent, right.exponent);
  const rest = atExponent(left, exponent) % atExponent(right, exponent);
  if (kind === 'decimal') return toDecimal128({ coefficient: rest, exponent });
  return kind === 'long' ? long(rest) : integer(rest);
});

/** On doubles; a decimal is worked out as a double and given back as a decimal. */
const floating = (apply: (value: number, name: string) => number): ExpressionFactory =>
  unary((value, name) => {
    if (isNullish(value)) return null;
    const result = apply(toNumber(numberOf(value, name)), name);
    return value instanceof Decimal128 ? toDecimal128(toDecimal(double(result))) : double(result);
  });

const positive = (value: number, name: string, code: number, least: string): number =>
  value < 0 || (value === 0 && least === 'positive')
    ? fail(code, `${name}'s argument must be a ${least} number, but is ${value}`)
    : value;

const abs = unary((value, name) => {
  if (isNullish(value)) return null;
  const number = numberOf(value, name);
  if (number instanceof Long && number.equals(Long.MIN_VALUE))
    fail(28680, "can't take $abs of long long min");
  return toNumber(number) < 0 ? times(number, -1) : number;
});

/** To `place` digits after the point (before it, if negative). */
function rounding(halfEven: boolean): ExpressionFactory {
  return nary(1, 2, ([value, place], name) => {
    if (isNullish(value) || place === null) return null;
    const number = numberOf(value, name, 51081);
    const digits = place === undefined ? 0 : toNumber(numberOf(place, name, 51082));
    if (!Number.isInteger(digits) || digits < -20 || digits > 100)
      fail(51083, `cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`);
    const precise = exact(number);
    if (!isExact(precise) || -precise.exponent <= digits) return number;
    const cut = halfEven ? atExponent(precise, -digits) : truncated(precise, -digits);
    return likeKind({ coefficient: cut, exponent: -digits }, number);
  });
}

function truncated(value: Exact, exponent: number): bigint {
  return value.coefficient / 10n ** BigInt(exponent - value.exponent);
}

function likeKind(value: Exact, like: Numeric): Value {
  const kind = kindOf(like);
  if (kind === 'decimal') return toDecimal128(value);
  if (kind === 'double') return double(Number(`${value.coefficient}e${value.exponent}`));
  const whole = value.coefficient * 10n ** BigInt(Math.max(value.exponent, 0));
  return (kind === 'long' ? long(whole) : integer(whole)) ?? double(Number(whole));
}

/** `$ceil` and `$floor`. */
const toWhole = (round: (value: number) => number, up: boolean): ExpressionFactory =>
  unary((value, name) => {
    if (isNullish(value)) return null;
    const number = numberOf(value, name);
    const kind = kindOf(number);
    if (kind === 'int' || kind === 'long') return number;
    if (kind === 'double') return double(round(toNumber(number)));
    const precise = exact(number);
    if (!isExact(precise) || precise.exponent >= 0) return number;
    const cut = truncated(precise, 0);
    const inexact = cut * 10n ** BigInt(-precise.exponent) !== precise.coefficient;
    const negative = precise.coefficient < 0n;
    const step = !inexact ? 0n : up ? (negative ? 0n : 1n) : negative ? -1n : 0n;
    return toDecimal128({ coefficient: cut + step, exponent: 0 });
  });

const pow = nary(2, 2, ([base, exponent]) => {
  if (isNullish(base) || isNullish(exponent)) return null;
  if (!isNumber(base)) return fail(28762, `$pow's base must be numeric, not ${typeOf(base)}`);
  if (!isNumber(exponent)) return fail(28763, `$pow's exponent must be numeric, not ${typeOf(exponent)}`);
  if (toNumber(base) === 0 && toNumber(exponent) < 0)
    fail(28764, '$pow cannot take a base of 0 and a negative exponent');
  const kind = wider(kindOf(base), kindOf(exponent));
  if ((kind === 'int' || kind === 'long') && toNumber(exponent) >= 0 && toNumber(exponent) < 4096) {
    const power = BigInt(toNumber(base)) ** BigInt(toNumber(exponent));
    const whole = kind === 'long' ? long(power) : integer(power);
    if (whole !== undefined) return whole;
  }
  const result = double(toNumber(base) ** toNumber(exponent));
  return kind === 'decimal' ? toDecimal128(toDecimal(result)) : result;
});

const log = nary(2, 2, ([value, base]) => {
  if (isNullish(value) || isNullish(base)) return null;
  if (!isNumber(value)) return fail(28756, `$log's argument must be numeric, not ${typeOf(value)}`);
  if (!isNumber(base)) return fail(28757, `$log's base must be numeric, not ${typeOf(base)}`);
  if (toNumber(value) <= 0)
    fail(28758, `$log's argument must be a positive number, but is ${toNumber(value)}`);
  if (toNumber(base) <= 0 || toNumber(base) === 1)
    fail(28759, `$log's base must be a positive number not equal to 1, but is ${toNumber(base)}`);
  return double(Math.log(toNumber(value)) / Math.log(toNumber(base)));
});

const degrees = 180 / Math.PI;

function bounded(apply: (value: number) => number, low: number, high: number): ExpressionFactory {
  return floating((value, name) =>
    value < low || value > high
      ? fail(50989, `cannot apply ${name} to ${value}, value must be in [${low},${high}]`)
      : apply(value),
  );
}

const finite = (apply: (value: number) => number): ExpressionFactory =>
  floating((value, name) =>
    Math.abs(value) === Number.POSITIVE_INFINITY
      ? fail(50989, `cannot apply ${name} to ${value}, value must be in (-inf,inf)`)
      : apply(value),
  );

export const arithmetic: ExpressionTable = {
  $add: add,
  $subtract: subtract,
  $multiply: multiply,
  $divide: divide,
  $mod: mod,
  $abs: abs,
  $ceil: toWhole(Math.ceil, true),
  $floor: toWhole(Math.floor, false),
  $round: rounding(true),
  $trunc: rounding(false),
  $pow: pow,
  $log: log,
  $exp: floating(Math.exp),
  $sqrt: floating((value, name) =>
    Math.sqrt(value < 0 ? fail(28714, `${name}'s argument must be greater than or equal to 0`) : value),
  ),
  $ln: floating((value, name) => Math.log(positive(value, name, 28766, 'positive'))),
  $log10: floating((value, name) => Math.log10(positive(value, name, 28761, 'positive'))),
  $sin: finite(Math.sin),
  $cos: finite(Math.cos),
  $tan: finite(Math.tan),
  $asin: bounded(Math.asin, -1, 1),
  $acos: bounded(Math.acos, -1, 1),
  $atan: floating(Math.atan),
  $atan2: nary(2, 2, ([y, x], name) =>
    isNullish(y) || isNullish(x)
      ? null
      : double(Math.atan2(toNumber(numberOf(y, name, 51044)), toNumber(numberOf(x, name, 51045)))),
  ),
  $sinh: floating(Math.sinh),
  $cosh: floating(Math.cosh),
  $tanh: floating(Math.tanh),
  $asinh: floating(Math.asinh),
  $acosh: bounded(Math.acosh, 1, Number.POSITIVE_INFINITY),
  $atanh: bounded(Math.atanh, -1, 1),
  $degreesToRadians: floating((value) => value / degrees),
  $radiansToDegrees: floating((value) => value * degrees),
  $rand: () => () => double(Math.random()),
};
