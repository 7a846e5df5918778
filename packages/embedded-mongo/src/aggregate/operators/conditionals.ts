import { valueToString } from '../../bson/to-string.ts';
import { isArray, isDoc, isNullish } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import {
  type Evaluate,
  type ExpressionFactory,
  type ExpressionTable,
  positionalArguments,
} from '../expression.ts';
import { truthy } from '../truthy.ts';

const cond: ExpressionFactory = (operand, compile, name) => {
  let parts: readonly Evaluate[];
  if (isDoc(operand)) {
    for (const field of operand.keys())
      if (!['if', 'then', 'else'].includes(field)) fail(17083, `Unrecognized parameter to $cond: ${field}`);
    parts = ['if', 'then', 'else'].map((field, at) => {
      const value = operand.get(field);
      return value === undefined ? fail(17080 + at, `Missing '${field}' parameter to $cond`) : compile(value);
    });
  } else parts = positionalArguments(operand, name, 3, 3, compile);
  const [test, yes, no] = parts;
  return (doc, scope) => (truthy(test!(doc, scope)) ? yes!(doc, scope) : no!(doc, scope));
};

const ifNull: ExpressionFactory = (operand, compile, name) => {
  if (!isArray(operand) || operand.length < 2)
    fail(1257300, `$ifNull needs at least two arguments, had: ${isArray(operand) ? operand.length : 1}`);
  const parts = positionalArguments(operand, name, 2, Number.POSITIVE_INFINITY, compile);
  return (doc, scope) => {
    for (const part of parts.slice(0, -1)) {
      const value = part(doc, scope);
      if (!isNullish(value)) return value;
    }
    return parts.at(-1)!(doc, scope);
  };
};

const switchCase: ExpressionFactory = (operand, compile) => {
  if (!isDoc(operand))
    return fail(40060, `$switch requires an object as an argument, found: ${valueToString(operand)}`);
  for (const field of operand.keys())
    if (field !== 'branches' && field !== 'default')
      fail(40067, `$switch found an unknown argument: ${field}`);
  const given = operand.get('branches');
  if (!isArray(given))
    return fail(40061, `$switch expected an array for 'branches', found: ${valueToString(given)}`);
  if (given.length === 0) fail(40068, '$switch requires at least one branch.');
  const branches = given.map((branch) => {
    if (!isDoc(branch))
      return fail(40062, `$switch expected each branch to be an object, found: ${valueToString(branch)}`);
    const [test, value] = [branch.get('case'), branch.get('then')];
    if (test === undefined) return fail(40064, "$switch requires each branch have a 'case' expression");
    if (value === undefined) return fail(40065, "$switch requires each branch have a 'then' expression.");
    return { test: compile(test), value: compile(value) };
  });
  const otherwise = operand.get('default');
  const fallback = otherwise === undefined ? undefined : compile(otherwise);
  return (doc, scope) => {
    for (const { test, value } of branches) if (truthy(test(doc, scope))) return value(doc, scope);
    if (fallback) return fallback(doc, scope);
    return fail(
      40066,
      '$switch could not find a matching branch for an input, and no default was specified.',
    );
  };
};

export const conditionals: ExpressionTable = { $cond: cond, $ifNull: ifNull, $switch: switchCase };
