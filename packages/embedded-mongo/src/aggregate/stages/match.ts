import { isDoc } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { yieldPoint } from '../../plan/yield-policy.ts';
import { matches } from '../../query/filter.ts';
import { parseFilter } from '../../query/parse-filter.ts';
import type { StageFactory } from '../stage.ts';

export const match: StageFactory = (spec) => {
  if (!isDoc(spec)) return fail(15959, 'the match filter must be an expression in an object');
  const filter = parseFilter(spec);
  return function* (input, scope) {
    for (const it of input) if (it === yieldPoint || matches(filter, it, scope)) yield it;
  };
};
