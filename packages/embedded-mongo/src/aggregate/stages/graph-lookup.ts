import { equalityKey } from '../../bson/equality-key.ts';
import { toNumber } from '../../bson/numbers.ts';
import { type Doc, isArray, isDoc, isNumber, Long, type Maybe, type Value } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { type Flow, yieldPoint } from '../../plan/yield-policy.ts';
import { matches } from '../../query/filter.ts';
import { parseFilter } from '../../query/parse-filter.ts';
import { compile, fieldPath } from '../compile-expression.ts';
import type { StageFactory } from '../stage.ts';
import { joined } from './lookup.ts';
import { withValue } from './unwind.ts';

const known = new Set([
  'from',
  'startWith',
  'connectFromField',
  'connectToField',
  'as',
  'maxDepth',
  'depthField',
  'restrictSearchWithMatch',
]);

export const graphLookup: StageFactory = (spec, stageContext) => {
  if (!isDoc(spec)) return fail('FailedToParse', 'the $graphLookup stage specification must be an object');
  for (const name of spec.keys())
    if (!known.has(name)) fail(40104, `Unknown argument to $graphLookup: ${name}`);
  const text = (name: string): string => {
    const value = spec.get(name);
    return typeof value === 'string' ? value : fail(40105, `$graphLookup requires '${name}' as a string`);
  };
  const [from, to, as] = [text('from'), text('connectToField'), text('as').split('.')];
  const connectFrom = fieldPath(text('connectFromField'));
  const startWith = compile(spec.get('startWith') ?? fail(40105, "$graphLookup requires 'startWith'"));
  const depthField = spec.has('depthField') ? text('depthField').split('.') : undefined;
  const depth = spec.get('maxDepth');
  const deepest =
    depth === undefined
      ? Number.POSITIVE_INFINITY
      : isNumber(depth)
        ? toNumber(depth)
        : fail(40100, 'maxDepth must be numeric');
  if (deepest < 0) fail(40101, 'maxDepth requires a nonnegative argument');
  const restriction = spec.get('restrictSearchWithMatch');
  const filter = isDoc(restriction) ? parseFilter(restriction) : undefined;

  return function* (input, scope): Flow<Doc> {
    for (const it of input) {
      if (it === yieldPoint) {
        yield yieldPoint;
        continue;
      }
      const found = new Map<string, Doc>();
      const asked = new Set<string>();
      let frontier = fresh(startWith(it, scope), asked);
      for (let level = 0; frontier.length > 0 && level <= deepest; level++) {
        const next: Value[] = [];
        for (const one of joined(stageContext, from, to, frontier, scope)) {
          if (one === yieldPoint) {
            yield yieldPoint;
            continue;
          }
          const id = equalityKey(one.get('_id') ?? null);
          if (found.has(id) || (filter && !matches(filter, one, scope))) continue;
          found.set(id, depthField ? withValue(one, depthField, Long.fromNumber(level)) : one);
          next.push(...fresh(connectFrom(one, scope), asked));
        }
        frontier = next;
      }
      yield withValue(it, as, [...found.values()]);
    }
  };
};

/** The values that were not asked for yet; an array stands for its elements. */
function fresh(value: Maybe, asked: Set<string>): Value[] {
  if (value === undefined) return [];
  return (isArray(value) ? value : [value]).filter((one) => {
    const id = equalityKey(one);
    if (asked.has(id)) return false;
    asked.add(id);
    return true;
  });
}
