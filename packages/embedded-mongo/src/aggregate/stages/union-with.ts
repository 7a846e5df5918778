import { type Doc, isDoc } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import type { Flow } from '../../plan/yield-policy.ts';
import { stagesOf } from '../pipeline.ts';
import type { StageFactory } from '../stage.ts';

export const unionWith: StageFactory = (spec, stageContext) => {
  const name = isDoc(spec) ? spec.get('coll') : spec;
  if (isDoc(spec))
    for (const field of spec.keys())
      if (field !== 'coll' && field !== 'pipeline')
        fail('IDLUnknownField', `BSON field '$unionWith.${field}' is an unknown field.`);
  const given = isDoc(spec) ? spec.get('pipeline') : undefined;
  if (typeof name !== 'string' && !(name === undefined && given !== undefined))
    return fail('FailedToParse', `the $unionWith stage specification must be an object or string`);
  const pipeline = stageContext.pipeline(
    given === undefined ? [] : stagesOf(given),
    new Set(['$out', '$merge']),
  );
  return function* (input, scope): Flow<Doc> {
    yield* input;
    yield* pipeline.overCollection(typeof name === 'string' ? name : '', scope);
  };
};
