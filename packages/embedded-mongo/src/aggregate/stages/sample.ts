import { toNumber } from '../../bson/numbers.ts';
import { type Doc, isDoc, isNumber } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { type Flow, yieldPoint } from '../../plan/yield-policy.ts';
import type { StageFactory } from '../stage.ts';

export const sample: StageFactory = (spec) => {
  if (!isDoc(spec)) return fail(28745, 'the $sample stage specification must be an object');
  for (const field of spec.keys())
    if (field !== 'size') fail(28748, `unrecognized option to $sample: ${field}`);
  const given = spec.get('size');
  if (given === undefined) fail(28749, '$sample stage must specify a size');
  const size = isNumber(given)
    ? Math.trunc(toNumber(given))
    : fail(28746, 'size argument to $sample must be a number');
  if (size <= 0) fail(28747, 'size argument to $sample must be a positive integer');
  return function* (input): Flow<Doc> {
    // Each document stays with the same chance, however many there are.
    const held: Doc[] = [];
    let seen = 0;
    for (const it of input) {
      if (it === yieldPoint) {
        yield yieldPoint;
        continue;
      }
      seen += 1;
      if (held.length < size) held.push(it);
      else {
        const at = Math.floor(Math.random() * seen);
        if (at < size) held[at] = it;
      }
    }
    for (let at = held.length - 1; at > 0; at--) {
      const other = Math.floor(Math.random() * (at + 1));
      [held[at], held[other]] = [held[other]!, held[at]!];
    }
    yield* held;
  };
};
