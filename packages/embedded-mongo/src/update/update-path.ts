import { compareStrings } from '../bson/compare.ts';
import { valueToString } from '../bson/to-string.ts';
import { type Doc, isArray, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { isArrayIndex } from '../query/field-path.ts';
import { type Filter, matches } from '../query/filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { VariableScope } from '../query/variable-scope.ts';
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

export type ArrayFilters = ReadonlyMap<string, Filter>;

/** `[{'e.x': {$gt: 1}}]`: each of them about one identifier. */
export function parseArrayFilters(filters: readonly Value[]): ArrayFilters {
  const parsed = new Map<string, Filter>();
  for (const filter of filters) {
    if (!isDoc(filter))
      return fail('TypeMismatch', `The array filter must be an object: ${valueToString(filter)}`);
    const names = new Set(identifiers(filter));
    const [name] = names;
    if (name === undefined)
      return fail('FailedToParse', 'Cannot use an expression without a top-level field name in arrayFilters');
    if (names.size > 1)
      fail(
        'FailedToParse',
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...names].join("' and '")}'`,
      );
    if (!/^[a-z][A-Za-z0-9]*$/.test(name))
      fail(
        'BadValue',
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    if (parsed.has(name))
      fail('FailedToParse', `Found multiple array filters with the same top-level field name ${name}`);
    parsed.set(name, parseFilter(filter));
  }
  return parsed;
}

function identifiers(filter: Doc): string[] {
  return [...filter].flatMap(([name, value]) =>
    name.startsWith('$')
      ? isArray(value)
        ? value.flatMap((part) => (isDoc(part) ? identifiers(part) : []))
        : []
      : [name.split('.')[0]!],
  );
}

/** Every array filter must be used by some path. */
export function checkArrayFilters(paths: readonly (readonly string[])[], filters: ArrayFilters): void {
  const used = new Set(paths.flat().flatMap((piece) => identifierOf(piece) ?? []));
  for (const name of used)
    if (name !== '' && !filters.has(name)) {
      const path = paths.find((it) => it.includes(`$[${name}]`))!.join('.');
      fail('BadValue', `No array filter found for identifier '${name}' in path '${path}'`);
    }
  for (const name of filters.keys())
    if (!used.has(name))
      fail('FailedToParse', `The array filter for identifier '${name}' was not used in the update`);
}

/** `e` of `$[e]`, nothing of `$[]`. */
const identifierOf = (piece: string): string | undefined => /^\$\[(.*)\]$/.exec(piece)?.[1];

/** The plain paths that a path with `$`, `$[]` or `$[e]` means in this document. */
export function expand(
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
