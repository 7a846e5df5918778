import { valueToString } from '../bson/to-string.ts';
import { type Doc, isDoc, isInt32, Long, type Maybe, typeName, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { UpdateOperator } from './field-operators.ts';

type Combine = (a: bigint, b: bigint) => bigint;
const combinations: Readonly<Record<string, Combine>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

/** `{$bit: {flags: {or: 4}}}`: on int32 and int64 only. */
export const bit: UpdateOperator = (operand, path) => {
  if (!isDoc(operand))
    return fail(
      'BadValue',
      `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  if (operand.size === 0)
    fail(
      'BadValue',
      `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`,
    );
  const steps = [...operand].map(([name, value]): ((current: bigint) => bigint) => {
    const combine = combinations[name];
    if (!combine)
      return fail(
        'BadValue',
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${valueToString(value)}}`,
      );
    const number = whole(value);
    if (number === undefined)
      return fail(
        'BadValue',
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(value)}' is not supported here: {${name}: ${valueToString(value)}}`,
      );
    return (current) => combine(current, number);
  });
  const wide = [...operand.values()].some((value) => value instanceof Long);
  return (current, { doc }) => {
    const number = current === undefined ? 0n : whole(current);
    if (number === undefined) return refuse(current, path, doc);
    const result = BigInt.asIntN(
      64,
      steps.reduce((value, step) => step(value), number),
    );
    return wide || current instanceof Long ? Long.fromBigInt(result) : Number(result);
  };
};

const whole = (value: Maybe): bigint | undefined =>
  value instanceof Long
    ? value.toBigInt()
    : typeof value === 'number' && isInt32(value)
      ? BigInt(value)
      : undefined;

const refuse = (value: Maybe, path: string, doc: Doc): Value =>
  fail(
    'BadValue',
    `Cannot apply $bit to a value of non-integral type._id: ${valueToString(doc.get('_id'))} has the field ${path.split('.').at(-1)} of non-integer type ${value === undefined ? 'missing' : typeName(value)}`,
  );
