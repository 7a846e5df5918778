import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';

/** MongoDB's documented order of values, written again in the plainest way: nothing of it is taken from src. */
export function order(a: unknown, b: unknown): number {
  const bracket = typeBracketOf(a) - typeBracketOf(b);
  if (bracket !== 0) return bracket;
  if (isNumeric(a)) return numbers(a, b);
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b as string));
  if (a instanceof Map) return entries([...a], [...(b as Map<string, unknown>)]);
  if (Array.isArray(a)) return entries(indexed(a), indexed(b as unknown[]));
  if (a instanceof Binary) return binaries(a, b as Binary);
  if (a instanceof ObjectId) return compareText(a.toHexString(), (b as ObjectId).toHexString());
  if (typeof a === 'boolean') return Number(a) - Number(b);
  if (a instanceof Date) return a.getTime() - (b as Date).getTime();
  if (a instanceof Timestamp) return a.t - (b as Timestamp).t || a.i - (b as Timestamp).i;
  if (a instanceof BSONRegExp)
    return (
      compareText(a.pattern, (b as BSONRegExp).pattern) || compareText(a.options, (b as BSONRegExp).options)
    );
  if (a instanceof Code) return compareText(a.code, (b as Code).code);
  return 0;
}

const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' ||
  value instanceof Double ||
  (value instanceof Long && !(value instanceof Timestamp)) ||
  value instanceof Decimal128;

function typeBracketOf(value: unknown): number {
  if (value instanceof MinKey) return 1;
  if (value === null) return 2;
  if (isNumeric(value)) return 3;
  if (typeof value === 'string') return 4;
  if (value instanceof Map) return 5;
  if (Array.isArray(value)) return 6;
  if (value instanceof Binary) return 7;
  if (value instanceof ObjectId) return 8;
  if (typeof value === 'boolean') return 9;
  if (value instanceof Date) return 10;
  if (value instanceof Timestamp) return 11;
  if (value instanceof BSONRegExp) return 12;
  if (value instanceof Code) return 13;
  if (value instanceof MaxKey) return 14;
  throw new Error('a type the oracle does not know');
}

const compareText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const indexed = (values: unknown[]): [string, unknown][] => values.map((value) => ['', value]);

function entries(a: [string, unknown][], b: [string, unknown][]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [nameA, valueA] = a[at]!;
    const [nameB, valueB] = b[at]!;
    const found =
      typeBracketOf(valueA) - typeBracketOf(valueB) || compareText(nameA, nameB) || order(valueA, valueB);
    if (found !== 0) return found;
  }
  return a.length - b.length;
}

function binaries(a: Binary, b: Binary): number {
  return (
    a.length() - b.length() ||
    a.sub_type - b.sub_type ||
    Buffer.compare(Buffer.from(a.buffer), Buffer.from(b.buffer))
  );
}

/** As fractions of whole numbers: nothing is rounded. */
function numbers(a: unknown, b: unknown): number {
  const [left, right] = [special(a), special(b)];
  if (left !== undefined || right !== undefined) return (left ?? 0) - (right ?? 0);
  const [topA, bottomA] = fraction(a);
  const [topB, bottomB] = fraction(b);
  const difference = topA * bottomB - topB * bottomA;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** NaN first, then -Infinity; Infinity last. */
function special(value: unknown): number | undefined {
  const text = String(value instanceof Double ? value.value : value);
  return { NaN: -2, '-Infinity': -1, Infinity: 1 }[text];
}

function fraction(value: unknown): [bigint, bigint] {
  if (value instanceof Long) return [BigInt(value.toString()), 1n];
  if (value instanceof Decimal128) {
    const [, sign, whole, part = '', power = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(
      value.toString(),
    )!;
    const exponent = Number(power) - part.length;
    const digits = BigInt(`${sign}${whole}${part}`);
    return exponent >= 0 ? [digits * 10n ** BigInt(exponent), 1n] : [digits, 10n ** BigInt(-exponent)];
  }
  let number = value instanceof Double ? value.value : (value as number);
  let bottom = 1n;
  while (!Number.isInteger(number)) {
    number *= 2;
    bottom *= 2n;
  }
  return [BigInt(number), bottom];
}
