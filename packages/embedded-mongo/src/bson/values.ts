import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';

export {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
};

/** BSON's deprecated `undefined`; JavaScript's own `undefined` means "there is no such field". */
export class BsonUndefined {
  readonly _bsontype = 'Undefined';
}
export const bsonUndefined = new BsonUndefined();

/** BSON's deprecated DBPointer, kept as it came. */
export class DbPointer {
  readonly namespace: string;
  readonly id: ObjectId;
  constructor(namespace: string, id: ObjectId) {
    this.namespace = namespace;
    this.id = id;
  }
}

export class CodeWithScope {
  readonly code: string;
  readonly scope: Doc;
  constructor(code: string, scope: Doc) {
    this.code = code;
    this.scope = scope;
  }
}

/** A document keeps the order of its fields, whatever their names are. */
export type Doc = Map<string, Value>;

/**
 * A BSON value without loss. A JavaScript number is an int32 if it is a whole number of that range (and not -0),
 * else a double; a double that happens to be such a whole number is a `Double`, an int64 always a `Long`.
 */
export type Value =
  | number
  | Double
  | Long
  | Decimal128
  | string
  | boolean
  | null
  | Doc
  | Value[]
  | Date
  | ObjectId
  | Binary
  | BSONRegExp
  | Timestamp
  | Code
  | CodeWithScope
  | BSONSymbol
  | DbPointer
  | MinKey
  | MaxKey
  | BsonUndefined;

/** A value, or nothing where a path leads nowhere. */
export type Maybe = Value | undefined;

export type TypeName =
  | 'double'
  | 'string'
  | 'object'
  | 'array'
  | 'binData'
  | 'undefined'
  | 'objectId'
  | 'bool'
  | 'date'
  | 'null'
  | 'regex'
  | 'dbPointer'
  | 'javascript'
  | 'symbol'
  | 'javascriptWithScope'
  | 'int'
  | 'timestamp'
  | 'long'
  | 'decimal'
  | 'minKey'
  | 'maxKey';

/** The numbers by which BSON and `$type` know the types. */
export const typeCodes: Readonly<Record<TypeName, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

export const isInt32 = (value: number): boolean => (value | 0) === value && !Object.is(value, -0);

/** A BSON double of this value. */
export const double = (value: number): number | Double => (isInt32(value) ? new Double(value) : value);

export const isDoc = (value: Maybe): value is Doc => value instanceof Map;
export const isArray = (value: Maybe): value is Value[] => Array.isArray(value);
export const isNumber = (value: Maybe): value is number | Double | Long | Decimal128 =>
  typeof value === 'number' ||
  value instanceof Double ||
  value instanceof Long ||
  value instanceof Decimal128;

/** Null, BSON's undefined, or no value at all. */
export const isNullish = (value: Maybe): value is null | BsonUndefined | undefined =>
  value === null || value === undefined || value instanceof BsonUndefined;

export function typeName(value: Value): TypeName {
  switch (typeof value) {
    case 'number':
      return isInt32(value) ? 'int' : 'double';
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
  }
  if (value === null) return 'null';
  if (value instanceof Map) return 'object';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof ObjectId) return 'objectId';
  // A Timestamp is a Long to instanceof.
  if (value instanceof Timestamp) return 'timestamp';
  if (value instanceof Long) return 'long';
  if (value instanceof Double) return 'double';
  if (value instanceof Decimal128) return 'decimal';
  if (value instanceof Binary) return 'binData';
  if (value instanceof BSONRegExp) return 'regex';
  if (value instanceof Code) return 'javascript';
  if (value instanceof CodeWithScope) return 'javascriptWithScope';
  if (value instanceof BSONSymbol) return 'symbol';
  if (value instanceof MinKey) return 'minKey';
  if (value instanceof MaxKey) return 'maxKey';
  if (value instanceof DbPointer) return 'dbPointer';
  return 'undefined';
}

/** A document from fields in the given order; those without a value are left out. */
export function doc(fields: Readonly<Record<string, Maybe>>): Doc {
  const made: Doc = new Map();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) made.set(name, value);
  return made;
}

/** A copy that shares no document or array with the original. */
export function clone<T extends Maybe>(value: T): T {
  if (isArray(value)) return value.map(clone) as T;
  if (!isDoc(value)) return value;
  const copy: Doc = new Map();
  for (const [name, field] of value as Doc) copy.set(name, clone(field));
  return copy as T;
}
