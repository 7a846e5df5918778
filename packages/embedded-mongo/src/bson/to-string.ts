import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  CodeWithScope,
  Decimal128,
  type Doc,
  Double,
  isInt32,
  Long,
  MaxKey,
  type Maybe,
  MinKey,
  ObjectId,
  Timestamp,
} from './values.ts';

/** A value as MongoDB's messages spell it: `{ _id: ObjectId('…'), name: "Ada", tags: [ 1, 2.0 ] }`. */
export function valueToString(value: Maybe): string {
  if (value === undefined) return 'MISSING';
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return isInt32(value) ? String(value) : doubleToString(value);
  if (value instanceof Map) return docToString(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(valueToString).join(', ')} ]`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Timestamp) return `Timestamp(${value.t}, ${value.i})`;
  if (value instanceof Long) return value.toString();
  if (value instanceof Double) return doubleToString(value.value);
  if (value instanceof Decimal128) return value.toString();
  if (value instanceof Binary) return binaryToString(value);
  if (value instanceof BSONRegExp) return `/${value.pattern}/${value.options}`;
  if (value instanceof Code) return value.code;
  if (value instanceof CodeWithScope) return `CodeWScope( ${value.code}, ${docToString(value.scope)})`;
  if (value instanceof BSONSymbol) return JSON.stringify(value.value);
  if (value instanceof MinKey) return 'MinKey';
  if (value instanceof MaxKey) return 'MaxKey';
  return 'undefined';
}

const doubleToString = (value: number): string =>
  Number.isNaN(value)
    ? 'nan.0'
    : !Number.isFinite(value)
      ? value > 0
        ? 'inf.0'
        : '-inf.0'
      : Number.isInteger(value) && Math.abs(value) < 1e15
        ? `${Object.is(value, -0) ? '-0' : value}.0`
        : String(value);

export function docToString(doc: Doc): string {
  if (doc.size === 0) return '{}';
  return `{ ${[...doc].map(([name, value]) => `${name}: ${valueToString(value)}`).join(', ')} }`;
}

const binaryToString = (value: Binary): string => {
  const bytes = Buffer.from(value.buffer.subarray(0, value.position));
  if (value.sub_type === Binary.SUBTYPE_UUID && bytes.length === 16) {
    const hex = bytes.toString('hex');
    return `UUID("${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}")`;
  }
  return `BinData(${value.sub_type}, ${bytes.toString('hex').toUpperCase()})`;
};
