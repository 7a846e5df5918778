import { fail } from '../errors.ts';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  BsonUndefined,
  Code,
  CodeWithScope,
  DbPointer,
  Decimal128,
  type Doc,
  Double,
  isInt32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  type Value,
} from './values.ts';

/** The largest document that may be stored; an answer may be a little larger. */
export const maxDocumentSize = 16 * 1024 * 1024;
const deepest = 200;

/** A document that is BSON already; it may stand in an answer wherever a document may. */
export class EncodedDoc {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

let scratch = Buffer.allocUnsafe(64 * 1024);
let at = 0;

function room(size: number): void {
  if (at + size <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + size));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}

/** The BSON bytes of a document. */
export function encode(document: Doc): Buffer {
  at = 0;
  writeDocument(document, 0);
  const bytes = Buffer.from(scratch.subarray(0, at));
  if (scratch.length > 4 * maxDocumentSize) scratch = Buffer.allocUnsafe(64 * 1024);
  return bytes;
}

function writeDocument(document: Doc, depth: number): void {
  if (depth > deepest) fail('Overflow', `Document exceeds maximum nested object depth: ${deepest}`);
  room(4);
  const start = at;
  at += 4;
  for (const [name, value] of document) writeField(name, value, depth);
  room(1);
  scratch[at++] = 0;
  scratch.writeInt32LE(at - start, start);
}

function writeArray(values: readonly Value[], depth: number): void {
  if (depth > deepest) fail('Overflow', `Document exceeds maximum nested object depth: ${deepest}`);
  room(4);
  const start = at;
  at += 4;
  for (let index = 0; index < values.length; index++) writeField(String(index), values[index]!, depth);
  room(1);
  scratch[at++] = 0;
  scratch.writeInt32LE(at - start, start);
}

function cstring(text: string): void {
  room(text.length * 3 + 1);
  at += scratch.write(text, at, 'utf8');
  scratch[at++] = 0;
}

function string(text: string): void {
  room(text.length * 3 + 5);
  const size = scratch.write(text, at + 4, 'utf8');
  scratch.writeInt32LE(size + 1, at);
  at += 4 + size;
  scratch[at++] = 0;
}

function int32(value: number): void {
  room(4);
  scratch.writeInt32LE(value | 0, at);
  at += 4;
}

function raw(bytes: Uint8Array): void {
  room(bytes.length);
  scratch.set(bytes, at);
  at += bytes.length;
}

function writeDouble(value: number): void {
  room(8);
  scratch.writeDoubleLE(value, at);
  at += 8;
}

function head(type: number, name: string): void {
  room(1);
  scratch[at++] = type;
  cstring(name);
}

function writeField(name: string, value: Value, depth: number): void {
  if (typeof value === 'string') {
    head(0x02, name);
    string(value);
  } else if (typeof value === 'number') {
    head(isInt32(value) ? 0x10 : 0x01, name);
    if (isInt32(value)) int32(value);
    else writeDouble(value);
  } else if (typeof value === 'boolean') {
    head(0x08, name);
    room(1);
    scratch[at++] = value ? 1 : 0;
  } else if (value === null) head(0x0a, name);
  else if (value instanceof Map) {
    head(0x03, name);
    writeDocument(value, depth + 1);
  } else if (Array.isArray(value)) {
    head(0x04, name);
    writeArray(value, depth + 1);
  } else writeRare(name, value, depth);
}

function writeRare(
  name: string,
  value: Exclude<Value, number | string | boolean | null>,
  depth: number,
): void {
  if ((value as unknown) instanceof EncodedDoc) {
    head(0x03, name);
    raw((value as unknown as EncodedDoc).bytes);
  } else if (value instanceof Date) {
    head(0x09, name);
    const time = value.getTime();
    const high = Math.floor(time / 0x1_0000_0000);
    int32(time - high * 0x1_0000_0000);
    int32(high);
  } else if (value instanceof ObjectId) {
    head(0x07, name);
    raw(value.id);
  } else if (value instanceof Timestamp) {
    head(0x11, name);
    int32(value.low);
    int32(value.high);
  } else if (value instanceof Long) {
    head(0x12, name);
    int32(value.low);
    int32(value.high);
  } else if (value instanceof Double) {
    head(0x01, name);
    writeDouble(value.value);
  } else if (value instanceof Decimal128) {
    head(0x13, name);
    raw(value.bytes);
  } else if (value instanceof Binary) {
    head(0x05, name);
    const old = value.sub_type === Binary.SUBTYPE_BYTE_ARRAY;
    const bytes = value.buffer.subarray(0, value.position);
    int32(bytes.length + (old ? 4 : 0));
    room(1);
    scratch[at++] = value.sub_type;
    if (old) int32(bytes.length);
    raw(bytes);
  } else if (value instanceof BSONRegExp) {
    head(0x0b, name);
    cstring(value.pattern);
    cstring(value.options);
  } else if (value instanceof Code) {
    head(0x0d, name);
    string(value.code);
  } else if (value instanceof CodeWithScope) {
    head(0x0f, name);
    room(4);
    const start = at;
    at += 4;
    string(value.code);
    writeDocument(value.scope, depth + 1);
    scratch.writeInt32LE(at - start, start);
  } else if (value instanceof BSONSymbol) {
    head(0x0e, name);
    string(value.value);
  } else if (value instanceof DbPointer) {
    head(0x0c, name);
    string(value.namespace);
    raw(value.id.id);
  } else if (value instanceof MinKey) head(0xff, name);
  else if (value instanceof MaxKey) head(0x7f, name);
  else if (value instanceof BsonUndefined) head(0x06, name);
  else throw new TypeError(`no BSON for ${String(value)}`);
}
