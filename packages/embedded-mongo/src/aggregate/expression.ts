import type { Numeric } from '../bson/numbers.ts';
import { type Doc, isArray, isDoc, isNumber, type Maybe, typeName, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { VariableScope } from '../query/variable-scope.ts';

/** An expression made ready: what it is worth for a document; `undefined` is a missing value. */
export type Evaluate = (doc: Doc, scope: VariableScope) => Maybe;
export type Compile = (source: Value) => Evaluate;

/** Makes an operator's expression of its operand. */
export type ExpressionFactory = (operand: Value, compile: Compile, name: string) => Evaluate;
export type ExpressionTable = Readonly<Record<string, ExpressionFactory>>;

/** One argument, bare or in an array of one. */
export const unary =
  (apply: (value: Maybe, name: string, scope: VariableScope) => Maybe): ExpressionFactory =>
  (operand, compile, name) => {
    const [argument] = positionalArguments(operand, name, 1, 1, compile);
    return (doc, scope) => apply(argument!(doc, scope), name, scope);
  };

/** A fixed or a bounded number of arguments. */
export const nary =
  (
    least: number,
    most: number,
    apply: (values: readonly Maybe[], name: string) => Maybe,
  ): ExpressionFactory =>
  (operand, compile, name) => {
    const compiled = positionalArguments(operand, name, least, most, compile);
    return (doc, scope) =>
      apply(
        compiled.map((it) => it(doc, scope)),
        name,
      );
  };

export const unbounded = Number.POSITIVE_INFINITY;

export function positionalArguments(
  operand: Value,
  name: string,
  least: number,
  most: number,
  compile: Compile,
): readonly Evaluate[] {
  const given = isArray(operand) ? operand : [operand];
  if (given.length < least || given.length > most) {
    if (least === most)
      fail(16020, `Expression ${name} takes exactly ${least} arguments. ${given.length} were passed in.`);
    fail(
      28667,
      `Expression ${name} takes at least ${least} arguments, and at most ${most}, but ${given.length} were passed in.`,
    );
  }
  return given.map(compile);
}

/** The named arguments of an operator that takes an object. */
export function namedArguments(
  operand: Value,
  name: string,
  required: readonly string[],
  optional: readonly string[],
  compile: Compile,
  code = 40_000,
): Readonly<Record<string, Evaluate | undefined>> {
  if (!isDoc(operand)) return fail(code, `${name} only supports an object as its argument`);
  for (const field of operand.keys())
    if (!required.includes(field) && !optional.includes(field))
      fail(code, `Unrecognized argument to ${name}: ${field}`);
  for (const field of required)
    if (!operand.has(field)) fail(code, `Missing '${field}' parameter to ${name}`);
  return Object.fromEntries([...operand].map(([field, value]) => [field, compile(value)]));
}

export const typeOf = (value: Maybe): string => (value === undefined ? 'missing' : typeName(value));

export function numberOf(value: Maybe, name: string, code = 28765): Numeric {
  if (isNumber(value)) return value;
  return fail(code, `${name} only supports numeric types, not ${typeOf(value)}`);
}

export function arrayOf(value: Maybe, message: (type: string) => string, code: number): readonly Value[] {
  return isArray(value) ? value : fail(code, message(typeOf(value)));
}

/** What may stand in an array or a document in the place of a missing value. */
export const orNull = (value: Maybe): Value => value ?? null;
