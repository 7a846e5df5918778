import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from '../../src/bson/compare.ts';
import { encodeKey, encodeValue } from '../../src/bson/key-string.ts';
import { order } from '../oracles/bson-order.ts';
import { numbers, values } from '../support/arbitrary.ts';

const runs = { numRuns: 1500 };

describe('the order of values', () => {
  test('is that of the oracle, for values of all types', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(Math.sign(compare(a, b))).toBe(Math.sign(order(a, b)));
      }),
      runs,
    );
  });

  test('is that of the oracle, for numbers of different kinds', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(Math.sign(compare(a, b))).toBe(Math.sign(order(a, b)));
      }),
      runs,
    );
  });
});

describe('the encoding of index keys', () => {
  test('has the order of the values, and turned over when descending', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const wanted = Math.sign(order(a, b));
        expect(Math.sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(wanted);
        expect(Math.sign(Buffer.compare(encodeValue(a, true), encodeValue(b, true)))).toBe(
          wanted === 0 ? 0 : -wanted,
        );
      }),
      runs,
    );
  });

  test('has the order of the numbers, whatever their kinds', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        expect(Math.sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(Math.sign(order(a, b)));
      }),
      runs,
    );
  });

  test('orders compound keys field by field', () => {
    const pair = fc.tuple(values, values);
    fc.assert(
      fc.property(pair, pair, fc.tuple(fc.boolean(), fc.boolean()), (a, b, descending) => {
        const signs = descending.map((it) => (it ? -1 : 1));
        const wanted = Math.sign(order(a[0], b[0]) * signs[0]! || order(a[1], b[1]) * signs[1]!);
        const encoded = [a, b].map((both) => encodeKey(both, descending).bytes);
        expect(Math.sign(Buffer.compare(encoded[0]!, encoded[1]!)) + 0).toBe(wanted + 0);
      }),
      runs,
    );
  });
});
