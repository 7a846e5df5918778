import { encode } from '../../bson/encode.ts';
import {
  Binary,
  type Doc,
  isDoc,
  isNullish,
  Long,
  type Maybe,
  Timestamp,
  type Value,
} from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import {
  type Evaluate,
  type ExpressionFactory,
  type ExpressionTable,
  nary,
  typeOf,
  unary,
  unbounded,
} from '../expression.ts';

export function mergeObjects(values: readonly Maybe[]): Doc {
  const merged: Doc = new Map();
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!isDoc(value))
      return fail(40400, `$mergeObjects requires object inputs, but input is of type ${typeOf(value)}`);
    for (const [name, field] of value) merged.set(name, field);
  }
  return merged;
}

/** A constant string, or one that `$literal` keeps from being a path. */
function fieldName(value: Maybe, compile: (source: Value) => Evaluate): Evaluate {
  if (value === undefined) return fail(3041703, "$getField requires 'field' to be specified");
  return typeof value === 'string' && !value.startsWith('$') ? () => value : compile(value);
}

const getField: ExpressionFactory = (operand, compile) => {
  const long = isDoc(operand) && (operand.has('field') || operand.has('input'));
  const field = fieldName(long ? operand.get('field') : operand, compile);
  const input = long && operand.has('input') ? compile(operand.get('input')!) : undefined;
  return (doc, scope) => {
    const from = input ? input(doc, scope) : doc;
    const name = field(doc, scope);
    if (typeof name !== 'string')
      return fail(3041704, `$getField requires 'field' to evaluate to type String, but got ${typeOf(name)}`);
    if (isNullish(from)) return from === undefined ? undefined : null;
    return isDoc(from) ? from.get(name) : undefined;
  };
};

const setter =
  (remove: boolean): ExpressionFactory =>
  (operand, compile, name) => {
    if (!isDoc(operand)) return fail(4161100, `${name} only supports an object as its argument`);
    const field = fieldName(operand.get('field'), compile);
    const input = compile(operand.get('input') ?? fail(4161103, `${name} requires 'input' to be specified`));
    const given = operand.get('value');
    if (!remove && given === undefined) fail(4161102, `${name} requires 'value' to be specified`);
    const value = remove ? () => undefined : compile(given!);
    return (doc, scope) => {
      const target = input(doc, scope);
      if (isNullish(target)) return null;
      if (!isDoc(target)) return fail(4161105, `${name} requires 'input' to evaluate to type Object`);
      const key = field(doc, scope);
      if (typeof key !== 'string')
        return fail(4161107, `${name} requires 'field' to evaluate to type String, but got ${typeOf(key)}`);
      const made = new Map(target);
      const next = value(doc, scope);
      if (next === undefined) made.delete(key);
      else made.set(key, next);
      return made;
    };
  };

const binarySize = unary((value) => {
  if (isNullish(value)) return null;
  if (typeof value === 'string') return Buffer.byteLength(value);
  return value instanceof Binary
    ? value.position
    : fail(51276, `$binarySize requires a string or BinData argument, found: ${typeOf(value)}`);
});

const bsonSize = unary((value) => {
  if (isNullish(value)) return null;
  return isDoc(value)
    ? encode(value).length
    : fail(31393, `$bsonSize requires a document input, found: ${typeOf(value)}`);
});

const timestampPart = (part: (value: Timestamp) => number): ExpressionFactory =>
  unary((value, name) => {
    if (isNullish(value)) return null;
    return value instanceof Timestamp
      ? Long.fromNumber(part(value))
      : fail(5687301, `Argument to ${name} must be a timestamp, but is ${typeOf(value)}`);
  });

export const objects: ExpressionTable = {
  $mergeObjects: nary(0, unbounded, mergeObjects),
  $getField: getField,
  $setField: setter(false),
  $unsetField: setter(true),
  $binarySize: binarySize,
  $bsonSize: bsonSize,
  $tsSecond: timestampPart((value) => value.t),
  $tsIncrement: timestampPart((value) => value.i),
};
