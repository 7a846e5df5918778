import { toNumber } from '../bson/numbers.ts';
import { isArray, isNumber, type TypeName, typeCodes, typeName, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Path } from './field-path.ts';
import type { LeafExpression } from './filter.ts';

const byCode = new Map<number, TypeName>(
  Object.entries(typeCodes).map(([name, code]) => [code, name as TypeName]),
);
const numbers: readonly TypeName[] = ['int', 'long', 'double', 'decimal'];

/** The types that `$type` was given: names or numbers, one or several; `number` stands for four. */
export function parseTypes(operator: string, operand: Value): ReadonlySet<TypeName> {
  const given = isArray(operand) ? operand : [operand];
  if (given.length === 0) fail('FailedToParse', `${operator} must match at least one type`);
  return new Set(given.flatMap((value) => parseType(operator, value)));
}

function parseType(operator: string, value: Value): readonly TypeName[] {
  if (typeof value === 'string') {
    if (value === 'number') return numbers;
    if (value in typeCodes) return [value as TypeName];
    return fail('BadValue', `Unknown type name alias: ${value}`);
  }
  if (!isNumber(value)) return fail('TypeMismatch', `type must be represented as a number or a string`);
  const code = toNumber(value);
  const name = byCode.get(code === 255 ? Number.NaN : code);
  return name ? [name] : fail('BadValue', `Invalid numerical type code: ${code} for ${operator}`);
}

export const existsExpression = (path: Path): LeafExpression => ({
  kind: 'leaf',
  operator: '$exists',
  path,
  mode: 'whole',
  operand: true,
  test: (value) => value !== undefined,
});

export function typeExpression(path: Path, types: ReadonlySet<TypeName>): LeafExpression {
  return {
    kind: 'leaf',
    operator: '$type',
    path,
    mode: 'each',
    operand: [...types],
    test: (value) => value !== undefined && types.has(typeName(value)),
  };
}
