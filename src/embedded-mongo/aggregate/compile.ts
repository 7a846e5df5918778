import type { Doc, Maybe, Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { isTruthy } from '../query/parse.ts';
import type { Scope } from '../query/scope.ts';

export interface Expression {
  value(doc: Doc, scope: Scope): Maybe;
  truthy(doc: Doc, scope: Scope): boolean;
}

export function compileExpression(_source: Value): Expression {
  isTruthy(1);
  return fail('NotImplemented', 'expressions are not there yet');
}
