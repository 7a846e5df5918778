import { toNumber } from '../../bson/numbers.ts';
import { valueToString } from '../../bson/to-string.ts';
import { type Doc, doc, isDoc, isNumber, Long, type Value } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { type Flow, yieldPoint } from '../../plan/plan-executor.ts';
import { matches } from '../../query/filter.ts';
import { parseFilter } from '../../query/parse-filter.ts';
import { parseSort, Sorter } from '../../query/sort.ts';
import type { StageFactory } from '../stage.ts';

export const match: StageFactory = (spec) => {
  if (!isDoc(spec)) return fail(15959, 'the match filter must be an expression in an object');
  const filter = parseFilter(spec);
  return function* (input, scope) {
    for (const it of input) if (it === yieldPoint || matches(filter, it, scope)) yield it;
  };
};

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
