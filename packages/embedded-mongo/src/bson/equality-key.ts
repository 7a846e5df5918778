import { activeCollation, type Collation } from './collation.ts';
import { encodeValue } from './key-string.ts';
import { BSONSymbol, isArray, isDoc, type Value } from './values.ts';

/** The same for equal values, whatever their types, and for strings that a collation holds for equal. */
export const equalityKey = (value: Value): string =>
  encodeValue(folded(value, activeCollation())).toString('latin1');

function folded(value: Value, collation: Collation | undefined): Value {
  if (!collation) return value;
  if (typeof value === 'string') return collation.representative(value);
  if (value instanceof BSONSymbol) return collation.representative(value.value);
  if (isArray(value)) return value.map((item) => folded(item, collation));
  if (isDoc(value)) return new Map([...value].map(([name, it]) => [name, folded(it, collation)]));
  return value;
}
