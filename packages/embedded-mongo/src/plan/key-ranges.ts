import { prefix as ownerPrefix } from '../storage/key-layout.ts';
import type { CandidatePlan } from './candidate-plans.ts';
import { exactRange, type Interval, keyRange, reversed } from './intervals.ts';

export interface KeyRange {
  readonly start: Buffer;
  readonly end: Buffer;
  /** How many bytes of the key all entries of the range have in common by their points. */
  readonly shared: number;
}

/** A condition on a later field, tried on the entry itself. */
export interface SegmentCheck {
  readonly field: number;
  readonly intervals: readonly Interval[];
}

const mostCombinations = 5_000;
const ownerBytes = 4;

/** The parts of the index to read, in its own ascending order, and what else to ask of each entry. */
export function keyRanges(it: CandidatePlan): {
  readonly ranges: readonly KeyRange[];
  readonly checks: readonly SegmentCheck[];
} {
  const owner = ownerPrefix(it.index.id);
  let prefixes: readonly Buffer[] = [Buffer.alloc(0)];
  let field = 0;
  for (; field < it.points; field++) {
    const points = intervalsOf(it, field);
    if (field > 0 && prefixes.length * points.length > mostCombinations) break;
    prefixes = prefixes.flatMap((begin) => points.map((point) => Buffer.concat([begin, point.start])));
  }
  const last = intervalsOf(it, field);
  const ranges: KeyRange[] = [];
  for (const begin of prefixes) {
    if (field === it.fields.length) ranges.push(owned(owner, exactRange(begin), begin.length));
    else if (it.fields[field])
      for (const one of last) ranges.push(owned(owner, keyRange(begin, one), begin.length));
    else ranges.push(owned(owner, keyRange(begin, { ...everyValue }), begin.length));
  }
  const checks: SegmentCheck[] = [];
  for (let later = field + 1; later < it.fields.length; later++)
    if (it.fields[later]) checks.push({ field: later, intervals: intervalsOf(it, later) });
  return { ranges, checks };
}

const everyValue: Interval = {
  start: Buffer.alloc(0),
  startIncluded: true,
  end: Buffer.from([0xff]),
  endIncluded: true,
};

function owned(owner: Buffer, range: { start: Buffer; end: Buffer }, shared: number): KeyRange {
  return {
    start: Buffer.concat([owner, range.start]),
    end: Buffer.concat([owner, range.end]),
    shared: ownerBytes + shared,
  };
}

/** In the order of the stored bytes, which for a descending field is the reverse. */
function intervalsOf(it: CandidatePlan, field: number): readonly Interval[] {
  const intervals = it.fields[field]?.bounds.intervals ?? [];
  return it.index.descending[field] ? intervals.map(reversed).reverse() : intervals;
}
