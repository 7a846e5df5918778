import { typeBrackets } from '../bson/compare.ts';
import {
  encodeValue,
  exceedsKeyLimit,
  truncateKey,
  trustedPrefix,
  typeBracketStart,
} from '../bson/key-string.ts';
import { bsonUndefined, isArray, type Value } from '../bson/values.ts';
import { prefixEnd } from '../storage/key-layout.ts';

/** A part of one index field's encoded values. An end that is included takes in all that begins with its bytes. */
export interface Interval {
  readonly start: Buffer;
  readonly startIncluded: boolean;
  readonly end: Buffer;
  readonly endIncluded: boolean;
}

export interface Bounds {
  /** In ascending order, apart from each other. */
  readonly intervals: readonly Interval[];
  /** Whether every value inside satisfies the condition, so that the document need not be asked. */
  readonly exact: boolean;
  /** Whether a document without the field cannot satisfy it: what a sparse index needs to know. */
  readonly needsField: boolean;
}

const top = Buffer.from([0xff]);
const bottom = Buffer.from([0x00]);
export const allValues: Interval = { start: bottom, startIncluded: true, end: top, endIncluded: true };

const nan = encodeValue(Number.NaN);

const point = (value: Value): Interval => {
  const bytes = encodeValue(value);
  return { start: bytes, startIncluded: true, end: bytes, endIncluded: true };
};

export const isPoint = (interval: Interval): boolean =>
  interval.startIncluded && interval.endIncluded && interval.start.equals(interval.end);

export const ofTypeBracket = (bracket: number): Interval => ({
  start: typeBracketStart(bracket),
  startIncluded: true,
  end: typeBracketStart(bracket + 1),
  endIncluded: false,
});

/** An array is kept by its elements: look for its first one, and for itself as an element of another. */
export function equalityBounds(value: Value): Bounds {
  if (isArray(value))
    return {
      intervals: sorted([point(value), point(value.length > 0 ? value[0]! : bsonUndefined)]),
      exact: false,
      needsField: true,
    };
  return { intervals: [point(value)], exact: value !== null, needsField: value !== null };
}

export function rangeBounds(
  operator: '$lt' | '$lte' | '$gt' | '$gte',
  value: Value,
  bracket: number,
): Bounds | undefined {
  if (bracket === typeBrackets.array || bracket === typeBrackets.null || bracket === typeBrackets.undefined)
    return undefined;
  if (bracket === typeBrackets.minKey || bracket === typeBrackets.maxKey) return undefined;
  const bytes = encodeValue(value);
  if (bytes.equals(nan)) return operator.endsWith('e') ? equalityBounds(value) : undefined;
  const all = ofTypeBracket(bracket);
  // NaN is less than every number, yet satisfies no comparison with one.
  const low =
    bracket === typeBrackets.int
      ? { start: nan, startIncluded: false }
      : { start: all.start, startIncluded: true };
  const interval: Interval =
    operator === '$lt' || operator === '$lte'
      ? { ...low, end: bytes, endIncluded: operator === '$lte' }
      : { start: bytes, startIncluded: operator === '$gte', end: all.end, endIncluded: false };
  return { intervals: [interval], exact: true, needsField: true };
}

/** Strings with this beginning, and all regular expressions, which may equal the one asked for. */
export function prefixBounds(text: string): Bounds {
  const bytes = encodeValue(text);
  // Without the two bytes that end a string.
  const begin = bytes.subarray(0, bytes.length - 2);
  return {
    intervals: [
      { start: begin, startIncluded: true, end: begin, endIncluded: true },
      ofTypeBracket(typeBrackets.regex),
    ],
    exact: false,
    needsField: true,
  };
}

const lower = (it: Interval): Buffer => (it.startIncluded ? it.start : prefixEnd(it.start));
const upper = (it: Interval): Buffer => (it.endIncluded ? prefixEnd(it.end) : it.end);

function sorted(intervals: readonly Interval[]): Interval[] {
  return [...intervals].sort((a, b) => Buffer.compare(lower(a), lower(b)));
}

export function union(all: readonly Bounds[]): Bounds {
  const merged: Interval[] = [];
  for (const next of sorted(all.flatMap((bounds) => bounds.intervals))) {
    const last = merged.at(-1);
    if (!last || Buffer.compare(upper(last), lower(next)) <= 0) merged.push(next);
    else if (Buffer.compare(upper(last), upper(next)) < 0)
      merged[merged.length - 1] = { ...last, end: next.end, endIncluded: next.endIncluded };
  }
  return {
    intervals: merged,
    exact: all.every((bounds) => bounds.exact),
    needsField: all.every((bounds) => bounds.needsField),
  };
}

export function intersection(a: Bounds, b: Bounds): Bounds {
  const intervals: Interval[] = [];
  for (const one of a.intervals)
    for (const other of b.intervals) {
      const from = Buffer.compare(lower(one), lower(other)) >= 0 ? one : other;
      const to = Buffer.compare(upper(one), upper(other)) <= 0 ? one : other;
      const both = {
        start: from.start,
        startIncluded: from.startIncluded,
        end: to.end,
        endIncluded: to.endIncluded,
      };
      if (Buffer.compare(lower(both), upper(both)) < 0) intervals.push(both);
    }
  return { intervals, exact: a.exact && b.exact, needsField: a.needsField || b.needsField };
}

const inverted = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => ~byte & 0xff));

/** The same values as a descending field has them encoded. */
export const reversed = (it: Interval): Interval => ({
  start: inverted(it.end),
  startIncluded: it.endIncluded,
  end: inverted(it.start),
  endIncluded: it.startIncluded,
});

/** From a prefix and an interval of the next field to a range of keys; long keys are cut in the store, so here too. */
export function keyRange(prefix: Buffer, it: Interval): { start: Buffer; end: Buffer } {
  const from = Buffer.concat([prefix, it.start]);
  const to = Buffer.concat([prefix, it.end]);
  return {
    start: exceedsKeyLimit(from) ? trustedPrefix(from) : it.startIncluded ? from : prefixEnd(from),
    end: exceedsKeyLimit(to) ? prefixEnd(trustedPrefix(to)) : it.endIncluded ? prefixEnd(to) : to,
  };
}

/** The range of one whole key, every field of which is a point. */
export function exactRange(key: Buffer): { start: Buffer; end: Buffer } {
  const stored = truncateKey(key);
  return { start: stored, end: prefixEnd(stored) };
}

export function covers(it: Interval, segment: Buffer): boolean {
  return Buffer.compare(segment, lower(it)) >= 0 && Buffer.compare(segment, upper(it)) < 0;
}
