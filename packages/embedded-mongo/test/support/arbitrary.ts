import fc from 'fast-check';
import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  type Doc,
  double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  type Value,
} from '../../src/bson/values.ts';

const hex = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 255 }), { minLength: length, maxLength: length })
    .map((bytes) => Buffer.from(bytes));

const decimals = fc.oneof(
  fc
    .tuple(fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }), fc.integer({ min: -60, max: 60 }))
    .map(([digits, power]) => `${digits}E${power}`),
  fc.constantFrom(
    '0',
    '-0',
    '0.1',
    '1',
    '1.0',
    '10',
    '9007199254740993',
    '9223372036854775808',
    '1E+6000',
    '-1E+6000',
    '1E-6000',
    'NaN',
    'Infinity',
    '-Infinity',
  ),
);

/** Numbers of all four kinds, with many that are equal or nearly so. */
export const numbers: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer(),
  fc.double().map(double),
  fc.constantFrom(-0, 0.1, 1.5, 2 ** 53, 2 ** 53 + 2, -(2 ** 63), 2 ** 63, Number.NaN).map(double),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc
    .constantFrom(0n, 1n, 2n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n))
    .map((value) => Long.fromBigInt(value)),
  decimals.map((text) => Decimal128.fromString(text)),
);

const texts = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
  fc.constantFrom('', 'a', 'a\0', 'a\0b', 'ab', '\uffff', '\u{1f600}', '\ue000'),
);

const scalars: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: numbers },
  { weight: 3, arbitrary: texts },
  fc.constantFrom<Value>(null, true, false, new MinKey(), new MaxKey()),
  fc.integer({ min: -1e9, max: 1e9 }).map((ms) => new Date(ms)),
  hex(12).map((bytes) => new ObjectId(bytes)),
  fc
    .tuple(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 3 }), fc.constantFrom(0, 4, 128))
    .map(([bytes, subtype]) => new Binary(Buffer.from(bytes), subtype)),
  fc.tuple(fc.nat(9), fc.nat(9)).map(([t, i]) => new Timestamp({ t, i })),
  fc
    .tuple(fc.constantFrom('a', 'ab', 'b'), fc.constantFrom('', 'i'))
    .map(([pattern, options]) => new BSONRegExp(pattern, options)),
  fc.constantFrom('x', 'xy').map((code) => new Code(code)),
);

const names = fc.constantFrom('a', 'b', 'c', '0', '');

export const values: fc.Arbitrary<Value> = fc.letrec<{ value: Value; doc: Doc; array: Value[] }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: scalars },
    tie('doc'),
    tie('array'),
  ),
  doc: fc.array(fc.tuple(names, tie('value')), { maxLength: 3 }).map((fields): Doc => new Map(fields)),
  array: fc.array(tie('value'), { maxLength: 3 }),
})).value;
