import { docToString } from '../bson/to-string.ts';
import { type Doc, isArray, isDoc, type Maybe, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { VariableScope } from '../query/variable-scope.ts';
import type { Evaluate, ExpressionTable } from './expression.ts';
import { accumulatorExpressions } from './operators/accumulator-expressions.ts';
import { arithmetic } from './operators/arithmetic.ts';
import { arrays } from './operators/arrays.ts';
import { bitwise } from './operators/bitwise.ts';
import { comparisons } from './operators/comparisons.ts';
import { conditionals } from './operators/conditionals.ts';
import { dateArithmetic } from './operators/date-arithmetic.ts';
import { dates } from './operators/dates.ts';
import { objects } from './operators/objects.ts';
import { regexes } from './operators/regex.ts';
import { sets } from './operators/sets.ts';
import { strings } from './operators/strings.ts';
import { typeExpressions } from './operators/type-expressions.ts';
import { variableExpressions } from './operators/variable-expressions.ts';
import { truthy } from './truthy.ts';

/** An aggregation expression, ready to be evaluated. */
export interface Expression {
  value(doc: Doc, scope: VariableScope): Maybe;
  truthy(doc: Doc, scope: VariableScope): boolean;
}

const operators: ExpressionTable = {
  ...arithmetic,
  ...arrays,
  ...variableExpressions,
  ...comparisons,
  ...conditionals,
  ...typeExpressions,
  ...dates,
  ...dateArithmetic,
  ...objects,
  ...regexes,
  ...sets,
  ...strings,
  ...bitwise,
  ...accumulatorExpressions,
};

/** Reads an expression; an unknown operator is error 168 (InvalidPipelineOperator). */
export function compileExpression(source: Value): Expression {
  const value = compile(source);
  return { value, truthy: (doc, scope) => truthy(value(doc, scope)) };
}

export function compile(source: Value): Evaluate {
  if (typeof source === 'string') {
    if (source.startsWith('$$')) return variable(source.slice(2));
    if (source.startsWith('$')) return fieldPath(source.slice(1));
    return () => source;
  }
  if (isArray(source)) {
    const items = source.map(compile);
    return (doc, scope) => items.map((item) => item(doc, scope) ?? null);
  }
  return isDoc(source) ? compileDoc(source) : () => source;
}

function compileDoc(source: Doc): Evaluate {
  const [first] = source.keys();
  if (first?.startsWith('$')) {
    if (source.size > 1)
      fail(15983, `an object representing an expression must have exactly one field: ${docToString(source)}`);
    return operator(first, source.get(first)!);
  }
  const fields = [...source].map(([name, value]): [string, Evaluate] => {
    if (name.startsWith('$'))
      fail(15983, `an object representing an expression must have exactly one field: ${docToString(source)}`);
    if (name.includes('.'))
      fail(16405, `FieldPath field names may not contain '.'. Consider using $getField or $setField.`);
    return [name, compile(value)];
  });
  return (doc, scope) => {
    const made: Doc = new Map();
    for (const [name, evaluate] of fields) {
      const value = evaluate(doc, scope);
      if (value !== undefined) made.set(name, value);
    }
    return made;
  };
}

/** Operators that MongoDB has and this server does not. */
const absent = new Set(['$median', '$percentile', '$toHashedIndexKey', '$meta']);

function operator(name: string, operand: Value): Evaluate {
  if (name === '$literal' || name === '$const') return () => operand;
  const factory = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (factory) return factory(operand, compile, name);
  if (name === '$function' || name === '$accumulator')
    return fail('NotImplemented', `${name} runs JavaScript, which the embedded server does not`);
  if (absent.has(name)) return fail('NotImplemented', `${name} is not supported by the embedded server`);
  return fail('InvalidPipelineOperator', `Unrecognized expression '${name}'`);
}

/** `$a.b`: through documents, and through arrays of documents, whose values it gathers. */
export function fieldPath(path: string): Evaluate {
  const pieces = checked(path);
  return (doc) => follow(doc, pieces, 0);
}

function checked(path: string): readonly string[] {
  if (path === '') fail(16872, "'$' by itself is not a valid FieldPath");
  const pieces = path.split('.');
  for (const piece of pieces) {
    if (piece === '') fail(15998, 'FieldPath field names may not be empty strings.');
    if (piece.startsWith('$') && !['$ref', '$id', '$db'].includes(piece))
      fail(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
  }
  return pieces;
}

export function follow(value: Maybe, pieces: readonly string[], at: number): Maybe {
  if (at === pieces.length) return value;
  if (isDoc(value)) return follow(value.get(pieces[at]!), pieces, at + 1);
  if (!isArray(value) || at === 0) return undefined;
  return value.flatMap((item) => {
    const found = isDoc(item) ? follow(item, pieces, at) : undefined;
    return found === undefined ? [] : [found];
  });
}

/** Error 9 for a name that can be no variable's. */
export function checkVariableName(name: string): void {
  if (!/^[a-z\u0080-\uffff]\w*$/u.test(name))
    fail('FailedToParse', `'${name}' starts with an invalid character for a user variable name`);
}

const system = new Set(['ROOT', 'CURRENT', 'NOW', 'REMOVE', 'DESCEND', 'PRUNE', 'KEEP']);

function variable(path: string): Evaluate {
  const [name = '', ...rest] = path.split('.');
  if (name === '') fail('FailedToParse', 'empty variable names are not allowed');
  if (rest.includes('')) fail(15998, 'FieldPath field names may not be empty strings.');
  if (/^[A-Z]/.test(name) && !system.has(name)) fail(17276, `Use of undefined variable: ${name}`);
  const through = (value: Maybe): Maybe =>
    rest.length === 0 ? value : isArray(value) ? gather(value, rest) : follow(value, rest, 0);
  switch (name) {
    case 'ROOT':
    case 'CURRENT':
      return (doc) => through(doc);
    case 'NOW':
      return (_doc, scope) => through(scope.now);
    case 'REMOVE':
      return () => undefined;
    default:
      return (_doc, scope) => {
        if (!scope.variables.has(name)) fail(17276, `Use of undefined variable: ${name}`);
        return through(scope.variables.get(name));
      };
  }
}

const gather = (items: readonly Value[], pieces: readonly string[]): Value[] =>
  items.flatMap((item) => {
    const found = isDoc(item) ? follow(item, pieces, 0) : undefined;
    return found === undefined ? [] : [found];
  });
