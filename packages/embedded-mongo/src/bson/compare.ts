import { activeCollation } from './collation.ts';
import { compareNumbers, type Numeric } from './numbers.ts';
import {
  type Binary,
  type BSONRegExp,
  type BSONSymbol,
  type Code,
  type CodeWithScope,
  type DbPointer,
  type Doc,
  type Maybe,
  type ObjectId,
  type Timestamp,
  type TypeName,
  typeName,
  type Value,
} from './values.ts';

/** The order of the types among each other; types of one bracket are compared by value. */
export const typeBrackets: Readonly<Record<TypeName, number>> = {
  minKey: 0,
  undefined: 1,
  null: 2,
  int: 3,
  long: 3,
  double: 3,
  decimal: 3,
  symbol: 4,
  string: 4,
  object: 5,
  array: 6,
  binData: 7,
  objectId: 8,
  bool: 9,
  date: 10,
  timestamp: 11,
  regex: 12,
  dbPointer: 13,
  javascript: 14,
  javascriptWithScope: 15,
  maxKey: 16,
};

export const typeBracketOf = (value: Value): number => typeBrackets[typeName(value)];

/** MongoDB's order over all values; a missing value comes before all but MinKey, as in a sort. */
export function compare(a: Maybe, b: Maybe): number {
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (a === undefined || b === undefined) return compareMissing(a, b);
  const typeA = typeName(a);
  const byRank = typeBrackets[typeA] - typeBrackets[typeName(b)];
  return byRank !== 0 ? byRank : sameRank(typeBrackets[typeA], a, b);
}

export const equal = (a: Maybe, b: Maybe): boolean => compare(a, b) === 0;

function compareMissing(a: Maybe, b: Maybe): number {
  const bracket = (value: Maybe) => (value === undefined ? typeBrackets.undefined : typeBracketOf(value));
  return bracket(a) - bracket(b);
}

function sameRank(bracket: number, a: Value, b: Value): number {
  switch (bracket) {
    case typeBrackets.int:
      return compareNumbers(a as Numeric, b as Numeric);
    case typeBrackets.string:
      return compareTexts(text(a), text(b));
    case typeBrackets.object:
      return compareDocuments(a as Doc, b as Doc);
    case typeBrackets.array:
      return compareArrays(a as Value[], b as Value[]);
    case typeBrackets.binData:
      return compareBinaries(a as Binary, b as Binary);
    case typeBrackets.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case typeBrackets.bool:
      return Number(a) - Number(b);
    case typeBrackets.date:
      return (a as Date).getTime() - (b as Date).getTime();
    case typeBrackets.timestamp:
      return compareTimestamps(a as Timestamp, b as Timestamp);
    case typeBrackets.regex:
      return compareRegexes(a as BSONRegExp, b as BSONRegExp);
    case typeBrackets.javascript:
      return compareStrings((a as Code).code, (b as Code).code);
    case typeBrackets.javascriptWithScope:
      return compareScoped(a as CodeWithScope, b as CodeWithScope);
    case typeBrackets.dbPointer:
      return comparePointers(a as DbPointer, b as DbPointer);
    default:
      return 0;
  }
}

const text = (value: Value): string => (typeof value === 'string' ? value : (value as BSONSymbol).value);

const compareTexts = (a: string, b: string): number =>
  activeCollation()?.compare(a, b) ?? compareStrings(a, b);

/** The order of the UTF-8 bytes, which for surrogates is not that of UTF-16. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return codeUnitOrder(left) - codeUnitOrder(right);
  }
  return a.length - b.length;
}

const codeUnitOrder = (unit: number): number =>
  unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x10000 : unit;

/** Field by field: the type bracket, then the name, then the value; a prefix comes first. */
function compareDocuments(a: Doc, b: Doc): number {
  const left = a[Symbol.iterator]();
  const right = b[Symbol.iterator]();
  for (;;) {
    const one = left.next();
    const other = right.next();
    if (one.done || other.done) return Number(Boolean(other.done)) - Number(Boolean(one.done));
    const [nameA, valueA] = one.value;
    const [nameB, valueB] = other.value;
    const rankA = typeBracketOf(valueA);
    const order =
      rankA - typeBracketOf(valueB) || compareStrings(nameA, nameB) || sameRank(rankA, valueA, valueB);
    if (order !== 0) return order;
  }
}

function compareArrays(a: readonly Value[], b: readonly Value[]): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const order = compare(a[index], b[index]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

const bytesOf = (value: Binary): Uint8Array => value.buffer.subarray(0, value.position);

function compareBinaries(a: Binary, b: Binary): number {
  return a.position - b.position || a.sub_type - b.sub_type || Buffer.compare(bytesOf(a), bytesOf(b));
}

const compareTimestamps = (a: Timestamp, b: Timestamp): number => a.t - b.t || a.i - b.i;

const compareRegexes = (a: BSONRegExp, b: BSONRegExp): number =>
  compareStrings(a.pattern, b.pattern) || compareStrings(a.options, b.options);

const compareScoped = (a: CodeWithScope, b: CodeWithScope): number =>
  compareStrings(a.code, b.code) || compareDocuments(a.scope, b.scope);

const comparePointers = (a: DbPointer, b: DbPointer): number =>
  compareStrings(a.namespace, b.namespace) || Buffer.compare(a.id.id, b.id.id);
