import { toNumber } from '../../bson/numbers.ts';
import { valueToString } from '../../bson/to-string.ts';
import { isNumber, type Value } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { yieldPoint } from '../../plan/yield-policy.ts';
import type { StageFactory } from '../stage.ts';

function wholeNumber(spec: Value, name: string, least: number, code: number): number {
  const number = isNumber(spec) ? toNumber(spec) : Number.NaN;
  if (!Number.isInteger(number))
    fail(code, `invalid argument to ${name} stage: Expected an integer: ${name}: ${valueToString(spec)}`);
  if (number < least)
    fail(
      name === '$limit' && number === 0 ? 15958 : code,
      number === 0
        ? 'the limit must be positive'
        : `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${valueToString(spec)}`,
    );
  return number;
}

export const limit: StageFactory = (spec) => {
  const most = wholeNumber(spec, '$limit', 1, 5107201);
  return function* (input) {
    let taken = 0;
    for (const it of input) {
      yield it;
      if (it !== yieldPoint && ++taken >= most) return;
    }
  };
};

export const skip: StageFactory = (spec) => {
  const first = wholeNumber(spec, '$skip', 0, 5107200);
  return function* (input) {
    let seen = 0;
    for (const it of input) if (it === yieldPoint || seen++ >= first) yield it;
  };
};
