import { compare } from '../bson/compare.ts';
import { addNumbers, kindOf, multiplyNumbers, type Numeric } from '../bson/numbers.ts';
import { valueToString } from '../bson/to-string.ts';
import {
  Decimal128,
  type Doc,
  double,
  isDoc,
  isNumber,
  Long,
  type Maybe,
  Timestamp,
  typeName,
  type Value,
} from '../bson/values.ts';
import { fail } from '../errors.ts';
import { addToSet, pop, pull, pullAll, push } from './array-operators.ts';
import { bit } from './bit-operator.ts';

export interface Change {
  readonly path: string;
  readonly doc: Doc;
  readonly now: Date;
}

/** From what is at a path to what shall be there; `undefined` leaves it alone. */
export type ApplyOperator = (current: Maybe, change: Change) => Maybe;

/** Reads an operator's operand once, for one path. */
export type UpdateOperator = (operand: Value, path: string) => ApplyOperator;

const shownId = (doc: Doc): string => `{_id: ${valueToString(doc.get('_id'))}}`;

function arithmetic(
  operator: '$inc' | '$mul',
  verb: string,
  combine: (a: Numeric, b: Numeric) => Numeric | undefined,
): UpdateOperator {
  return (operand, path) => {
    if (!isNumber(operand))
      return fail(
        'TypeMismatch',
        `Cannot ${verb} with non-numeric argument: {${path}: ${valueToString(operand)}}`,
      );
    return (current, change) => {
      if (current === undefined) return operator === '$inc' ? operand : zeroLike(operand);
      if (!isNumber(current))
        return fail(
          'TypeMismatch',
          `Cannot apply ${operator} to a value of non-numeric type. ${shownId(change.doc)} has the field '${change.path.split('.').at(-1)}' of non-numeric type ${typeName(current)}`,
        );
      return (
        combine(current, operand) ??
        fail(
          'BadValue',
          `Failed to apply ${operator} operations to current value ((NumberLong)${valueToString(current)}) for document ${shownId(change.doc)}`,
        )
      );
    };
  };
}

function zeroLike(value: Numeric): Value {
  const kind = kindOf(value);
  if (kind === 'decimal') return Decimal128.fromString('0');
  if (kind === 'long') return Long.ZERO;
  return kind === 'double' ? double(0) : 0;
}

const bounded =
  (sign: 1 | -1): UpdateOperator =>
  (operand) =>
  (current) =>
    current === undefined || compare(operand, current) * sign > 0 ? operand : current;

const currentDate: UpdateOperator = (operand) => {
  let type = 'date';
  if (isDoc(operand)) {
    for (const name of operand.keys())
      if (name !== '$type') fail('BadValue', `Unrecognized $currentDate option: ${name}`);
    const given = operand.get('$type');
    if (given !== 'date' && given !== 'timestamp')
      fail(
        'BadValue',
        "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
      );
    type = String(given);
  } else if (typeof operand !== 'boolean')
    fail(
      'BadValue',
      `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  let ordinal = 0;
  return (_current, { now }) =>
    type === 'date' ? now : new Timestamp({ t: Math.floor(now.getTime() / 1000), i: ++ordinal });
};

const set: UpdateOperator = (operand) => () => operand;

/** What each operator makes of a value. `$unset` and `$rename` remove, so they are not here. */
export const fieldOperators: Readonly<Record<string, UpdateOperator>> = {
  $set: set,
  $setOnInsert: set,
  $inc: arithmetic('$inc', 'increment', addNumbers),
  $mul: arithmetic('$mul', 'multiply', multiplyNumbers),
  $min: bounded(-1),
  $max: bounded(1),
  $currentDate: currentDate,
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
  $bit: bit,
};
