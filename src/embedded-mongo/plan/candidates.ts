import type { Filter, Leaf } from '../query/filter.ts';
import type { Sort } from '../query/sort.ts';
import type { Index } from '../storage/index.ts';
import { conditions, type FieldBounds, fieldBounds } from './bounds.ts';
import { implies } from './implies.ts';
import { isPoint } from './intervals.ts';

/** A way to answer a query by one index. */
export interface Candidate {
  readonly index: Index;
  readonly fields: readonly (FieldBounds | undefined)[];
  /** How many leading fields have nothing but points. */
  readonly points: number;
  /** Whether the entries come in the wished order, and whether forwards. */
  readonly order: { readonly backwards: boolean; readonly merge: boolean } | undefined;
  /** Whether the entries inside the bounds are the answer, so that no document need be asked. */
  readonly exact: boolean;
}

/** How an index can serve a query, if it can. `whole` allows reading all of it, for a hint or for its order. */
export function candidate(
  index: Index,
  filter: Filter,
  sort: Sort | undefined,
  whole: boolean,
): Candidate | undefined {
  const known = conditions(filter);
  const fields = fieldBounds(index, known);
  if (index.sparse && !fields.some((field) => field?.bounds.needsField)) return undefined;
  if (index.partial && !implies(filter, index.partial)) return undefined;
  const order = sort && orderOf(index, fields, sort);
  const bounded = fields[0] !== undefined || index.partial !== undefined;
  if (!bounded && !order && !whole) return undefined;
  let points = 0;
  while (points < fields.length && fields[points]?.bounds.intervals.every(isPoint)) points += 1;
  return { index, fields, points, order, exact: isExact(index, filter, fields) };
}

/** Every part of the query is a condition that some field's bounds say exactly. */
function isExact(index: Index, filter: Filter, fields: readonly (FieldBounds | undefined)[]): boolean {
  if (index.isMultikey() || index.cut) return false;
  const said = new Set<Leaf>();
  for (const field of fields) if (field?.bounds.exact) for (const leaf of field.leaves) said.add(leaf);
  const parts = filter.kind === 'and' ? filter.parts : [filter];
  return parts.every((part) => part.kind === 'leaf' && said.has(part));
}

function orderOf(index: Index, fields: readonly (FieldBounds | undefined)[], sort: Sort): Candidate['order'] {
  if (index.cut) return undefined;
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
