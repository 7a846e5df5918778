import type { Doc, Maybe, Value } from '../bson/values.ts';
import { type Path, visitPath } from './field-path.ts';
import type { VariableScope } from './variable-scope.ts';

export type LeafOperator =
  | '$eq'
  | '$lt'
  | '$lte'
  | '$gt'
  | '$gte'
  | '$in'
  | '$regex'
  | '$exists'
  | '$type'
  | '$mod'
  | '$size'
  | '$elemMatch'
  | '$bits';

/** A condition on what lies at one path. */
export interface LeafExpression {
  readonly kind: 'leaf';
  readonly operator: LeafOperator;
  readonly path: Path;
  /** Whether the elements of an array at the path are tried too, or only the array. */
  readonly mode: 'each' | 'whole';
  /** What the operator was given, for the planner. */
  readonly operand: Value;
  readonly test: (value: Maybe, scope: VariableScope) => boolean;
  /** Which element of an array satisfies the condition, for `$elemMatch`. */
  readonly position?: (value: Maybe, scope: VariableScope) => number;
  /** What an `$elemMatch` asks of one element: of its fields, or of the element itself. */
  readonly inner?: { readonly filter: Filter; readonly onValues: boolean };
}

export type Filter =
  | { readonly kind: 'and' | 'or' | 'nor'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'root'; readonly test: (doc: Doc, scope: VariableScope) => boolean }
  | LeafExpression;

export const matchesAll: Filter = { kind: 'and', parts: [] };

export function matches(filter: Filter, doc: Doc, scope: VariableScope): boolean {
  switch (filter.kind) {
    case 'leaf':
      return visitPath(doc, filter.path, filter.mode, (value) => filter.test(value, scope));
    case 'and':
      return filter.parts.every((part) => matches(part, doc, scope));
    case 'or':
      return filter.parts.some((part) => matches(part, doc, scope));
    case 'nor':
      return !filter.parts.some((part) => matches(part, doc, scope));
    case 'not':
      return !matches(filter.part, doc, scope);
    case 'root':
      return filter.test(doc, scope);
  }
}

/** Whether a value itself, no document, satisfies conditions that name no path: `$elemMatch: {$gt: 1}`. */
export function valueMatches(filter: Filter, value: Value, scope: VariableScope): boolean {
  switch (filter.kind) {
    case 'leaf':
      return filter.test(value, scope);
    case 'and':
      return filter.parts.every((part) => valueMatches(part, value, scope));
    case 'or':
      return filter.parts.some((part) => valueMatches(part, value, scope));
    case 'nor':
      return !filter.parts.some((part) => valueMatches(part, value, scope));
    case 'not':
      return !valueMatches(filter.part, value, scope);
    case 'root':
      return false;
  }
}

/**
 * The index that a positional `$` stands for: that of the outermost array's element by which the last condition
 * on an array matched. The document is known to match; no array, no index.
 */
export function matchedArrayIndex(filter: Filter, doc: Doc, scope: VariableScope): number | undefined {
  switch (filter.kind) {
    case 'leaf': {
      let found: number | undefined;
      visitPath(doc, filter.path, filter.mode, (value, offset) => {
        if (!filter.test(value, scope)) return false;
        const inner = filter.position?.(value, scope);
        found = offset ?? (inner !== undefined && inner >= 0 ? inner : undefined);
        return true;
      });
      return found;
    }
    case 'and': {
      let found: number | undefined;
      for (const part of filter.parts) found = matchedArrayIndex(part, doc, scope) ?? found;
      return found;
    }
    case 'or': {
      const part = filter.parts.find((it) => matches(it, doc, scope));
      return part && matchedArrayIndex(part, doc, scope);
    }
    default:
      return undefined;
  }
}
