import { compare } from '../../bson/compare.ts';
import { toNumber } from '../../bson/numbers.ts';
import { type Doc, doc, isArray, isDoc, isNumber, type Maybe, type Value } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { type Flow, yieldPoint } from '../../plan/yield-policy.ts';
import { scopeAt } from '../../query/variable-scope.ts';
import { compile } from '../compile-expression.ts';
import type { StageFactory } from '../stage.ts';
import { accumulatorFields, type Fields, Groups, group } from './group.ts';
import { sortStage } from './sort.ts';

const counting = (): Fields => accumulatorFields(doc({ count: doc({ $sum: 1 }) }));

function outputOf(spec: Doc): Fields {
  const output = spec.get('output');
  if (output === undefined) return counting();
  return isDoc(output)
    ? accumulatorFields(output)
    : fail(40196, "The $bucket 'output' field must be an object");
}

export const sortByCount: StageFactory = (spec, stageContext) => {
  if (
    !(typeof spec === 'string' && spec.startsWith('$')) &&
    !(isDoc(spec) && [...spec.keys()][0]?.startsWith('$'))
  )
    fail(
      40149,
      'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
    );
  const grouped = group(doc({ _id: spec, count: doc({ $sum: 1 }) }), stageContext);
  const sorted = sortStage(Number.POSITIVE_INFINITY)(doc({ count: -1 }), stageContext);
  return (input, scope) => sorted(grouped(input, scope), scope);
};

export const bucket: StageFactory = (spec) => {
  if (!isDoc(spec)) return fail(40201, 'Argument to $bucket stage must be an object');
  for (const name of spec.keys())
    if (!['groupBy', 'boundaries', 'default', 'output'].includes(name))
      fail(40197, `Unrecognized option to $bucket: ${name}.`);
  const by = spec.get('groupBy');
  const given = spec.get('boundaries');
  if (by === undefined || given === undefined)
    return fail(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  if (!isArray(given)) return fail(40200, `The $bucket 'boundaries' field must be an array`);
  if (given.length < 2)
    fail(
      40192,
      `The $bucket 'boundaries' field must have at least 2 values, but found ${given.length} value(s).`,
    );
  const empty = scopeAt(new Date(0));
  const boundaries = given.map((value): Value => compile(value)(new Map(), empty) ?? null);
  boundaries.forEach((value, at) => {
    if (at > 0 && compare(boundaries[at - 1], value) >= 0)
      fail(
        40194,
        "The 'boundaries' option to $bucket must be sorted, but elements are not in ascending order.",
      );
  });
  const otherwise = spec.get('default');
  const fields = outputOf(spec);
  const groupBy = compile(by);
  const bucketOf = (value: Maybe): Value => {
    for (let at = boundaries.length - 2; at >= 0; at--)
      if (value !== undefined && compare(value, boundaries[at]) >= 0 && compare(value, boundaries.at(-1)) < 0)
        return boundaries[at]!;
    return (
      otherwise ??
      fail(40066, '$switch could not find a matching branch for an input, and no default was specified.')
    );
  };
  return function* (input, scope): Flow<Doc> {
    const groups = new Groups(fields);
    for (const it of input) {
      if (it === yieldPoint) yield yieldPoint;
      else for (const one of groups.of(bucketOf(groupBy(it, scope)))) one.add(it, scope);
    }
    yield* [...groups.results()].sort((a, b) => compare(a.get('_id'), b.get('_id')));
  };
};

export const bucketAuto: StageFactory = (spec) => {
  if (!isDoc(spec)) return fail(40240, 'The argument to $bucketAuto must be an object');
  if (spec.has('granularity'))
    fail('NotImplemented', "'granularity' of $bucketAuto is not supported by the embedded server");
  for (const name of spec.keys())
    if (!['groupBy', 'buckets', 'output'].includes(name))
      fail(40245, `Unrecognized option to $bucketAuto: ${name}.`);
  const by = spec.get('groupBy');
  const given = spec.get('buckets');
  if (by === undefined || given === undefined)
    return fail(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified.");
  const wanted = isNumber(given)
    ? toNumber(given)
    : fail(40241, "The $bucketAuto 'buckets' field must be a numeric value");
  if (!Number.isInteger(wanted) || wanted <= 0)
    fail(40243, `The $bucketAuto 'buckets' field must be greater than 0, but found: ${wanted}`);
  const fields = outputOf(spec);
  const groupBy = compile(by);
  return function* (input, scope): Flow<Doc> {
    const items: { value: Value; it: Doc }[] = [];
    for (const it of input) {
      if (it === yieldPoint) yield yieldPoint;
      else items.push({ value: groupBy(it, scope) ?? null, it });
    }
    items.sort((a, b) => compare(a.value, b.value));
    const size = Math.max(1, Math.round(items.length / wanted));
    const buckets: { value: Value; it: Doc }[][] = [];
    let at = 0;
    while (at < items.length) {
      let end = buckets.length === wanted - 1 ? items.length : Math.min(at + size, items.length);
      // Equal values stay together.
      while (end < items.length && compare(items[end - 1]!.value, items[end]!.value) === 0) end += 1;
      buckets.push(items.slice(at, end));
      at = end;
    }
    for (const [index, bucket] of buckets.entries()) {
      const made = fields.map(([, make]) => make());
      for (const { it } of bucket) for (const one of made) one.add(it, scope);
      const max = buckets[index + 1]?.[0]?.value ?? bucket.at(-1)!.value;
      const result = doc({ _id: doc({ min: bucket[0]!.value, max }) });
      fields.forEach(([name], field) => {
        const value = made[field]!.result();
        if (value !== undefined) result.set(name, value);
      });
      yield result;
    }
  };
};
