import { compileExpression } from '../aggregate/compile-expression.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumber, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Filter } from './filter.ts';
import { parseJsonSchema } from './json-schema.ts';
import { logicalExpression } from './logical-operators.ts';

/** An operator that stands where a field's name would. `$comment` gives nothing. */
export function parseTopLevelOperator(
  name: string,
  value: Value,
  parse: (filter: Doc) => Filter,
): Filter | undefined {
  switch (name) {
    case '$and':
    case '$or':
    case '$nor':
      return logicalExpression(name, value, parse);
    case '$expr': {
      const expression = compileExpression(value);
      return { kind: 'root', test: (doc, scope) => expression.truthy(doc, scope) };
    }
    case '$jsonSchema': {
      if (!isDoc(value)) return fail('TypeMismatch', '$jsonSchema must be an object');
      const test = parseJsonSchema(value);
      return { kind: 'root', test: (doc) => test(doc) };
    }
    case '$comment':
      return undefined;
    case '$alwaysTrue':
    case '$alwaysFalse':
      return { kind: 'root', test: () => name === '$alwaysTrue' };
    case '$sampleRate': {
      const rate = isNumber(value) ? toNumber(value) : Number.NaN;
      if (!(rate >= 0 && rate <= 1)) fail('BadValue', 'numeric argument to $sampleRate must be in [0, 1]');
      return { kind: 'root', test: () => Math.random() < rate };
    }
    case '$where':
      return fail('BadValue', 'no globalScriptEngine in $where parsing');
    case '$text':
      return fail('IndexNotFound', 'text index required for $text query');
    default:
      return fail(
        'BadValue',
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}
