import { BSONRegExp, type Doc, isArray, isDoc, type Maybe, type Value } from '../../bson/values.ts';
import { executeQuery, prepareQuery } from '../../commands/query.ts';
import { fail } from '../../errors.ts';
import { type Flow, yieldPoint } from '../../plan/yield-policy.ts';
import { type VariableScope, withVariables } from '../../query/variable-scope.ts';
import { checkVariableName, compile, fieldPath } from '../compile-expression.ts';
import { stagesOf } from '../pipeline.ts';
import type { StageContext, StageFactory } from '../stage.ts';
import { withValue } from './unwind.ts';

const fields = new Set(['from', 'localField', 'foreignField', 'as', 'let', 'pipeline']);

export const lookup: StageFactory = (spec, stageContext) => {
  if (!isDoc(spec))
    return fail(40319, `the $lookup stage specification must be an object, but found ${String(spec)}`);
  for (const [name, value] of spec) {
    if (!fields.has(name)) fail('FailedToParse', `unknown argument to $lookup: ${name}`);
    if (name !== 'let' && name !== 'pipeline' && typeof value !== 'string')
      fail('FailedToParse', `$lookup argument '${name}: ${String(value)}' must be a string`);
  }
  const text = (name: string): string | undefined => spec.get(name) as string | undefined;
  const as = (text('as') ?? fail('FailedToParse', "must specify 'as' field for a $lookup")).split('.');
  const local = text('localField');
  const foreign = text('foreignField');
  const given = spec.get('pipeline');
  const from =
    text('from') ??
    (isArray(given) && isDocuments(given)
      ? ''
      : fail('FailedToParse', "missing 'from' option to $lookup stage specification"));
  if ((local === undefined) !== (foreign === undefined) || (local === undefined && given === undefined))
    fail(
      'FailedToParse',
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  const pipeline =
    given === undefined ? undefined : stageContext.pipeline(stagesOf(given), new Set(['$out', '$merge']));
  const variables = letVariables(spec.get('let'));
  const localPath = local === undefined ? undefined : fieldPath(local);

  return function* (input, scope): Flow<Doc> {
    for (const it of input) {
      if (it === yieldPoint) {
        yield yieldPoint;
        continue;
      }
      const inner = withVariables(scope, new Map(variables.map(([name, value]) => [name, value(it, scope)])));
      const matched = localPath && joined(stageContext, from, foreign!, localPath(it, scope), inner);
      const found = !pipeline
        ? matched!
        : matched
          ? pipeline.over(matched, inner)
          : pipeline.overCollection(from, inner);
      const values: Value[] = [];
      for (const one of found) {
        if (one === yieldPoint) yield yieldPoint;
        else values.push(one);
      }
      yield withValue(it, as, values);
    }
  };
};

const isDocuments = (stages: readonly Value[]): boolean => isDoc(stages[0]) && stages[0].has('$documents');

function letVariables(given: Maybe): readonly (readonly [string, ReturnType<typeof compile>])[] {
  if (given === undefined) return [];
  if (!isDoc(given)) return fail('FailedToParse', "$lookup argument 'let: ' must be an object");
  return [...given].map(([name, value]) => {
    checkVariableName(name);
    return [name, compile(value)] as const;
  });
}

/** The documents whose field equals the value, or one of the values of an array; no value equals null. */
export function* joined(
  stageContext: StageContext,
  from: string,
  field: string,
  local: Maybe,
  scope: VariableScope,
): Flow<Doc> {
  const wanted: readonly Value[] = isArray(local) ? local : [local ?? null];
  const equals = (value: Value): Doc => new Map([[field, new Map([['$eq', value]])]]);
  const filter: Doc =
    wanted.length === 1
      ? equals(wanted[0]!)
      : wanted.some((value) => value instanceof BSONRegExp)
        ? new Map([['$or', wanted.map(equals)]])
        : new Map([[field, new Map([['$in', [...wanted]]])]]);
  const query = prepareQuery(stageContext.catalog.find(stageContext.database, from), { filter }, scope);
  for (const found of executeQuery(query)) yield found === yieldPoint ? yieldPoint : found.doc;
}
