import { type Doc, isDoc } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { yieldPoint } from '../../plan/yield-policy.ts';
import { parseSort, Sorter } from '../../query/sort.ts';
import type { StageFactory } from '../stage.ts';

export const sortStage =
  (most: number): StageFactory =>
  (spec) => {
    if (!isDoc(spec)) return fail(15973, 'the $sort key specification must be an object');
    const sort = parseSort(spec) ?? fail(15976, '$sort stage must have at least one sort key');
    return function* (input) {
      const sorter = new Sorter<Doc>(sort, most);
      for (const it of input) {
        if (it === yieldPoint) yield yieldPoint;
        else sorter.add(it, it);
      }
      yield* sorter.done();
    };
  };
