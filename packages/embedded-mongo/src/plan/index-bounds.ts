import { typeBracketOf } from '../bson/compare.ts';
import { BSONRegExp, isArray } from '../bson/values.ts';
import { isArrayIndex } from '../query/field-path.ts';
import type { Filter, LeafExpression } from '../query/filter.ts';
import type { Index } from '../storage/collection-index.ts';
import {
  allValues,
  type Bounds,
  equalityBounds,
  intersection,
  isPoint,
  prefixBounds,
  rangeBounds,
  union,
} from './intervals.ts';

/** A condition that a query's answer must satisfy and an index may know. */
export interface Predicate {
  readonly path: string;
  readonly bounds: Bounds;
  /** The part of the query that it stands for, if it is the whole of it. */
  readonly leaf: LeafExpression | undefined;
}

/** The conditions that all documents of the answer satisfy. */
export function predicatesOf(filter: Filter): readonly Predicate[] {
  if (filter.kind === 'and') return filter.parts.flatMap(predicatesOf);
  return filter.kind === 'leaf' ? ofLeaf(filter, '') : [];
}

function ofLeaf(leaf: LeafExpression, outer: string): readonly Predicate[] {
  const path = outer
    ? leaf.path.length > 0
      ? `${outer}.${leaf.path.join('.')}`
      : outer
    : leaf.path.join('.');
  if (leaf.inner) return ofElements(leaf.inner, path);
  const bounds = boundsOf(leaf);
  return bounds ? [{ path, bounds, leaf }] : [];
}

/** Conditions on one element: those on its value meet in one place, those on its fields stand alone. */
function ofElements(inner: NonNullable<LeafExpression['inner']>, path: string): readonly Predicate[] {
  const leaves = inner.filter.kind === 'and' ? inner.filter.parts : [inner.filter];
  const found = leaves.flatMap((part) => (part.kind === 'leaf' ? ofLeaf(part, path) : []));
  const inexact = found.map((it) => ({ ...it, leaf: undefined, bounds: { ...it.bounds, exact: false } }));
  if (!inner.onValues || inexact.length === 0) return inexact;
  return [{ path, leaf: undefined, bounds: inexact.map((it) => it.bounds).reduce(intersection) }];
}

function boundsOf(leaf: LeafExpression): Bounds | undefined {
  const { operator, operand } = leaf;
  switch (operator) {
    case '$eq':
      return equalityBounds(operand);
    case '$lt':
    case '$lte':
    case '$gt':
    case '$gte':
      return rangeBounds(operator, operand, typeBracketOf(operand));
    case '$in': {
      if (!isArray(operand) || operand.some((value) => value instanceof BSONRegExp)) return undefined;
      return union(operand.map(equalityBounds));
    }
    case '$regex': {
      const start = operand instanceof BSONRegExp ? literalStart(operand) : '';
      return start ? prefixBounds(start) : undefined;
    }
    case '$exists':
      return { intervals: [allValues], exact: false, needsField: true };
    default:
      return undefined;
  }
}

/** What every match of `/^literal…/` begins with. */
function literalStart(regex: BSONRegExp): string {
  if (regex.options.replace('s', '') !== '' || !regex.pattern.startsWith('^') || regex.pattern.includes('|'))
    return '';
  const found = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[^\w\s])*)(.?)/su.exec(regex.pattern);
  if (!found) return '';
  let literal = found[1]!;
  // A quantifier takes back the last character.
  if (found[2] && '*?{'.includes(found[2])) literal = literal.replace(/(?:\\?.)$/su, '');
  return literal.replace(/\\(.)/gsu, '$1');
}

export interface FieldBounds {
  readonly bounds: Bounds;
  readonly leaves: readonly LeafExpression[];
}

/**
 * For each field of an index what is known of it. Where documents have arrays, two conditions on a field may be met
 * by two different elements, so only one of them may bound it; and so for two fields inside one array.
 */
export function fieldBounds(index: Index, all: readonly Predicate[]): readonly (FieldBounds | undefined)[] {
  const used: (FieldBounds | undefined)[] = [];
  index.paths.forEach((path, field) => {
    used.push(
      path.some(isArrayIndex) || sharesArray(index, field, used) ? undefined : oneField(index, field, all),
    );
  });
  return used;
}

function oneField(index: Index, field: number, all: readonly Predicate[]): FieldBounds | undefined {
  const path = index.paths[field]!.join('.');
  const found = all.filter((it) => it.path === path);
  if (found.length === 0) return undefined;
  if (index.isMultikey(field)) {
    const best = found.reduce((a, b) => (narrowness(b.bounds) < narrowness(a.bounds) ? b : a));
    return { bounds: best.bounds, leaves: best.leaf ? [best.leaf] : [] };
  }
  return {
    bounds: found.map((it) => it.bounds).reduce(intersection),
    leaves: found.flatMap((it) => (it.leaf ? [it.leaf] : [])),
  };
}

/** Points first, fewer before more, then ranges. */
const narrowness = ({ intervals }: Bounds): number =>
  intervals.every(isPoint)
    ? intervals.length
    : 1_000_000 + (intervals[0]?.start.equals(allValues.start) ? 1 : 0);

function sharesArray(index: Index, field: number, used: readonly (FieldBounds | undefined)[]): boolean {
  const path = index.paths[field]!;
  return (index.multikeyPaths[field] ?? []).some((length) =>
    used.some(
      (bounds, other) =>
        bounds !== undefined &&
        (index.multikeyPaths[other] ?? []).includes(length) &&
        index.paths[other]!.slice(0, length).join('.') === path.slice(0, length).join('.'),
    ),
  );
}
