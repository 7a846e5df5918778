import { bsonUndefined, type Doc, isArray, isDoc, type Maybe, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { isArrayIndex, type Path } from '../query/field-path.ts';

export interface GeneratedKeys {
  /** One tuple of values for each entry. */
  readonly keys: readonly (readonly Value[])[];
  /** Whether any of the fields exists; a sparse index leaves the others out. */
  readonly exists: boolean;
  /** For each field the lengths of its path's prefixes that are arrays. */
  readonly multikeyPaths: readonly (readonly number[])[];
}

interface Field {
  readonly rest: Path;
  /** How much of the path has been walked. */
  readonly depth: number;
  /** The value, once found. */
  readonly fixed: Value | undefined;
}

interface FieldValues {
  readonly array: readonly Value[] | undefined;
  readonly value: Maybe;
  readonly rest: Path;
  readonly depth: number;
}

/** The entries of a document in an index over these paths; two arrays side by side are error 171. */
export function generateKeys(doc: Doc, paths: readonly Path[]): GeneratedKeys {
  const quick = withoutArrays(doc, paths);
  if (quick) return quick;
  const keys: Value[][] = [];
  const multikeyPaths = paths.map(() => new Set<number>());
  let exists = false;

  const expand = (here: Doc, fields: readonly Field[]): void => {
    const found = fields.map((field) => (field.fixed === undefined ? walk(here, field) : undefined));
    const array = commonArray(found, paths);
    const settled = fields.map((field, index): Field => {
      const it = found[index];
      if (!it || it.array) return field;
      if (it.value !== undefined) exists = true;
      return { rest: [], depth: it.depth, fixed: it.value ?? null };
    });
    if (!array) {
      keys.push(settled.map((field) => field.fixed ?? null));
      return;
    }
    found.forEach((it, index) => {
      if (it?.array) multikeyPaths[index]!.add(it.depth);
    });
    if (array.length === 0) exists ||= found.some((it) => it?.array && it.rest.length === 0);
    const items: readonly Maybe[] = array.length > 0 ? array : [undefined];
    for (const item of items) {
      const next = settled.map((field, index): Field => {
        const it = found[index];
        if (!it?.array) return field;
        if (it.rest.length === 0)
          return { rest: [], depth: it.depth, fixed: item === undefined ? bsonUndefined : item };
        return isDoc(item)
          ? { rest: it.rest, depth: it.depth, fixed: undefined }
          : { rest: [], depth: it.depth, fixed: null };
      });
      exists ||= found.some((it) => it?.array && it.rest.length === 0 && item !== undefined);
      expand(isDoc(item) ? item : new Map(), next);
    }
  };

  expand(
    doc,
    paths.map((path) => ({ rest: path, depth: 0, fixed: undefined })),
  );
  return { keys, exists, multikeyPaths: multikeyPaths.map((lengths) => [...lengths]) };
}

const noArrays: readonly (readonly number[])[] = [];

/** The usual case: no field leads into or through an array. */
function withoutArrays(doc: Doc, paths: readonly Path[]): GeneratedKeys | undefined {
  let exists = false;
  const key: Value[] = [];
  for (const path of paths) {
    let here: Maybe = doc;
    for (const piece of path) here = isDoc(here) ? here.get(piece) : isArray(here) ? here : undefined;
    if (isArray(here)) return undefined;
    if (here !== undefined) exists = true;
    key.push(here ?? null);
  }
  return { keys: [key], exists, multikeyPaths: noArrays };
}

/** Follows a path until its end, an array or nothing. A number in the path means that place of an array. */
function walk(doc: Doc, field: Field): FieldValues {
  let here: Maybe = doc;
  let depth = field.depth;
  for (let at = 0; at < field.rest.length; at++) {
    const piece = field.rest[at]!;
    if (isArray(here)) {
      if (!isArrayIndex(piece)) return { array: here, value: undefined, rest: field.rest.slice(at), depth };
      here = here[Number(piece)];
    } else here = isDoc(here) ? here.get(piece) : undefined;
    depth += 1;
  }
  return isArray(here)
    ? { array: here, value: undefined, rest: [], depth }
    : { array: undefined, value: here, rest: [], depth };
}

function commonArray(
  found: readonly (FieldValues | undefined)[],
  paths: readonly Path[],
): readonly Value[] | undefined {
  const first = found.findIndex((it) => it?.array !== undefined);
  if (first < 0) return undefined;
  const { array, depth } = found[first]!;
  for (let index = first + 1; index < found.length; index++) {
    const it = found[index];
    if (it?.array === undefined || it.array === array) continue;
    const name = (which: number, length: number) => paths[which]![length - 1] ?? '';
    fail(
      'CannotIndexParallelArrays',
      `cannot index parallel arrays [${name(index, it.depth)}] [${name(first, depth)}]`,
    );
  }
  return array;
}
