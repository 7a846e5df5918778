import { doc, Long } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { yieldPoint } from '../../plan/yield-policy.ts';
import type { StageFactory } from '../stage.ts';

export const count: StageFactory = (spec) => {
  if (typeof spec !== 'string') return fail(40156, 'the count field must be a non-empty string');
  if (spec === '') fail(40157, 'the count field must be a non-empty string');
  if (spec.startsWith('$')) fail(40158, 'the count field cannot be a $-prefixed path');
  if (spec.includes('.')) fail(40160, "the count field cannot contain '.'");
  return function* (input) {
    let n = 0;
    for (const it of input) {
      if (it === yieldPoint) yield yieldPoint;
      else n += 1;
    }
    if (n > 0) yield doc({ [spec]: n > 2_147_483_647 ? Long.fromNumber(n) : n });
  };
};
