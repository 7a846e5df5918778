import { type Doc, isArray, isDoc, type Maybe, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { type Filter, matchedArrayIndex } from './filter.ts';
import { type ProjectionDialect, type ProjectionNode, ProjectionParser } from './parse-projection.ts';
import { scopeAt, type VariableScope } from './variable-scope.ts';

/** Makes of each document what a projection shows of it. */
export type Projection = (doc: Doc, scope: VariableScope) => Doc;

/** Reads a projection; `filter` is the query's, for the positional `a.$`. */
export function parseProjection(spec: Doc, dialect: ProjectionDialect, filter?: Filter): Projection {
  const { root, inclusive, positional } = new ProjectionParser(dialect).parse(spec);
  const where = scopeAt(new Date(0));
  return (doc, scope) => {
    const shown =
      positional && filter ? onlyMatched(doc, positional, matchedArrayIndex(filter, doc, where)) : doc;
    return inclusive ? included(shown, root, doc, scope) : excluded(shown, root, doc, scope);
  };
}

/** `{a: 0, 'b.c': 0}`-like removal of these paths, for `$unset`. */
export function withoutPaths(paths: readonly string[]): Projection {
  return parseProjection(new Map(paths.map((path) => [path, false])), 'aggregate');
}

/** Sets computed fields and keeps all others: `$addFields`. */
export function parseAddFields(spec: Doc): Projection {
  const parser = new ProjectionParser('aggregate');
  const root = parser.computed(spec);
  return (doc, scope) => excluded(doc, root, doc, scope);
}

function sliced(value: Maybe, skip: number, limit: number): Maybe {
  if (!isArray(value)) return value;
  const start = skip < 0 ? Math.max(0, value.length + skip) : skip;
  return value.slice(start, start + limit);
}

function included(
  doc: Doc,
  nodes: ReadonlyMap<string, ProjectionNode>,
  root: Doc,
  scope: VariableScope,
): Doc {
  const shown: Doc = new Map();
  for (const [name, value] of doc) {
    const node = nodes.get(name);
    if (!node || node.kind === 'expression') continue;
    const part =
      node.kind === 'fields' ? through(value, node.children, root, scope, true) : one(node, value, scope);
    if (part !== undefined) shown.set(name, part);
  }
  addComputed(shown, nodes, root, scope);
  return shown;
}

function excluded(
  doc: Doc,
  nodes: ReadonlyMap<string, ProjectionNode>,
  root: Doc,
  scope: VariableScope,
): Doc {
  const shown: Doc = new Map();
  for (const [name, value] of doc) {
    const node = nodes.get(name);
    const part = !node
      ? value
      : node.kind === 'fields'
        ? through(value, node.children, root, scope, false)
        : node.kind === 'expression'
          ? value
          : one(node, value, scope);
    if (part !== undefined) shown.set(name, part);
  }
  addComputed(shown, nodes, root, scope);
  return shown;
}

function one(
  node: Exclude<ProjectionNode, { kind: 'fields' | 'expression' }>,
  value: Value,
  scope: VariableScope,
): Maybe {
  switch (node.kind) {
    case 'include':
    case 'positional':
      return value;
    case 'exclude':
      return undefined;
    case 'slice':
      return sliced(value, node.skip, node.limit);
    case 'elemMatch': {
      const at = isArray(value) ? matchedArrayIndex(node.filter, new Map([['x', value]]), scope) : undefined;
      return at === undefined ? undefined : [(value as Value[])[at]!];
    }
  }
}

/** Arrays are entered; what is neither document nor array is left out of an inclusion and kept by an exclusion. */
function through(
  value: Value,
  nodes: ReadonlyMap<string, ProjectionNode>,
  root: Doc,
  scope: VariableScope,
  inclusive: boolean,
): Maybe {
  if (isDoc(value))
    return inclusive ? included(value, nodes, root, scope) : excluded(value, nodes, root, scope);
  if (isArray(value))
    return value.flatMap((item) => {
      const part = through(item, nodes, root, scope, inclusive);
      return part === undefined ? [] : [part];
    });
  if (hasComputed(nodes)) return included(new Map(), nodes, root, scope);
  return inclusive ? undefined : value;
}

const hasComputed = (nodes: ReadonlyMap<string, ProjectionNode>): boolean =>
  [...nodes.values()].some(
    (node) => node.kind === 'expression' || (node.kind === 'fields' && hasComputed(node.children)),
  );

function addComputed(
  shown: Doc,
  nodes: ReadonlyMap<string, ProjectionNode>,
  root: Doc,
  scope: VariableScope,
): void {
  for (const [name, node] of nodes) {
    if (node.kind === 'expression') {
      const value = node.expression.value(root, scope);
      if (value === undefined) shown.delete(name);
      else shown.set(name, value);
    } else if (node.kind === 'fields' && !shown.has(name) && hasComputed(node.children))
      shown.set(name, included(new Map(), node.children, root, scope));
  }
}

/** The document with the array at a path cut to the element that the query matched. */
function onlyMatched(doc: Doc, path: readonly string[], index: number | undefined): Doc {
  const [name, ...rest] = path;
  const value = doc.get(name!);
  const copy = new Map(doc);
  if (isArray(value)) {
    if (index === undefined || index >= value.length)
      fail(
        51246,
        "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
      );
    copy.set(name!, [value[index]!]);
  } else if (isDoc(value) && rest.length > 0) copy.set(name!, onlyMatched(value, rest, index));
  return copy;
}
