import { valueToString } from '../bson/to-string.ts';
import { type Doc, isArray, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import { parseFilter } from '../query/parse-filter.ts';

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
export const identifierOf = (piece: string): string | undefined => /^\$\[(.*)\]$/.exec(piece)?.[1];
