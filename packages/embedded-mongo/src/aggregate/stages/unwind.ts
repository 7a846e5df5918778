import { type Doc, isArray, isDoc, isNullish, Long, type Maybe, type Value } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { type Flow, yieldPoint } from '../../plan/yield-policy.ts';
import type { StageFactory } from '../stage.ts';

export const unwind: StageFactory = (spec) => {
  const given = isDoc(spec) ? spec.get('path') : spec;
  if (isDoc(spec))
    for (const name of spec.keys())
      if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(name))
        fail(28811, `unrecognized option to $unwind stage: ${name}`);
  if (typeof given !== 'string')
    return fail(
      isDoc(spec) && given === undefined ? 28812 : 28808,
      'expected a string as the path for $unwind stage',
    );
  if (!given.startsWith('$'))
    fail(28818, `path option to $unwind stage should be prefixed with a '$': ${given}`);
  const path = given.slice(1).split('.');
  const index = isDoc(spec) ? spec.get('includeArrayIndex') : undefined;
  if (index !== undefined && typeof index !== 'string')
    fail(28810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage');
  if (typeof index === 'string' && index.startsWith('$'))
    fail(28822, `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`);
  const preserve = isDoc(spec) && spec.get('preserveNullAndEmptyArrays') === true;
  const placed = (it: Doc, value: Maybe, at: number | null): Doc => {
    const made = withValue(it, path, value);
    return typeof index === 'string'
      ? withValue(made, index.split('.'), at === null ? null : Long.fromNumber(at))
      : made;
  };
  return function* (input): Flow<Doc> {
    for (const it of input) {
      if (it === yieldPoint) {
        yield yieldPoint;
        continue;
      }
      const value = valueAt(it, path);
      if (isArray(value) && value.length > 0)
        for (let at = 0; at < value.length; at++) yield placed(it, value[at], at);
      else if (isArray(value) || isNullish(value)) {
        if (preserve) yield placed(it, isArray(value) ? undefined : value, null);
      } else yield placed(it, value, null);
    }
  };
};

function valueAt(it: Doc, path: readonly string[]): Maybe {
  let here: Maybe = it;
  for (const piece of path) here = isDoc(here) ? here.get(piece) : undefined;
  return here;
}

/** A copy with another value at a path; the documents on the way are made if need be. */
export function withValue(it: Doc, path: readonly string[], value: Maybe): Doc {
  const [name, ...rest] = path;
  const made = new Map(it);
  if (rest.length === 0) {
    if (value === undefined) made.delete(name!);
    else made.set(name!, value);
    return made;
  }
  const inner: Value | undefined = it.get(name!);
  if (value === undefined && !isDoc(inner)) return made;
  return made.set(name!, withValue(isDoc(inner) ? inner : new Map(), rest, value));
}
