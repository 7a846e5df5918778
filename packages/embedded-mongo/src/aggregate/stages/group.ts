import { equalityKey } from '../../bson/equality-key.ts';
import { type Doc, isDoc, type Maybe } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { type Flow, yieldPoint } from '../../plan/yield-policy.ts';
import { type Accumulator, type AccumulatorFactory, accumulator } from '../accumulators.ts';
import { compile } from '../compile-expression.ts';
import type { StageFactory } from '../stage.ts';

export type Fields = readonly (readonly [string, AccumulatorFactory])[];

/** `{total: {$sum: '$n'}}`. */
export function accumulatorFields(spec: Doc): Fields {
  return [...spec].map(([name, value]) => {
    if (name.includes('.')) fail(40235, `The field name '${name}' cannot contain '.'`);
    if (name.startsWith('$')) fail(40236, `The field name '${name}' cannot be an operator name`);
    if (!isDoc(value)) return fail(40234, `The field '${name}' must be an accumulator object`);
    if (value.size !== 1) fail(40238, `The field '${name}' must specify one accumulator`);
    const [operator] = value.keys();
    return [name, accumulator(operator!, value.get(operator!)!)] as const;
  });
}

/** The documents of each group, gathered; groups come in the order of their first document. */
export class Groups {
  private readonly fields: Fields;
  private readonly held = new Map<string, { id: Maybe; accumulators: readonly Accumulator[] }>();

  constructor(fields: Fields) {
    this.fields = fields;
  }

  of(id: Maybe): readonly Accumulator[] {
    const key = equalityKey(id ?? null);
    const known = this.held.get(key);
    if (known) return known.accumulators;
    const accumulators = this.fields.map(([, make]) => make());
    this.held.set(key, { id, accumulators });
    return accumulators;
  }

  *results(): Iterable<Doc> {
    for (const { id, accumulators } of this.held.values()) {
      const made: Doc = new Map([['_id', id ?? null]]);
      this.fields.forEach(([name], at) => {
        const value = accumulators[at]!.result();
        if (value !== undefined) made.set(name, value);
      });
      yield made;
    }
  }
}

export const group: StageFactory = (spec) => {
  if (!isDoc(spec)) return fail(15947, "a group's fields must be specified in an object");
  const idSpec = spec.get('_id');
  if (idSpec === undefined) return fail(15955, 'a group specification must include an _id');
  const id = compile(idSpec);
  const fields = accumulatorFields(new Map([...spec].filter(([name]) => name !== '_id')));
  return function* (input, scope): Flow<Doc> {
    const groups = new Groups(fields);
    for (const it of input) {
      if (it === yieldPoint) yield yieldPoint;
      else for (const one of groups.of(id(it, scope))) one.add(it, scope);
    }
    yield* groups.results();
  };
};
