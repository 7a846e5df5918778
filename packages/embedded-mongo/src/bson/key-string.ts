import { createHash } from 'node:crypto';
import { typeBrackets } from './compare.ts';
import { compareDecimals, type Exact, exactOfDouble, isExact } from './decimal128.ts';
import { exact, type Numeric } from './numbers.ts';
import {
  type Binary,
  type BSONRegExp,
  type BSONSymbol,
  type Code,
  type CodeWithScope,
  type DbPointer,
  type Doc,
  Double,
  type ObjectId,
  type Timestamp,
  typeName,
  type Value,
} from './values.ts';

/** Keys longer than this are cut, with a hash for their rest; lmdb allows 1,978 bytes with what is put around them. */
const longest = 1_800;

/** The first byte of an encoded value: its type bracket, with room below for the end of a document. */
const typeByte = (bracket: number): number => 0x10 + bracket * 8;
const endOfDocument = 0x00;

let buffer = Buffer.allocUnsafe(4096);
let at = 0;

function room(size: number): void {
  if (at + size <= buffer.length) return;
  const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, at + size));
  buffer.copy(larger, 0, 0, at);
  buffer = larger;
}

function byte(value: number): void {
  room(1);
  buffer[at++] = value;
}

/** Bytes whose order is that of their text: a zero byte is escaped, and the end is below every further byte. */
function text(value: string): void {
  room(value.length * 3 + 2);
  const start = at;
  at += buffer.write(value, at, 'utf8');
  const zero = buffer.subarray(start, at).indexOf(0);
  if (zero >= 0) escapeZeros(start);
  room(2);
  buffer[at++] = 0;
  buffer[at++] = 1;
}

function escapeZeros(start: number): void {
  const plain = Buffer.from(buffer.subarray(start, at));
  at = start;
  room(plain.length * 2);
  for (const one of plain) {
    buffer[at++] = one;
    if (one === 0) buffer[at++] = 0xff;
  }
}

function bytes(value: Uint8Array): void {
  room(value.length);
  buffer.set(value, at);
  at += value.length;
}

function uint32(value: number): void {
  room(4);
  at = buffer.writeUInt32BE(value >>> 0, at);
}

/** A double's bits turned so that their unsigned order is its order. NaN comes first. */
function orderedDouble(value: number): void {
  room(8);
  if (Number.isNaN(value)) {
    buffer.fill(0, at, at + 8);
    at += 8;
    return;
  }
  buffer.writeDoubleBE(value === 0 ? 0 : value, at);
  if (buffer[at]! & 0x80)
    for (let index = at; index < at + 8; index++) buffer[index] = ~buffer[index]! & 0xff;
  else buffer[at]! |= 0x80;
  at += 8;
}

/** The largest double not above the value, then what is left of it: equal numbers of any type have equal keys. */
function number(value: Numeric): void {
  if (typeof value === 'number' || value instanceof Double) {
    orderedDouble(typeof value === 'number' ? value : value.value);
    byte(1);
    return;
  }
  const precise = exact(value);
  if (!isExact(precise)) {
    orderedDouble(Number(precise));
    byte(1);
    return;
  }
  let floor = Number(value.toString());
  let order = compareDecimals(exactOfDouble(floor), precise);
  if (order > 0) {
    floor = previousDouble(floor);
    order = -1;
  }
  orderedDouble(floor);
  byte(order === 0 ? 1 : 2);
  if (order !== 0) remainder(precise);
}

const view = new DataView(new ArrayBuffer(8));

function previousDouble(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  view.setFloat64(0, value);
  const bits = view.getBigInt64(0);
  view.setBigInt64(0, value > 0 ? bits - 1n : bits + 1n);
  return view.getFloat64(0);
}

/** Decimal magnitude and digits; turned over for negative numbers, where the larger magnitude is the smaller number. */
function remainder(value: Exact): void {
  const negative = value.coefficient < 0n;
  const all = String(negative ? -value.coefficient : value.coefficient);
  const digits = all.replace(/0+$/, '');
  const start = at;
  room(digits.length + 3);
  at = buffer.writeUInt16BE(value.exponent + all.length + 0x8000, at);
  at += buffer.write(digits, at, 'latin1');
  buffer[at++] = 0;
  if (negative) invert(start);
}

function invert(start: number): void {
  for (let index = start; index < at; index++) buffer[index] = ~buffer[index]! & 0xff;
}

function payload(bracket: number, value: Value): void {
  switch (bracket) {
    case typeBrackets.int:
      number(value as Numeric);
      break;
    case typeBrackets.string:
      text(typeof value === 'string' ? value : (value as BSONSymbol).value);
      break;
    case typeBrackets.object:
      document(value as Doc);
      break;
    case typeBrackets.array:
      for (const item of value as Value[]) typed(item);
      byte(endOfDocument);
      break;
    case typeBrackets.binData: {
      const binary = value as Binary;
      uint32(binary.position);
      byte(binary.sub_type);
      bytes(binary.buffer.subarray(0, binary.position));
      break;
    }
    case typeBrackets.objectId:
      bytes((value as ObjectId).id);
      break;
    case typeBrackets.bool:
      byte(value ? 1 : 0);
      break;
    case typeBrackets.date:
      orderedDouble((value as Date).getTime());
      break;
    case typeBrackets.timestamp:
      uint32((value as Timestamp).t);
      uint32((value as Timestamp).i);
      break;
    case typeBrackets.regex:
      text((value as BSONRegExp).pattern);
      text((value as BSONRegExp).options);
      break;
    case typeBrackets.dbPointer:
      text((value as DbPointer).namespace);
      bytes((value as DbPointer).id.id);
      break;
    case typeBrackets.javascript:
      text((value as Code).code);
      break;
    case typeBrackets.javascriptWithScope:
      text((value as CodeWithScope).code);
      document((value as CodeWithScope).scope);
      break;
  }
}

function document(value: Doc): void {
  for (const [name, field] of value) {
    const bracket = typeBrackets[typeName(field)];
    byte(typeByte(bracket));
    text(name);
    payload(bracket, field);
  }
  byte(endOfDocument);
}

function typed(value: Value): void {
  const bracket = typeBrackets[typeName(value)];
  byte(typeByte(bracket));
  payload(bracket, value);
}

/**
 * The bytes of one value whose order (as unsigned bytes) is MongoDB's order of the values, and which are equal where
 * the values are. A descending field's bytes are inverted. No encoding is a prefix of another one.
 */
export function encodeValue(value: Value, descending = false): Buffer {
  at = 0;
  typed(value);
  if (descending) invert(0);
  return Buffer.from(buffer.subarray(0, at));
}

/** All encodings of values of this type bracket lie from here to just below the next bracket's. */
export function typeBracketStart(bracket: number): Buffer {
  return Buffer.from([typeByte(bracket)]);
}

export interface EncodedKey {
  readonly bytes: Buffer;
  /** Where each value but the last ends. */
  readonly ends: readonly number[];
}

/** The key of several values, each ascending or descending. */
export function encodeKey(values: readonly Value[], descending: readonly boolean[]): EncodedKey {
  at = 0;
  const ends: number[] = [];
  for (let index = 0; index < values.length; index++) {
    const start = at;
    if (index > 0) ends.push(start);
    typed(values[index]!);
    if (descending[index]) invert(start);
  }
  return { bytes: Buffer.from(buffer.subarray(0, at)), ends };
}

export const exceedsKeyLimit = (key: Buffer): boolean => key.length > longest;

/** A key that fits: equal keys stay equal and different ones different, but the order within a cut prefix is lost. */
export function truncateKey(key: Buffer): Buffer {
  if (!exceedsKeyLimit(key)) return key;
  return Buffer.concat([key.subarray(0, longest), createHash('sha256').update(key).digest()]);
}

/** The part of a long key that its order can be trusted for. */
export const trustedPrefix = (key: Buffer): Buffer => key.subarray(0, longest);
