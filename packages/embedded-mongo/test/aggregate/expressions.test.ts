import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, startTestServer, type TestServer } from '../support/server.ts';

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer({ now: () => Date.parse('2026-03-01T12:00:00Z') });
});
afterAll(() => it.close());

const evaluate = async (expression: unknown, doc: Document = {}, raw = false): Promise<unknown> => {
  const [found] = await it.db
    .aggregate(
      [
        { $documents: [{ doc: { $literal: doc } }] },
        { $replaceWith: '$doc' },
        { $project: { value: expression } },
      ],
      raw ? { promoteValues: false, promoteLongs: false } : {},
    )
    .toArray();
  return found?.value;
};

const at = new Date('2026-02-28T23:30:15.123Z');
const missing = undefined;
/** `{then: …}`, which a linter takes for a promise. */
const thenValue = (value: unknown): Document => Object.fromEntries([['then', value]]);

describe('an expression', () => {
  test.each<[unknown, unknown, Document?]>([
    [{ $add: [1, 2.5, '$a'] }, 6.5, { a: 3 }],
    [{ $add: ['$at', 1000] }, new Date(at.getTime() + 1000), { at }],
    [{ $add: [1, null] }, null],
    [{ $subtract: ['$at', '$at'] }, 0, { at }],
    [{ $multiply: [3, 4] }, 12],
    [{ $divide: [7, 2] }, 3.5],
    [{ $mod: [-7, 3] }, -1],
    [{ $pow: [2, 10] }, 1024],
    [{ $round: [2.5] }, 2],
    [{ $round: [-1234.567, 2] }, -1234.57],
    [{ $round: [1255, -1] }, 1260],
    [{ $trunc: [-2.7] }, -2],
    [{ $floor: -2.5 }, -3],
    [{ $ceil: 2.1 }, 3],
    [{ $abs: -4 }, 4],
    [{ $sqrt: 16 }, 4],
    [{ $log10: 1000 }, 3],
    [{ $cmp: [1, 'a'] }, -1],
    [{ $eq: ['$none', null] }, false],
    [{ $gt: [null, '$none'] }, true],
    [{ $and: [1, 'x', { $not: [0] }] }, true],
    [{ $or: [0, null, '$none'] }, false],
    [{ $cond: [{ $gt: ['$a', 1] }, 'yes', 'no'] }, 'yes', { a: 2 }],
    [{ $cond: { if: '$none', ...thenValue(1), else: '$$REMOVE' } }, missing],
    [{ $ifNull: ['$none', null, 'x'] }, 'x'],
    [
      {
        $switch: {
          branches: [
            { case: false, ...thenValue(1) },
            { case: true, ...thenValue(2) },
          ],
          default: 3,
        },
      },
      2,
    ],
    [{ $let: { vars: { x: 2, y: '$a' }, in: { $multiply: ['$$x', '$$y'] } } }, 10, { a: 5 }],
    ['$a.b', [1, 2], { a: [{ b: 1 }, 5, { c: 1 }, { b: 2 }] }],
    ['$a.0', [], { a: [1] }],
    [['$a', '$none'], [1, null], { a: 1 }],
    [{ x: '$a', y: '$none' }, { x: 1 }, { a: 1 }],
    [{ $arrayElemAt: ['$a', -1] }, 3, { a: [1, 2, 3] }],
    [{ $arrayElemAt: ['$a', 9] }, missing, { a: [1] }],
    [{ $slice: ['$a', 1, 2] }, [2, 3], { a: [1, 2, 3, 4] }],
    [{ $slice: ['$a', -2] }, [3, 4], { a: [1, 2, 3, 4] }],
    [{ $concatArrays: ['$a', [9]] }, [1, 9], { a: [1] }],
    [{ $map: { input: '$a', as: 'n', in: { $add: ['$$n', 1] } } }, [2, 3], { a: [1, 2] }],
    [{ $filter: { input: '$a', cond: { $gt: ['$$this', 1] }, limit: 1 } }, [2], { a: [1, 2, 3] }],
    [
      { $reduce: { input: '$a', initialValue: '', in: { $concat: ['$$value', '$$this'] } } },
      'ab',
      { a: ['a', 'b'] },
    ],
    [{ $in: [2, '$a'] }, true, { a: [1, 2] }],
    [{ $indexOfArray: ['$a', 2] }, 1, { a: [1, 2] }],
    [{ $range: [0, 10, 3] }, [0, 3, 6, 9]],
    [{ $reverseArray: '$a' }, [2, 1], { a: [1, 2] }],
    [{ $size: '$a' }, 2, { a: [1, 2] }],
    [{ $sortArray: { input: '$a', sortBy: { n: -1 } } }, [{ n: 2 }, { n: 1 }], { a: [{ n: 1 }, { n: 2 }] }],
    [
      { $zip: { inputs: ['$a', ['x', 'y']], useLongestLength: true, defaults: [0, 1] } },
      [
        [1, 'x'],
        [0, 'y'],
      ],
      { a: [1] },
    ],
    [{ $arrayToObject: '$a' }, { k: 1 }, { a: [['k', 1]] }],
    [{ $objectToArray: '$a' }, [{ k: 'x', v: 1 }], { a: { x: 1 } }],
    [{ $mergeObjects: ['$a', { b: 2 }, null] }, { b: 2, c: 3 }, { a: { b: 1, c: 3 } }],
    [{ $getField: { field: { $literal: '$x' }, input: '$a' } }, 1, { a: { $x: 1 } }],
    [{ $setField: { field: 'b', input: '$a', value: 2 } }, { c: 1, b: 2 }, { a: { c: 1 } }],
    [
      {
        $setUnion: [
          [1, 2],
          [2, 3],
        ],
      },
      [1, 2, 3],
    ],
    [{ $setDifference: ['$a', [2]] }, [1], { a: [1, 2] }],
    [{ $setIsSubset: [[1], '$a'] }, true, { a: [1, 2] }],
    [{ $concat: ['$a', '-', 'b'] }, 'a-b', { a: 'a' }],
    [{ $concat: ['$none', 'b'] }, null],
    [{ $toUpper: '$a' }, 'AÉ', { a: 'aÉ' }],
    [{ $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
    [{ $trim: { input: '  x ' } }, 'x'],
    [{ $ltrim: { input: 'xxaxx', chars: 'x' } }, 'axx'],
    [{ $substrCP: ['😀ab', 1, 1] }, 'a'],
    [{ $substrBytes: ['éa', 0, 2] }, 'é'],
    [{ $strLenCP: '😀' }, 1],
    [{ $strLenBytes: 'é' }, 2],
    [{ $indexOfCP: ['abcb', 'b', 2] }, 3],
    [{ $replaceAll: { input: 'a.a', find: '.', replacement: { $literal: '$&' } } }, 'a$&a'],
    [{ $regexMatch: { input: 'Hello', regex: '^h', options: 'i' } }, true],
    [{ $regexFind: { input: 'xx12', regex: '(\\d)(\\d)' } }, { match: '12', idx: 2, captures: ['1', '2'] }],
    [
      { $regexFindAll: { input: 'a1b2', regex: '\\d' } },
      [
        { match: '1', idx: 1, captures: [] },
        { match: '2', idx: 3, captures: [] },
      ],
    ],
    [{ $year: '$at' }, 2026, { at }],
    [{ $month: { date: '$at', timezone: 'Asia/Tokyo' } }, 3, { at }],
    [{ $dayOfWeek: '$at' }, 7, { at }],
    [{ $dayOfYear: '$at' }, 59, { at }],
    [{ $isoWeek: '$at' }, 9, { at }],
    [{ $week: { $literal: new Date('2026-01-04T00:00:00Z') } }, 1],
    [{ $hour: { date: '$at', timezone: '+05:30' } }, 5, { at }],
    [
      { $dateToString: { date: '$at', format: '%Y-%m-%dT%H:%M:%S.%L%z', timezone: 'America/New_York' } },
      '2026-02-28T18:30:15.123-0500',
      { at },
    ],
    [{ $dateToString: { date: '$at' } }, '2026-02-28T23:30:15.123Z', { at }],
    [
      { $dateFromString: { dateString: '2026-07-01T12:00:00', timezone: 'Europe/Lisbon' } },
      new Date('2026-07-01T11:00:00Z'),
    ],
    [{ $dateFromString: { dateString: '01/02/2026', format: '%d/%m/%Y' } }, new Date('2026-02-01T00:00:00Z')],
    [{ $dateFromParts: { year: 2026, month: 14, day: 1 } }, new Date('2027-02-01T00:00:00Z')],
    [
      { $dateFromParts: { isoWeekYear: 2026, isoWeek: 1, isoDayOfWeek: 1 } },
      new Date('2025-12-29T00:00:00Z'),
    ],
    [
      { $dateToParts: { date: '$at', timezone: 'UTC' } },
      { year: 2026, month: 2, day: 28, hour: 23, minute: 30, second: 15, millisecond: 123 },
      { at },
    ],
    [
      { $dateAdd: { startDate: { $literal: new Date('2026-01-31T00:00:00Z') }, unit: 'month', amount: 1 } },
      new Date('2026-02-28T00:00:00Z'),
    ],
    [
      {
        $dateDiff: {
          startDate: { $literal: new Date('2025-12-31T23:00:00Z') },
          endDate: '$at',
          unit: 'month',
        },
      },
      2,
      { at },
    ],
    [
      { $dateTrunc: { date: '$at', unit: 'week', startOfWeek: 'monday' } },
      new Date('2026-02-23T00:00:00Z'),
      { at },
    ],
    [{ $dateTrunc: { date: '$at', unit: 'hour', binSize: 6 } }, new Date('2026-02-28T18:00:00Z'), { at }],
    ['$$NOW', new Date('2026-03-01T12:00:00Z')],
    [{ $toInt: '42' }, 42],
    [{ $toString: 1.5 }, '1.5'],
    [{ $toDate: '2026-01-01' }, new Date('2026-01-01T00:00:00Z')],
    [{ $toBool: 'false' }, true],
    [{ $convert: { input: 'x', to: 'int', onError: -1 } }, -1],
    [{ $convert: { input: null, to: 'int', onNull: 0 } }, 0],
    [{ $type: '$none' }, 'missing'],
    [{ $type: ['x'] }, 'string'],
    [{ $isNumber: 1 }, true],
    [{ $sum: '$a' }, 6, { a: [1, 2, 3, 'x'] }],
    [{ $avg: [1, 2] }, 1.5],
    [{ $max: ['$a', 9] }, 9, { a: 3 }],
    [{ $bitXor: [12, 10] }, 6],
    [{ $literal: '$a' }, '$a'],
  ])('%j is %j', async (expression, wanted, doc) => {
    expect(await evaluate(expression, doc)).toEqual(wanted);
  });

  test.each<[unknown, unknown]>([
    [{ $add: [new Int32(2147483647), 1] }, Long.fromNumber(2147483648)],
    [{ $add: [Long.fromNumber(1), 1] }, Long.fromNumber(2)],
    [{ $add: [new Double(1), 1] }, new Double(2)],
    [{ $divide: [4, 2] }, new Double(2)],
    [{ $multiply: [Decimal128.fromString('1.10'), 3] }, Decimal128.fromString('3.30')],
    [
      { $divide: [1, Decimal128.fromString('3')] },
      Decimal128.fromString('0.3333333333333333333333333333333333'),
    ],
    [{ $toLong: '9007199254740993' }, Long.fromString('9007199254740993')],
    [{ $toDecimal: 0.1 }, Decimal128.fromString('0.100000000000000')],
    [{ $toObjectId: '5ab9cbfa31c2ab715d42129e' }, new ObjectId('5ab9cbfa31c2ab715d42129e')],
    [{ $size: [[1, 2]] }, new Int32(2)],
    [{ $floor: 2.5 }, new Double(2)],
    [{ $sum: [1, new Double(2)] }, new Double(3)],
  ])('%j keeps the kind of number', async (expression, wanted) => {
    expect(await evaluate(expression, {}, true)).toEqual(wanted);
  });

  test.each<[unknown, number]>([
    [{ $add: ['x', 1] }, 14],
    [{ $toInt: 'abc' }, 241],
    [{ $toInt: 3e10 }, 241],
    [{ $concat: [1] }, 16702],
    [{ $size: 'x' }, 17124],
    [{ $arrayElemAt: [1] }, 16020],
    [{ $dateToString: { date: 'x' } }, 16006],
    [{ $hour: { date: { $toDate: '2026-01-01' }, timezone: 'Nowhere/Land' } }, 40485],
    [{ $a: 1, $b: 2 }, 15983],
  ])('%j is error %i', async (expression, code) => {
    expect((await errorOf(evaluate(expression))).code).toBe(code);
  });
});
