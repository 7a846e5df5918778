import { compareStrings } from '../bson/compare.ts';
import { valueToString } from '../bson/to-string.ts';
import { type Doc, isArray } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { isArrayIndex } from '../query/field-path.ts';
import { type Filter, matches } from '../query/filter.ts';
import type { VariableScope } from '../query/variable-scope.ts';
import { type ArrayFilters, identifierOf } from './array-filters.ts';
import { type ConcretePath, getAt } from './field-access.ts';

/** Checks an update's path and splits it. */
export function parseUpdatePath(path: string): readonly string[] {
  if (path === '') fail('EmptyFieldName', 'An empty update path is not valid.');
  const pieces = path.split('.');
  if (pieces.includes(''))
    fail('EmptyFieldName', `The update path '${path}' contains an empty field name, which is not allowed.`);
  if (pieces[0]!.startsWith('$') && pieces[0] !== '$' && !['$ref', '$id', '$db'].includes(pieces[0]!))
    fail(
      pieces[0]!.startsWith('$[') ? 'BadValue' : 'DollarPrefixedFieldName',
      pieces[0]!.startsWith('$[')
        ? `Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${path}'`
        : `The dollar ($) prefixed field '${pieces[0]}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  if (pieces[0] === '$')
    fail('BadValue', `Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
  if (pieces.filter((piece) => piece === '$').length > 1)
    fail('BadValue', `Too many positional (i.e. '$') elements found in path '${path}'`);
  return pieces;
}

/** The order in which MongoDB applies changes: names by their bytes, numbers by their size. */
export function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [left, right] = [a[at]!, b[at]!];
    if (left === right) continue;
    return isArrayIndex(left) && isArrayIndex(right)
      ? Number(left) - Number(right)
      : compareStrings(left, right);
  }
  return a.length - b.length;
}

/** Error 40 if one of two paths is the other or leads to it. */
export function checkPathConflicts(paths: readonly (readonly string[])[]): void {
  const seen = new Set<string>();
  const inner = new Set<string>();
  for (const path of paths) {
    const whole = path.join('.');
    const conflict = (at: string) =>
      fail('ConflictingUpdateOperators', `Updating the path '${whole}' would create a conflict at '${at}'`);
    if (seen.has(whole) || inner.has(whole)) conflict(whole);
    for (let length = 1; length < path.length; length++) {
      const part = path.slice(0, length).join('.');
      if (seen.has(part)) conflict(part);
      inner.add(part);
    }
    seen.add(whole);
  }
}

/** The plain paths that a path with `$`, `$[]` or `$[e]` means in this document. */
export function expandPath(
  doc: Doc,
  path: readonly string[],
  matched: number | undefined,
  filters: ArrayFilters,
  scope: VariableScope,
): ConcretePath[] {
  let paths: string[][] = [[]];
  for (const piece of path) {
    const identifier = identifierOf(piece);
    if (piece === '$') {
      if (matched === undefined)
        fail('BadValue', 'The positional operator did not find the match needed from the query.');
      for (const it of paths) it.push(String(matched));
    } else if (identifier === undefined) for (const it of paths) it.push(piece);
    else paths = paths.flatMap((it) => elements(doc, it, filters.get(identifier), identifier, scope));
  }
  return paths;
}

function elements(
  doc: Doc,
  path: string[],
  filter: Filter | undefined,
  identifier: string,
  scope: VariableScope,
): string[][] {
  const array = getAt(doc, path);
  if (array === undefined)
    fail(
      'BadValue',
      `The path '${path.join('.')}' must exist in the document in order to apply array updates.`,
    );
  if (!isArray(array))
    return fail(
      'BadValue',
      `Cannot apply array updates to non-array element ${path.at(-1)}: ${valueToString(array)}`,
    );
  return array.flatMap((item, index) =>
    !filter || matches(filter, new Map([[identifier, item]]), scope) ? [[...path, String(index)]] : [],
  );
}
