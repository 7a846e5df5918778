import { equalityKey } from '../../bson/equality-key.ts';
import { isNullish, type Maybe, type Value } from '../../bson/values.ts';
import { arrayOf, type ExpressionTable, nary, unary, unbounded } from '../expression.ts';
import { truthy } from '../truthy.ts';

const id = (value: Value): string => equalityKey(value);
const distinct = (values: readonly Value[]): Map<string, Value> =>
  new Map(values.map((value) => [id(value), value]));

const list = (value: Maybe, name: string, code: number): readonly Value[] =>
  arrayOf(value, (type) => `All operands of ${name} must be arrays. One argument is of type: ${type}`, code);

export const sets: ExpressionTable = {
  $setUnion: nary(0, unbounded, (values, name) => {
    if (values.some(isNullish)) return null;
    return [...distinct(values.flatMap((value) => list(value, name, 17043))).values()];
  }),
  $setIntersection: nary(0, unbounded, (values, name) => {
    if (values.some(isNullish)) return null;
    const [first, ...rest] = values.map((value) => distinct(list(value, name, 17047)));
    return [...(first ?? new Map<string, Value>())]
      .filter(([key]) => rest.every((other) => other.has(key)))
      .map(([, value]) => value);
  }),
  $setDifference: nary(2, 2, ([a, b], name) => {
    if (isNullish(a) || isNullish(b)) return null;
    const without = distinct(list(b, name, 17048));
    return [...distinct(list(a, name, 17048))].filter(([key]) => !without.has(key)).map(([, value]) => value);
  }),
  $setEquals: nary(2, unbounded, (values, name) => {
    const [first, ...rest] = values.map((value) => distinct(list(value, name, 17044)));
    return rest.every(
      (other) => other.size === first!.size && [...first!.keys()].every((key) => other.has(key)),
    );
  }),
  $setIsSubset: nary(2, 2, ([a, b], name) => {
    const all = distinct(list(b, name, 17042));
    return list(a, name, 17046).every((value) => all.has(id(value)));
  }),
  $allElementsTrue: unary((value) =>
    arrayOf(value, (type) => `$allElementsTrue's argument must be an array, but is ${type}`, 17040).every(
      truthy,
    ),
  ),
  $anyElementTrue: unary((value) =>
    arrayOf(value, (type) => `$anyElementTrue's argument must be an array, but is ${type}`, 17041).some(
      truthy,
    ),
  ),
};
