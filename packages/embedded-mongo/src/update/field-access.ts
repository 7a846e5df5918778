import { valueToString } from '../bson/to-string.ts';
import { type Doc, isArray, isDoc, type Maybe, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { isArrayIndex } from '../query/field-path.ts';

/** A path without `$`: every number in it that meets an array is a place in it. */
export type ConcretePath = readonly string[];

const longestGap = 1_500_000;

/** What is at the path; arrays are entered only by number. */
export function getAt(root: Doc, path: ConcretePath): Maybe {
  let here: Maybe = root;
  for (const piece of path) {
    if (isDoc(here)) here = here.get(piece);
    else if (isArray(here)) here = isArrayIndex(piece) ? here[Number(piece)] : undefined;
    else return undefined;
  }
  return here;
}

/** Sets a value, making the documents on the way; error 28 (PathNotViable) where something else is in the way. */
export function setAt(root: Doc, path: ConcretePath, value: Value): void {
  let here: Doc | Value[] = root;
  for (let at = 0; at < path.length - 1; at++) {
    const next = childOf(here, path[at]!);
    if (next === undefined) {
      const made: Doc = new Map();
      putChild(here, path, at, made);
      here = made;
    } else if (isDoc(next) || isArray(next)) here = next;
    else notViable(path[at + 1]!, path[at]!, next);
  }
  putChild(here, path, path.length - 1, value);
}

const childOf = (parent: Doc | Value[], name: string): Maybe =>
  isDoc(parent) ? parent.get(name) : isArrayIndex(name) ? parent[Number(name)] : undefined;

function putChild(parent: Doc | Value[], path: ConcretePath, at: number, value: Value): void {
  const name = path[at]!;
  if (isDoc(parent)) {
    parent.set(name, value);
    return;
  }
  if (!isArrayIndex(name)) notViable(name, path[at - 1]!, parent);
  const index = Number(name);
  if (index - parent.length > longestGap)
    fail('CannotBackfillArray', `can't backfill more than ${longestGap} elements`);
  while (parent.length < index) parent.push(null);
  parent[index] = value;
}

const notViable = (field: string, name: string, value: Value): never =>
  fail('PathNotViable', `Cannot create field '${field}' in element {${name}: ${valueToString(value)}}`);

/** Removes a field; an array keeps its length, with null in that place. A path that leads nowhere is no error. */
export function removeAt(root: Doc, path: ConcretePath): void {
  const parent = getAt(root, path.slice(0, -1));
  const name = path.at(-1)!;
  if (isDoc(parent)) parent.delete(name);
  else if (isArray(parent) && isArrayIndex(name) && Number(name) < parent.length) parent[Number(name)] = null;
}
