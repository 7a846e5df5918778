import { compare } from '../bson/compare.ts';
import { divideDecimals, toDecimal128 } from '../bson/decimal128.ts';
import { kindOf, type Numeric, toDecimal, toNumber } from '../bson/numbers.ts';
import { double, isNullish, isNumber, type Maybe } from '../bson/values.ts';
import { plus } from './operators/arithmetic.ts';

export function sum() {
  let total: Numeric = 0;
  return {
    add: (value: Maybe) => {
      if (isNumber(value)) total = plus(total, value);
    },
    result: (): Maybe => total,
  };
}

export function average() {
  let total: Numeric = 0;
  let count = 0;
  return {
    add: (value: Maybe) => {
      if (!isNumber(value)) return;
      total = plus(total, value);
      count += 1;
    },
    result: (): Maybe => {
      if (count === 0) return null;
      if (kindOf(total) === 'decimal')
        return toDecimal128(divideDecimals(toDecimal(total), toDecimal(count)));
      return double(toNumber(total) / count);
    },
  };
}

/** The least or the greatest; null and missing do not count. */
export const extreme = (sign: 1 | -1) => () => {
  let best: Maybe;
  return {
    add: (value: Maybe) => {
      if (!isNullish(value) && (best === undefined || compare(value, best) * sign < 0)) best = value;
    },
    result: (): Maybe => best ?? null,
  };
};

/** Welford's method. */
export const deviation = (sample: boolean) => () => {
  let count = 0;
  let mean = 0;
  let squares = 0;
  return {
    add: (value: Maybe) => {
      if (!isNumber(value)) return;
      const number = toNumber(value);
      count += 1;
      const delta = number - mean;
      mean += delta / count;
      squares += delta * (number - mean);
    },
    result: (): Maybe => {
      const divisor = sample ? count - 1 : count;
      return divisor <= 0 ? null : double(Math.sqrt(squares / divisor));
    },
  };
};
