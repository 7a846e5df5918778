import { valueToString } from '../../bson/to-string.ts';
import { type Doc, isArray, isDoc, type Value } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { type Flow, yieldPoint } from '../../plan/yield-policy.ts';
import { type Projection, parseAddFields, parseProjection, withoutPaths } from '../../query/projection.ts';
import { compile } from '../compile-expression.ts';
import { typeOf } from '../expression.ts';
import type { Stage, StageFactory } from '../stage.ts';

const mapping = (change: Projection): Stage =>
  function* (input, scope): Flow<Doc> {
    for (const it of input) yield it === yieldPoint ? yieldPoint : change(it, scope);
  };

/** What a stage of this name makes of one document; updates by pipeline use it too. */
export function transformationOf(name: string, spec: Value): Projection | undefined {
  switch (name) {
    case '$project':
      return isDoc(spec)
        ? parseProjection(spec, 'aggregate')
        : fail(15969, '$project specification must be an object');
    case '$addFields':
    case '$set':
      return isDoc(spec)
        ? parseAddFields(spec)
        : fail(40272, `${name} specification stage must be an object, got ${typeOf(spec)}`);
    case '$unset':
      return withoutPaths(unsetPaths(spec));
    case '$replaceRoot': {
      const root = isDoc(spec) ? spec.get('newRoot') : undefined;
      if (!isDoc(spec))
        return fail(40229, `expected an object as specification for $replaceRoot stage, got ${typeOf(spec)}`);
      if (root === undefined) return fail(40231, 'no newRoot specified for the $replaceRoot stage');
      return newRoot(root, "'newRoot' expression ");
    }
    case '$replaceWith':
      return newRoot(spec, "'replacement document' ");
    default:
      return undefined;
  }
}

function unsetPaths(spec: Value): readonly string[] {
  const paths = isArray(spec) ? spec : [spec];
  if (paths.length === 0)
    fail(31119, '$unset specification must be a string or an array with at least one field');
  return paths.map((path) =>
    typeof path === 'string'
      ? path
      : fail(31120, '$unset specification must be a string or an array containing only string values'),
  );
}

function newRoot(expression: Value, what: string): Projection {
  const evaluate = compile(expression);
  return (it, scope) => {
    const root = evaluate(it, scope);
    if (isDoc(root)) return root;
    return fail(
      40228,
      `PlanExecutor error during aggregation :: caused by :: ${what}must evaluate to an object, but resulting value was: ${valueToString(root)}. Type of resulting value: '${typeOf(root)}'.`,
    );
  };
}

const factory =
  (name: string): StageFactory =>
  (spec) =>
    mapping(transformationOf(name, spec)!);

export const project = factory('$project');
export const addFields = factory('$addFields');
export const unset = factory('$unset');
export const replaceRoot = factory('$replaceRoot');
export const replaceWith = factory('$replaceWith');
