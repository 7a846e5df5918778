import { deserialize, serialize } from 'bson';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/bson/decode.ts';
import { encode } from '../../src/bson/encode.ts';
import { type Doc, double, Long, typeName } from '../../src/bson/values.ts';
import { values } from '../support/arbitrary.ts';

describe('BSON bytes', () => {
  test('come back as they went, with every type kept', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', '10', '2'), values), (fields) => {
        const doc: Doc = new Map(Object.entries(fields));
        const bytes = encode(doc);
        const again = decode(bytes);
        expect(encode(again)).toEqual(bytes);
        expect([...again.values()].map(typeName)).toEqual([...doc.values()].map(typeName));
      }),
      { numRuns: 1000 },
    );
  });

  test('are those that the bson library writes', () => {
    const object = {
      text: 'é\0x',
      whole: 3,
      part: 2.5,
      list: [1, 'two', null],
      inner: { at: new Date(-5), yes: true },
    };
    expect(encode(decode(Buffer.from(serialize(object))))).toEqual(Buffer.from(serialize(object)));
    expect(deserialize(encode(decode(Buffer.from(serialize(object)))))).toEqual(object);
  });

  test('keep a whole double, an int64 and the order of numeric field names', () => {
    const doc: Doc = new Map<string, ReturnType<typeof double> | Long>([
      ['10', double(1)],
      ['2', Long.fromNumber(1)],
      ['1', 1],
      ['-0', double(-0)],
    ]);
    const again = decode(encode(doc));
    expect([...again.keys()]).toEqual(['10', '2', '1', '-0']);
    expect([...again.values()].map(typeName)).toEqual(['double', 'long', 'int', 'double']);
  });

  test('that are none are refused with InvalidBSON', () => {
    const bytes = encode(new Map([['a', 'text']]));
    for (let length = 0; length < bytes.length; length++)
      expect(() => decode(Buffer.from(bytes.subarray(0, length)))).toThrow();
    const wrongType = Buffer.from(bytes);
    wrongType[4] = 0x42;
    expect(() => decode(wrongType)).toThrow(/Invalid BSON/);
  });
});
