import { toNumber } from '../../bson/numbers.ts';
import { isDoc, isNullish, isNumber, type Maybe, type Value } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { withVariable, withVariables } from '../../query/variable-scope.ts';
import {
  arrayOf,
  type Evaluate,
  type ExpressionFactory,
  type ExpressionTable,
  namedArguments,
  orNull,
} from '../expression.ts';
import { truthy } from '../truthy.ts';

function variableName(operand: Value, name: string): string {
  const given = isDoc(operand) ? operand.get('as') : undefined;
  if (given === undefined) return 'this';
  if (typeof given !== 'string' || !/^[a-z\u0080-\uffff]\w*$/u.test(given))
    return fail(
      'FailedToParse',
      `'${String(given)}' starts with an invalid character for a user variable name in ${name}`,
    );
  return given;
}

/** `as` is a name, not an expression. */
const withoutName = (compile: (source: Value) => Evaluate, operand: Value) => {
  const name = isDoc(operand) ? operand.get('as') : undefined;
  return (source: Value): Evaluate =>
    source === name && typeof source === 'string' ? () => source : compile(source);
};

const map: ExpressionFactory = (operand, compile, name) => {
  const given = namedArguments(operand, name, ['input', 'in'], ['as'], withoutName(compile, operand), 16878);
  const as = variableName(operand, name);
  return (doc, scope) => {
    const input = given.input!(doc, scope);
    if (isNullish(input)) return null;
    return arrayOf(input, (type) => `input to $map must be an array not ${type}`, 16883).map((item) =>
      orNull(given.in!(doc, withVariable(scope, as, item))),
    );
  };
};

const filter: ExpressionFactory = (operand, compile, name) => {
  const given = namedArguments(
    operand,
    name,
    ['input', 'cond'],
    ['as', 'limit'],
    withoutName(compile, operand),
    28646,
  );
  const as = variableName(operand, name);
  return (doc, scope) => {
    const input = given.input!(doc, scope);
    if (isNullish(input)) return null;
    const items = arrayOf(input, (type) => `input to $filter must be an array not ${type}`, 28651);
    const limit: Maybe = given.limit?.(doc, scope);
    const most = isNumber(limit) ? toNumber(limit) : Number.POSITIVE_INFINITY;
    if (most < 1) fail(327392, `$filter: limit must be greater than 0`);
    const kept: Value[] = [];
    for (const item of items) {
      if (kept.length >= most) break;
      if (truthy(given.cond!(doc, withVariable(scope, as, item)))) kept.push(item);
    }
    return kept;
  };
};

const reduce: ExpressionFactory = (operand, compile, name) => {
  const given = namedArguments(operand, name, ['input', 'initialValue', 'in'], [], compile, 40076);
  return (doc, scope) => {
    const input = given.input!(doc, scope);
    if (isNullish(input)) return null;
    let value = given.initialValue!(doc, scope);
    for (const item of arrayOf(
      input,
      (type) => `$reduce requires that 'input' be an array, found: ${type}`,
      40080,
    ))
      value = given.in!(doc, withVariable(withVariable(scope, 'this', item), 'value', value));
    return value;
  };
};

const letIn: ExpressionFactory = (operand, compile, name) => {
  if (!isDoc(operand)) return fail(16874, `${name} only supports an object as its argument`);
  const vars = operand.get('vars');
  const body = operand.get('in');
  for (const field of operand.keys())
    if (field !== 'vars' && field !== 'in') fail(16875, `Unrecognized parameter to ${name}: ${field}`);
  if (!isDoc(vars)) return fail(16876, `Missing 'vars' parameter to ${name}`);
  if (body === undefined) return fail(16877, `Missing 'in' parameter to ${name}`);
  const bound = [...vars].map(([variable, value]) => {
    if (!/^[a-z\u0080-\uffff]\w*$/u.test(variable))
      fail('FailedToParse', `'${variable}' starts with an invalid character for a user variable name`);
    return { variable, value: compile(value) };
  });
  const inner = compile(body);
  return (doc, scope) =>
    inner(
      doc,
      withVariables(scope, new Map(bound.map(({ variable, value }) => [variable, value(doc, scope)]))),
    );
};

export const variableExpressions: ExpressionTable = {
  $map: map,
  $filter: filter,
  $reduce: reduce,
  $let: letIn,
};
