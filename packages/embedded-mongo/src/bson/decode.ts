import { fail } from '../errors.ts';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  bsonUndefined,
  Code,
  CodeWithScope,
  DbPointer,
  Decimal128,
  type Doc,
  double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  type Value,
} from './values.ts';

const maxKey = new MaxKey();
const minKey = new MinKey();
const deepest = 200;

/** Reads one document that begins at `offset`; error 22 (InvalidBSON) where the bytes are none. */
export function decode(bytes: Buffer, offset = 0): Doc {
  try {
    return new Reader(bytes, offset).document(0);
  } catch (error) {
    if (error instanceof RangeError) return invalid('a value is cut short');
    throw error;
  }
}

const invalid = (why: string): never => fail('InvalidBSON', `Invalid BSON: ${why}`);

class Reader {
  readonly bytes: Buffer;
  private at: number;

  constructor(bytes: Buffer, offset: number) {
    this.bytes = bytes;
    this.at = offset;
  }

  document(depth: number): Doc {
    const end = this.open(depth);
    const read: Doc = new Map();
    for (;;) {
      const type = this.bytes[this.at++]!;
      if (type === 0) break;
      const name = this.cstring();
      read.set(name, this.value(type, depth));
    }
    if (this.at !== end) invalid('a document does not end where it says');
    return read;
  }

  private array(depth: number): Value[] {
    const end = this.open(depth);
    const read: Value[] = [];
    for (;;) {
      const type = this.bytes[this.at++]!;
      if (type === 0) break;
      while (this.bytes[this.at++] !== 0) if (this.at >= end) invalid('a field name has no end');
      read.push(this.value(type, depth));
    }
    if (this.at !== end) invalid('an array does not end where it says');
    return read;
  }

  private open(depth: number): number {
    if (depth > deepest) fail('Overflow', `Document exceeds maximum nested object depth: ${deepest}`);
    if (this.at + 5 > this.bytes.length) invalid('a document is cut short');
    const size = this.bytes.readInt32LE(this.at);
    const end = this.at + size;
    if (size < 5 || end > this.bytes.length || this.bytes[end - 1] !== 0)
      invalid('a document has a wrong size');
    this.at += 4;
    return end;
  }

  private cstring(): string {
    const start = this.at;
    const end = this.bytes.indexOf(0, start);
    if (end < 0) invalid('a field name has no end');
    this.at = end + 1;
    return this.bytes.toString('utf8', start, end);
  }

  private string(): string {
    const size = this.int32();
    const start = this.at;
    this.at += size;
    if (size < 1 || this.at > this.bytes.length || this.bytes[this.at - 1] !== 0)
      invalid('a string has a wrong size');
    return this.bytes.toString('utf8', start, this.at - 1);
  }

  private int32(): number {
    const value = this.bytes.readInt32LE(this.at);
    this.at += 4;
    return value;
  }

  private take(size: number): Buffer {
    const start = this.at;
    this.at += size;
    if (size < 0 || this.at > this.bytes.length) invalid('a value is cut short');
    return Buffer.from(this.bytes.subarray(start, this.at));
  }

  private value(type: number, depth: number): Value {
    switch (type) {
      case 0x01: {
        const value = this.bytes.readDoubleLE(this.at);
        this.at += 8;
        return double(value);
      }
      case 0x02:
        return this.string();
      case 0x03:
        return this.document(depth + 1);
      case 0x04:
        return this.array(depth + 1);
      case 0x05:
        return this.binary();
      case 0x06:
        return bsonUndefined;
      case 0x07:
        return new ObjectId(this.take(12));
      case 0x08:
        return this.bytes[this.at++] === 1;
      case 0x09:
        return this.date();
      case 0x0a:
        return null;
      case 0x0b:
        return new BSONRegExp(this.cstring(), this.cstring());
      case 0x0c:
        return new DbPointer(this.string(), new ObjectId(this.take(12)));
      case 0x0d:
        return new Code(this.string());
      case 0x0e:
        return new BSONSymbol(this.string());
      case 0x0f:
        this.at += 4;
        return new CodeWithScope(this.string(), this.document(depth + 1));
      case 0x10:
        return this.int32();
      case 0x11:
        return new Timestamp({ i: this.int32() >>> 0, t: this.int32() >>> 0 });
      case 0x12:
        return Long.fromBits(this.int32(), this.int32());
      case 0x13:
        return new Decimal128(this.take(16));
      case 0x7f:
        return maxKey;
      case 0xff:
        return minKey;
      default:
        return invalid(`there is no type 0x${type?.toString(16)}`);
    }
  }

  private binary(): Binary {
    const size = this.int32();
    const subtype = this.bytes[this.at++]!;
    // The old subtype 2 repeats its size inside; it is kept as the bytes that follow.
    if (subtype === Binary.SUBTYPE_BYTE_ARRAY) {
      const inner = this.int32();
      if (inner !== size - 4) invalid('a binary has a wrong size');
      return new Binary(this.take(inner), subtype);
    }
    return new Binary(this.take(size), subtype);
  }

  private date(): Date {
    const low = this.bytes.readUInt32LE(this.at);
    const date = new Date(this.bytes.readInt32LE(this.at + 4) * 0x1_0000_0000 + low);
    this.at += 8;
    if (Number.isNaN(date.getTime()))
      fail('BadValue', 'Dates beyond the years -271821 and 275760 are not supported');
    return date;
  }
}
