import { hostname } from 'node:os';
import { type Doc, doc, isDoc, Long } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import type { Flow } from '../../plan/yield-policy.ts';
import type { StageFactory } from '../stage.ts';

/** Stages that read no documents: they pass over their input. The collection's name stands in the scope. */
export const collectionVariable = ' collection';

export const collStats: StageFactory = (spec, { catalog, database }) => {
  if (!isDoc(spec)) return fail(5447000, '$collStats must take a nested object');
  for (const name of spec.keys())
    if (name !== 'count' && name !== 'storageStats')
      fail('NotImplemented', `'${name}' of $collStats is not supported by the embedded server`);
  return function* (_input, scope): Flow<Doc> {
    const name = String(scope.variables.get(collectionVariable));
    const collection = catalog.find(database, name);
    if (!collection)
      return fail(
        'NamespaceNotFound',
        `PlanExecutor error during aggregation :: caused by :: Unable to retrieve count in $collStats stage :: caused by :: Collection [${database}.${name}] not found.`,
      );
    const made = doc({ ns: collection.namespace, host: hostname(), localTime: scope.now });
    if (spec.has('count')) made.set('count', collection.count);
    if (spec.has('storageStats')) made.set('storageStats', doc({ ...collection.sizes() }));
    yield made;
  };
};

export const indexStats: StageFactory = (spec, { catalog, database }) => {
  if (!isDoc(spec) || spec.size > 0)
    return fail(28803, 'The $indexStats stage specification must be an empty object');
  return function* (_input, scope): Flow<Doc> {
    const collection = catalog.find(database, String(scope.variables.get(collectionVariable)));
    for (const index of collection?.indexes ?? [])
      yield doc({
        name: index.name,
        key: index.keyPattern,
        host: hostname(),
        accesses: doc({ ops: Long.ZERO, since: scope.now }),
        spec: index.spec,
      });
  };
};
