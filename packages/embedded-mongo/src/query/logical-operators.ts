import { type Doc, isArray, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Filter } from './filter.ts';

type LogicalOperator = '$and' | '$or' | '$nor';

/** `$and`, `$or` and `$nor`, each over an array of filters. */
export function logicalExpression(
  operator: LogicalOperator,
  operand: Value,
  parse: (filter: Doc) => Filter,
): Filter {
  return { kind: operator.slice(1) as 'and' | 'or' | 'nor', parts: clauses(operator, operand).map(parse) };
}

function clauses(operator: LogicalOperator, operand: Value): readonly Doc[] {
  if (!isArray(operand)) return fail('BadValue', `${operator} must be an array`);
  if (operand.length === 0) fail('BadValue', '$and/$or/$nor must be a nonempty array');
  return operand.map((clause) =>
    isDoc(clause) ? clause : fail('BadValue', '$or/$and/$nor entries need to be full objects'),
  );
}
