import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { encode } from '../../src/bson/encode.ts';
import { type Doc, doc, double, Long, type Value } from '../../src/bson/values.ts';
import { countOf } from '../../src/commands/count.ts';
import { executeQuery, prepareQuery } from '../../src/commands/query.ts';
import { noDeadline } from '../../src/deadline.ts';
import { yieldPoint } from '../../src/plan/yield-policy.ts';
import { matches } from '../../src/query/filter.ts';
import { parseFilter } from '../../src/query/parse-filter.ts';
import { parseSort, sortKey } from '../../src/query/sort.ts';
import { scopeAt } from '../../src/query/variable-scope.ts';
import { openTestStore } from '../support/store.ts';

const store = openTestStore();
afterAll(() => store.close());
const scope = scopeAt(new Date(0));

const small: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.constant(null),
  fc.constantFrom<Value>('a', 'ab', 'b', Long.fromNumber(2), double(2.5), double(Number.NaN)),
);
const leaf = fc.oneof({ weight: 2, arbitrary: small }, fc.array(small, { maxLength: 3 }));
const inner: fc.Arbitrary<Doc> = fc
  .dictionary(fc.constantFrom('x', 'y'), leaf, { maxKeys: 2, size: 'max' })
  .map((it) => new Map(Object.entries(it)));
const field: fc.Arbitrary<Value> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  inner,
  fc.array(fc.oneof({ weight: 3, arbitrary: inner }, small), { maxLength: 3 }),
);
const documents = fc
  .array(fc.dictionary(fc.constantFrom('a', 'b'), field, { maxKeys: 2, size: 'max' }), {
    maxLength: 12,
    size: 'max',
  })
  .map((all) => all.map((it, at): Doc => new Map<string, Value>([['_id', at], ...Object.entries(it)])));

const comparisonExpression = fc.oneof(
  { weight: 4, arbitrary: small },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), leaf)
      .map(([name, value]) => doc({ [name]: value })),
  },
  fc.tuple(small, small).map(([from, to]) => doc({ $gte: from, $lte: to })),
  fc.array(leaf, { maxLength: 4 }).map((values) => doc({ $in: values })),
  fc.array(small, { maxLength: 3 }).map((values) => doc({ $nin: values })),
  fc.boolean().map((exists) => doc({ $exists: exists })),
  fc.tuple(small, small).map(([from, to]) => doc({ $elemMatch: doc({ $gt: from, $lt: to }) })),
  fc.tuple(small, small).map(([x, y]) => doc({ $elemMatch: doc({ x, y }) })),
  fc.constantFrom('^a', '^ab?', 'b', '^a|b').map((pattern) => doc({ $regex: pattern })),
  small.map((value) => doc({ $not: doc({ $gt: value }) })),
  fc.constantFrom('string', 'number', 'array', 'null').map((type) => doc({ $type: type })),
  fc.array(small, { minLength: 1, maxLength: 2 }).map((values) => doc({ $all: values })),
);
/** Conditions mostly on the fields that have an index: others could only be scanned. */
const filtersOn = (indexed: readonly string[]): fc.Arbitrary<Doc> => {
  const paths = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...indexed) },
    fc.constantFrom('a', 'b', 'a.x', 'a.y', 'b.x', '_id', 'a.0'),
  );
  const conjunction = fc
    .array(fc.tuple(paths, comparisonExpression), { maxLength: 3, size: 'max' })
    .map((parts): Doc => new Map([['$and', [new Map(), ...parts.map(([path, it]) => doc({ [path]: it }))]]]));
  const either = fc
    .tuple(conjunction, fc.array(conjunction, { minLength: 1, maxLength: 3 }))
    .map(([every, any]) => new Map<string, Value>([...every, ['$or', any]]));
  return fc.oneof({ weight: 3, arbitrary: conjunction }, either);
};

const sortsOn = (indexed: readonly string[]): fc.Arbitrary<Doc | undefined> =>
  fc.option(
    ordered(
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...indexed) },
        fc.constantFrom('a', 'b', 'a.x', '_id'),
      ),
      2,
    ),
    { nil: undefined },
  );

const ordered = (names: fc.Arbitrary<string>, most: number): fc.Arbitrary<Doc> =>
  fc
    .uniqueArray(fc.tuple(names, fc.constantFrom(1, -1)), {
      minLength: 1,
      maxLength: most,
      selector: ([name]) => name,
      size: 'max',
    })
    .map((fields): Doc => new Map(fields));

const key = ordered(fc.constantFrom('a', 'b', 'a.x', 'a.y', 'b.x', 'a.0'), 3);
const indexes = fc.array(
  fc
    .tuple(key, fc.constantFrom('plain', 'plain', 'sparse', 'unique', 'partial'), small)
    .map(([it, kind, value]) =>
      doc({
        key: it,
        sparse: kind === 'sparse' ? true : undefined,
        unique: kind === 'unique' ? true : undefined,
        partialFilterExpression: kind === 'partial' ? doc({ a: doc({ $gte: value }) }) : undefined,
      }),
    ),
  { minLength: 1, maxLength: 2 },
);
const cases = indexes.chain((specs) => {
  const indexed = specs.flatMap((spec) => [...(spec.get('key') as Doc).keys()]);
  return fc.tuple(fc.constant(specs), filtersOn(indexed), sortsOn(indexed));
});

describe('a planned query', () => {
  test('finds what reading everything finds, in the wished order, and counts as many', {
    timeout: 600_000,
  }, async () => {
    let planned = 0;
    await fc.assert(
      fc.asyncProperty(
        documents,
        cases,
        fc.nat(6),
        fc.nat(4),
        async (docs, [specs, filter, order], limit, skip) => {
          const { collection, kept } = await store.fill(specs, docs);
          const query = prepareQuery(collection, { filter, sort: order }, scope);
          if (query.plan.access.kind !== 'collscan') planned += 1;
          const found: Doc[] = [];
          const sort = order && parseSort(order);
          const keys = (all: readonly Doc[]) => all.map((it) => sortKey(sort!, it).toString('hex'));
          try {
            for (const it of executeQuery(query)) if (it !== yieldPoint) found.push(it.doc);
          } catch (error) {
            // Two arrays side by side cannot be sorted by.
            expect(String(error)).toContain('parallel arrays');
            return;
          }
          const parsed = parseFilter(filter);
          const wanted = kept.filter((it) => matches(parsed, it, scope));
          const ids = (all: readonly Doc[]) => all.map((it) => encode(it).toString('hex')).sort();
          expect(ids(found)).toEqual(ids(wanted));
          expect(await countOf(prepareQuery(collection, { filter }, scope), noDeadline)).toBe(wanted.length);
          if (!sort) return;
          let sortedKeys: string[];
          try {
            sortedKeys = keys(wanted).sort();
          } catch {
            return;
          }
          expect(keys(found)).toEqual(sortedKeys);
          const cut: Doc[] = [];
          for (const it of executeQuery(
            prepareQuery(collection, { filter, sort: order, limit: limit + 1, skip }, scope),
          ))
            if (it !== yieldPoint) cut.push(it.doc);
          expect(keys(cut)).toEqual(sortedKeys.slice(skip, skip + limit + 1));
        },
      ),
      { numRuns: Number(process.env.PLAN_RUNS ?? 300) },
    );
    // Else nothing but scans would have been compared with scans.
    expect(planned).toBeGreaterThan(100);
  });
});
