import { compileExpression, type Expression } from '../aggregate/compile-expression.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, isArray, isDoc, isNumber, type Maybe, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { splitPath } from './field-path.ts';
import type { Filter } from './filter.ts';
import { isTruthy, parseFilter } from './parse-filter.ts';

export type ProjectionNode =
  | { readonly kind: 'fields'; readonly children: Map<string, ProjectionNode> }
  | { readonly kind: 'include' | 'exclude' | 'positional' }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'slice'; readonly skip: number; readonly limit: number }
  | { readonly kind: 'elemMatch'; readonly filter: Filter };

export interface ParsedProjection {
  readonly root: Map<string, ProjectionNode>;
  readonly inclusive: boolean;
  readonly positional: readonly string[] | undefined;
}

export type ProjectionDialect = 'find' | 'aggregate';

export class ProjectionParser {
  private readonly dialect: ProjectionDialect;
  private readonly root = new Map<string, ProjectionNode>();
  private inclusive: boolean | undefined;
  private positional: readonly string[] | undefined;
  private idKept: boolean | undefined;

  constructor(dialect: ProjectionDialect) {
    this.dialect = dialect;
  }

  parse(spec: Doc): ParsedProjection {
    if (spec.size === 0 && this.dialect === 'aggregate')
      fail(51272, 'Invalid $project :: caused by :: projection specification must have at least one field');
    for (const [name, value] of spec) this.field(splitPath(name), value);
    const inclusive = this.inclusive ?? this.idKept === true;
    if (this.idKept === false) this.place(['_id'], { kind: 'exclude' });
    else if (inclusive && !this.root.has('_id')) this.place(['_id'], { kind: 'include' });
    if (!inclusive && this.idKept === true) this.root.delete('_id');
    if (inclusive && this.idKept === false) this.root.delete('_id');
    return { root: this.root, inclusive, positional: this.positional };
  }

  computed(spec: Doc): Map<string, ProjectionNode> {
    if (spec.size === 0)
      fail(40177, 'Invalid $addFields :: caused by :: specification must have at least one field');
    const walk = (path: readonly string[], value: Value): void => {
      if (isDoc(value) && value.size > 0 && ![...value.keys()].some((name) => name.startsWith('$'))) {
        for (const [name, nested] of value) walk([...path, ...splitPath(name)], nested);
      } else this.place(path, { kind: 'expression', expression: compileExpression(value) });
    };
    for (const [name, value] of spec) walk(splitPath(name), value);
    return this.root;
  }

  private field(path: readonly string[], value: Value): void {
    if (this.dialect === 'find' && path.indexOf('$') >= 0 && path.indexOf('$') < path.length - 1)
      fail(
        31394,
        `As of 4.4, it's illegal to specify positional operator in the middle of a path. Positional projection may only be used at the end, for example: a.b.$. If the query previously used a form like a.b.$.d, remove the parts following the '$' and the results will be equivalent.`,
      );
    if (path.at(-1) === '$' && this.dialect === 'find') this.positionalField(path.slice(0, -1));
    else if (isNumber(value) || typeof value === 'boolean') this.plain(path, isTruthy(value));
    else this.rich(path, value);
  }

  private rich(path: readonly string[], value: Value): void {
    if (isDoc(value)) {
      const [operator] = value.keys();
      if (operator === undefined)
        fail(
          51270,
          `An empty sub-projection is not a valid value. Found empty object at path ${path.join('.')}`,
        );
      if (!operator.startsWith('$')) {
        for (const [name, nested] of value) this.field([...path, ...splitPath(name)], nested);
        return;
      }
      if (this.dialect === 'find' && this.findOperator(path, operator, value)) return;
    }
    this.mode(true, path);
    this.place(path, { kind: 'expression', expression: compileExpression(value) });
  }

  private plain(path: readonly string[], keep: boolean): void {
    if (path.length === 1 && path[0] === '_id') {
      this.idKept = keep;
      if (keep) this.place(path, { kind: 'include' });
      return;
    }
    this.mode(keep, path);
    this.place(path, { kind: keep ? 'include' : 'exclude' });
  }

  private mode(inclusive: boolean, path: readonly string[]): void {
    if (this.inclusive === undefined) this.inclusive = inclusive;
    if (this.inclusive === inclusive) return;
    if (inclusive) fail(31253, `Cannot do inclusion on field ${path.join('.')} in exclusion projection`);
    fail(31254, `Cannot do exclusion on field ${path.join('.')} in inclusion projection`);
  }

  private positionalField(path: readonly string[]): void {
    if (this.positional) fail(31276, 'Cannot specify more than one positional projection per query.');
    this.mode(true, path);
    this.positional = path;
    this.place(path, { kind: 'include' });
  }

  private findOperator(path: readonly string[], operator: string, value: Doc): boolean {
    const operand = value.get(operator)!;
    if (operator === '$slice' && !isExpressionSlice(operand)) {
      this.place(path, sliceOf(operand));
      return true;
    }
    if (operator === '$elemMatch') {
      if (!isDoc(operand)) return fail(31274, '$elemMatch: Invalid argument, object required');
      this.mode(true, path);
      if (path.length > 1) fail(31275, 'Cannot use $elemMatch projection on a nested field.');
      const filter = parseFilter(new Map([['x', value]]));
      this.place(path, { kind: 'elemMatch', filter });
      return true;
    }
    if (operator === '$meta')
      fail('NotImplemented', '$meta projections are not supported by the embedded server');
    return false;
  }

  private place(path: readonly string[], node: ProjectionNode): void {
    let here = this.root;
    path.forEach((piece, at) => {
      if (piece === '') fail(40353, "FieldPath must not end with a '.'.");
      if (piece.startsWith('$') && !['$ref', '$id', '$db'].includes(piece))
        fail(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
      const known = here.get(piece);
      if (at === path.length - 1) {
        if (known && !(path.length === 1 && piece === '_id'))
          fail(31250, `Path collision at ${path.join('.')}`);
        here.set(piece, node);
        return;
      }
      if (known && known.kind !== 'fields')
        fail(31249, `Path collision at ${path.join('.')} remaining portion ${path.slice(at + 1).join('.')}`);
      const next = known ?? { kind: 'fields' as const, children: new Map<string, ProjectionNode>() };
      here.set(piece, next);
      here = next.children;
    });
  }
}

/** `{$slice: ['$a', 3]}` computes, `{$slice: [1, 3]}` cuts the field itself. */
const isExpressionSlice = (operand: Value): boolean => isArray(operand) && !isNumber(operand[0]);

function sliceOf(operand: Value): ProjectionNode {
  const number = (value: Maybe): number =>
    isNumber(value)
      ? Math.trunc(toNumber(value))
      : fail(28724, 'First argument to $slice must be an array, but is of type: missing');
  if (!isArray(operand)) {
    const count = number(operand);
    return { kind: 'slice', skip: Math.min(count, 0), limit: Math.abs(count) };
  }
  const limit = number(operand[1]);
  if (limit <= 0) fail(28729, `Third argument to $slice must be positive: ${limit}`);
  return { kind: 'slice', skip: number(operand[0]), limit };
}
