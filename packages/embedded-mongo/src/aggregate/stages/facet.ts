import { type Doc, isDoc, type Value } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { type Flow, yieldPoint } from '../../plan/yield-policy.ts';
import { stagesOf } from '../pipeline.ts';
import type { StageFactory } from '../stage.ts';

const notInFacet = new Set([
  '$facet',
  '$out',
  '$merge',
  '$collStats',
  '$indexStats',
  '$geoNear',
  '$planCacheStats',
  '$documents',
  '$changeStream',
]);

function* each(docs: readonly Doc[]): Flow<Doc> {
  yield* docs;
}

export const facet: StageFactory = (spec, stageContext) => {
  if (!isDoc(spec) || spec.size === 0)
    return fail(40169, 'the $facet specification must be a non-empty object');
  const branches = [...spec].map(([name, stages]) => {
    if (name.startsWith('$') || name.includes('.')) fail(40169, `invalid field name in $facet: ${name}`);
    return { name, pipeline: stageContext.pipeline(stagesOf(stages), notInFacet) };
  });
  return function* (input, scope): Flow<Doc> {
    const docs: Doc[] = [];
    for (const it of input) {
      if (it === yieldPoint) yield yieldPoint;
      else docs.push(it);
    }
    const made: Doc = new Map();
    for (const { name, pipeline } of branches) {
      const values: Value[] = [];
      for (const it of pipeline.over(each(docs), scope)) {
        if (it === yieldPoint) yield yieldPoint;
        else values.push(it);
      }
      made.set(name, values);
    }
    yield made;
  };
};
