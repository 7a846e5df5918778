import { type Doc, isArray, isDoc, type Maybe, type Value } from '../bson/values.ts';

/** Called with what lies at a path and the index in the outermost array passed implicitly; `true` ends the walk. */
export type Visit = (value: Maybe, offset: number | undefined) => boolean;

export type Path = readonly string[];

export const splitPath = (path: string): Path => path.split('.');

/** `0`, `7`, `12`, but not `07`: what may stand for a place in an array. */
export const isArrayIndex = (piece: string): boolean => /^(?:0|[1-9]\d*)$/.test(piece);

/**
 * Walks to every value that a query's path means: arrays on the way are entered, and a leaf array yields its
 * elements, then itself (`leaf` 'each') or only itself ('whole'). A path that leads nowhere yields `undefined`, but
 * elements of an array that are no documents yield nothing. Returns whether a visit ended the walk.
 */
export function visitPath(doc: Doc, path: Path, leaf: 'each' | 'whole', visit: Visit): boolean {
  return fromDoc(doc, path, 0, leaf, visit);
}

function fromDoc(doc: Doc, path: Path, start: number, leaf: 'each' | 'whole', visit: Visit): boolean {
  let here = doc;
  for (let at = start; ; at++) {
    const value = here.get(path[at]!);
    if (at === path.length - 1) return atLeaf(value, leaf, visit);
    if (isDoc(value)) here = value;
    else if (isArray(value)) return throughArray(value, path, at + 1, leaf, visit);
    else return visit(undefined, undefined);
  }
}

function atLeaf(value: Maybe, leaf: 'each' | 'whole', visit: Visit): boolean {
  if (leaf === 'each' && isArray(value))
    for (let index = 0; index < value.length; index++) if (visit(value[index], index)) return true;
  return visit(value, undefined);
}

function throughArray(
  array: readonly Value[],
  path: Path,
  at: number,
  leaf: 'each' | 'whole',
  visit: Visit,
): boolean {
  const piece = path[at]!;
  const wanted = isArrayIndex(piece) ? Number(piece) : -1;
  const last = at === path.length - 1;
  for (let index = 0; index < array.length; index++) {
    const item = array[index]!;
    const outer: Visit = (value) => visit(value, index);
    if (isDoc(item) && fromDoc(item, path, at, leaf, outer)) return true;
    if (index !== wanted) continue;
    if (last) {
      if (visit(item, undefined)) return true;
    } else if (isDoc(item)) {
      if (fromDoc(item, path, at + 1, leaf, visit)) return true;
    } else if (isArray(item) && throughArray(item, path, at + 1, leaf, visit)) return true;
  }
  return false;
}
