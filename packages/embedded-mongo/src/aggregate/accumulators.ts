import { compare } from '../bson/compare.ts';
import { equalityKey } from '../bson/equality-key.ts';
import { type Doc, isArray, isDoc, isNullish, type Maybe, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { compareSortKeys, parseSort, type SortKey, sortKey } from '../query/sort.ts';
import type { VariableScope } from '../query/variable-scope.ts';
import { compile } from './compile-expression.ts';
import type { Evaluate } from './expression.ts';
import { average, deviation, extreme, sum } from './numeric-accumulators.ts';
import { positiveCount } from './operators/arrays.ts';
import { mergeObjects } from './operators/objects.ts';

/** What gathers one value out of many. */
export interface Accumulator {
  add(doc: Doc, scope: VariableScope): void;
  result(): Maybe;
}
export type AccumulatorFactory = () => Accumulator;

/** Of the values of one expression. */
const over =
  (make: () => { add(value: Maybe): void; result(): Maybe }) =>
  (operand: Value): AccumulatorFactory => {
    if (isArray(operand)) fail(40237, 'The accumulator is a unary operator');
    const evaluate = compile(operand);
    return () => {
      const inner = make();
      return { add: (doc, scope) => inner.add(evaluate(doc, scope)), result: () => inner.result() };
    };
  };

const first = () => {
  let seen = false;
  let value: Maybe;
  return {
    add: (next: Maybe) => {
      if (!seen) value = next;
      seen = true;
    },
    result: (): Maybe => value ?? null,
  };
};

const last = () => {
  let value: Maybe;
  return {
    add: (next: Maybe) => {
      value = next;
    },
    result: (): Maybe => value ?? null,
  };
};

const push = () => {
  const values: Value[] = [];
  return {
    add: (value: Maybe) => {
      if (value !== undefined) values.push(value);
    },
    result: (): Maybe => values,
  };
};

const addToSet = () => {
  const values = new Map<string, Value>();
  return {
    add: (value: Maybe) => {
      if (value === undefined) return;
      const id = equalityKey(value);
      if (!values.has(id)) values.set(id, value);
    },
    result: (): Maybe => [...values.values()],
  };
};

const merge = () => {
  let merged: Doc = new Map();
  return {
    add: (value: Maybe) => {
      merged = mergeObjects([merged, value]);
    },
    result: (): Maybe => merged,
  };
};

const count = (operand: Value): AccumulatorFactory => {
  if (!isDoc(operand) || operand.size > 0) fail('TypeMismatch', '$count takes no arguments, i.e. $count:{}');
  return () => {
    let n = 0;
    return {
      add: () => {
        n += 1;
      },
      result: () => n,
    };
  };
};

/** `{n, input}`: the values at one end. `n` may name the group's fields, but not the documents'. */
const severalOf =
  (pick: (values: Value[], n: number) => Value[], name: string) =>
  (operand: Value): AccumulatorFactory => {
    const [n, input] = parts(operand, name, ['n', 'input']);
    return () => {
      const values: Value[] = [];
      let size = 1;
      return {
        add: (doc, scope) => {
          if (values.length === 0) size = positiveCount(n!(new Map(), scope), name);
          values.push(input!(doc, scope) ?? null);
        },
        result: () => pick(values, size),
      };
    };
  };

/** `{sortBy, output, n?}`: the output of the documents at one end of an order. */
const ranked =
  (name: '$top' | '$topN' | '$bottom' | '$bottomN') =>
  (operand: Value): AccumulatorFactory => {
    const several = name.endsWith('N');
    const sortBy = isDoc(operand) ? operand.get('sortBy') : undefined;
    if (!isDoc(operand) || !isDoc(sortBy)) return fail(5788005, `${name} requires 'sortBy' to be an object`);
    const sort = parseSort(sortBy) ?? fail(5788005, `${name} requires a non-empty 'sortBy'`);
    const rest = new Map([...operand].filter(([field]) => field !== 'sortBy'));
    const [output, n] = parts(rest, name, several ? ['output', 'n'] : ['output']);
    return () => {
      const items: { key: SortKey; value: Value }[] = [];
      let size = 1;
      return {
        add: (doc, scope) => {
          if (n && items.length === 0) size = positiveCount(n(new Map(), scope), name);
          items.push({ key: sortKey(sort, doc), value: output!(doc, scope) ?? null });
        },
        result: () => {
          const sorted = [...items]
            .sort((a, b) => compareSortKeys(sort, a.key, b.key))
            .map(({ value }) => value);
          const chosen = name.startsWith('$top') ? sorted.slice(0, size) : sorted.slice(-size);
          return several ? chosen : chosen[0];
        },
      };
    };
  };

function parts(operand: Value, name: string, fields: readonly string[]): readonly Evaluate[] {
  if (!isDoc(operand)) return fail(5787801, `specification must be an object; found ${name}`);
  for (const field of operand.keys())
    if (!fields.includes(field)) fail(5787901, `Unknown argument to ${name} '${field}'`);
  return fields.map((field) =>
    compile(operand.get(field) ?? fail(5787906, `Missing value for '${field}' in ${name}`)),
  );
}

const table: Readonly<Record<string, (operand: Value) => AccumulatorFactory>> = {
  $sum: over(sum),
  $avg: over(average),
  $min: over(extreme(1)),
  $max: over(extreme(-1)),
  $stdDevPop: over(deviation(false)),
  $stdDevSamp: over(deviation(true)),
  $first: over(first),
  $last: over(last),
  $push: over(push),
  $addToSet: over(addToSet),
  $mergeObjects: over(merge),
  $count: count,
  $firstN: severalOf((values, n) => values.slice(0, n), '$firstN'),
  $lastN: severalOf((values, n) => values.slice(-n), '$lastN'),
  $minN: severalOf(
    (values, n) =>
      values
        .filter((it) => !isNullish(it))
        .sort(compare)
        .slice(0, n),
    '$minN',
  ),
  $maxN: severalOf(
    (values, n) =>
      values
        .filter((it) => !isNullish(it))
        .sort((a, b) => compare(b, a))
        .slice(0, n),
    '$maxN',
  ),
  $top: ranked('$top'),
  $topN: ranked('$topN'),
  $bottom: ranked('$bottom'),
  $bottomN: ranked('$bottomN'),
};

export function accumulator(name: string, operand: Value): AccumulatorFactory {
  const factory = Object.hasOwn(table, name) ? table[name] : undefined;
  if (factory) return factory(operand);
  if (name === '$accumulator')
    return fail('NotImplemented', '$accumulator runs JavaScript, which the embedded server does not');
  if (name === '$median' || name === '$percentile')
    return fail('NotImplemented', `${name} is not supported by the embedded server`);
  return fail(15952, `unknown group operator '${name}'`);
}
