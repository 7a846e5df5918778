import type { Filter, LeafExpression } from '../query/filter.ts';
import type { Sort } from '../query/sort.ts';
import type { Index } from '../storage/collection-index.ts';
import { type FieldBounds, fieldBounds, type Predicate, predicatesOf } from './index-bounds.ts';
import { isPoint } from './intervals.ts';
import { isSubsetOf } from './partial-index.ts';

/** A way to answer a query by one index. */
export interface CandidatePlan {
  readonly index: Index;
  readonly fields: readonly (FieldBounds | undefined)[];
  /** How many leading fields have nothing but points. */
  readonly points: number;
  /** Whether the entries come in the requested order, and whether forwards. */
  readonly order: { readonly backwards: boolean; readonly merge: boolean } | undefined;
  /** Whether the entries inside the bounds are the answer, so that no document need be asked. */
  readonly exact: boolean;
}

/** How each of the indexes can serve a query, of those that can. */
export function candidatePlans(
  indexes: readonly Index[],
  filter: Filter,
  sort: Sort | undefined,
): readonly CandidatePlan[] {
  const known = predicatesOf(filter);
  return indexes.flatMap((index) => candidatePlan(index, filter, sort, false, known) ?? []);
}

/** How an index can serve a query, if it can. `whole` allows reading all of it, for a hint or for its order. */
export function candidatePlan(
  index: Index,
  filter: Filter,
  sort: Sort | undefined,
  whole: boolean,
  known: readonly Predicate[] = predicatesOf(filter),
): CandidatePlan | undefined {
  const fields = fieldBounds(index, known);
  if (index.sparse && !fields.some((field) => field?.bounds.needsField)) return undefined;
  if (index.partial && !isSubsetOf(filter, index.partial)) return undefined;
  const order = sort && orderOf(index, fields, sort);
  const bounded = fields[0] !== undefined || index.partial !== undefined;
  if (!bounded && !order && !whole) return undefined;
  let points = 0;
  while (points < fields.length && fields[points]?.bounds.intervals.every(isPoint)) points += 1;
  return { index, fields, points, order, exact: isExact(index, filter, fields) };
}

/**
 * Whether the second of two ways can read no less than the first: it is bounded by nothing that does not bound the first,
 * and spares no work that the first does not spare. Where arrays make bounds differ, nothing is said.
 */
export function isNoBetter(it: CandidatePlan, than: CandidatePlan): boolean {
  if ((it.order && !than.order) || (it.exact && !than.exact)) return false;
  const [less, more] = [leading(it), leading(than)];
  const isPlain = [...less, ...more].every(({ isMultikey }) => !isMultikey);
  return isPlain && less.every(({ path }) => more.some((one) => one.path === path));
}

/** The fields that bound what is read: the points, and the one after them. */
const leading = ({ index, fields, points }: CandidatePlan) =>
  index.paths
    .slice(0, fields[points] ? points + 1 : points)
    .map((path, field) => ({ path: path.join('.'), isMultikey: index.isMultikey(field) }));

/** Every part of the query is a condition that some field's bounds say exactly. */
function isExact(index: Index, filter: Filter, fields: readonly (FieldBounds | undefined)[]): boolean {
  if (index.isMultikey() || index.hasTruncatedKeys) return false;
  const said = new Set<LeafExpression>();
  for (const field of fields) if (field?.bounds.exact) for (const leaf of field.leaves) said.add(leaf);
  const parts = filter.kind === 'and' ? filter.parts : [filter];
  return parts.every((part) => part.kind === 'leaf' && said.has(part));
}

function orderOf(
  index: Index,
  fields: readonly (FieldBounds | undefined)[],
  sort: Sort,
): CandidatePlan['order'] {
  if (index.hasTruncatedKeys) return undefined;
  const single = (field: number): boolean =>
    !index.isMultikey(field) &&
    fields[field]?.bounds.intervals.length === 1 &&
    fields[field].bounds.intervals.every(isPoint);
  const paths = index.paths.map((path) => path.join('.'));
  // A field that can only have one value does not change the order.
  const wished = sort.paths
    .map((path, at) => ({ path: path.join('.'), descending: sort.descending[at]! }))
    .filter(({ path }) => !paths.some((it, field) => it === path && single(field)));
  let at = 0;
  let backwards: boolean | undefined;
  let merge = false;
  for (let field = 0; field < paths.length && at < wished.length; field++) {
    const next = wished[at]!;
    if (paths[field] === next.path) {
      const opposite = index.descending[field] !== next.descending;
      if (index.isMultikey(field) || (backwards !== undefined && backwards !== opposite)) return undefined;
      backwards = opposite;
      at += 1;
    } else if (single(field)) continue;
    else if (at === 0 && !index.isMultikey(field) && fields[field]?.bounds.intervals.every(isPoint))
      merge = true;
    else return undefined;
  }
  return at === wished.length
    ? { backwards: backwards ?? false, merge: merge && wished.length > 0 }
    : undefined;
}
