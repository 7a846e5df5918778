import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, startTestServer, type TestServer } from '../support/server.ts';

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer();
});
afterAll(() => it.close());

describe('an update is refused', () => {
  test.each<[string, Document, Document | Document[], number, RegExp]>([
    [
      'a path twice',
      {},
      { $set: { a: 1 }, $inc: { a: 1 } },
      40,
      /^Updating the path 'a' would create a conflict at 'a'$/,
    ],
    [
      'a path inside another',
      {},
      { $set: { a: {}, 'a.b': 1 } },
      40,
      /Updating the path 'a.b' would create a conflict at 'a'/,
    ],
    [
      'a field inside a number',
      { a: 1 },
      { $set: { 'a.b': 1 } },
      28,
      /^Cannot create field 'b' in element \{a: 1\}$/,
    ],
    [
      'a name in an array',
      { a: [1] },
      { $set: { 'a.b': 1 } },
      28,
      /Cannot create field 'b' in element \{a: \[ 1 \]\}/,
    ],
    [
      'another _id',
      {},
      { $set: { _id: 2 } },
      66,
      /Performing an update on the path '_id' would modify the immutable field '_id'/,
    ],
    ['an unknown modifier', {}, { $frob: { a: 1 } }, 9, /^Unknown modifier: \$frob/],
    [
      '$inc of a text',
      { a: 'x' },
      { $inc: { a: 1 } },
      14,
      /Cannot apply \$inc to a value of non-numeric type\. \{_id: 1\} has the field 'a' of non-numeric type string/,
    ],
    [
      '$inc by a text',
      {},
      { $inc: { a: 'x' } },
      14,
      /Cannot increment with non-numeric argument: \{a: "x"\}/,
    ],
    [
      '$push on no array',
      { a: 1 },
      { $push: { a: 1 } },
      2,
      /The field 'a' must be an array but is of type int in document \{_id: 1\}/,
    ],
    ['$pop by 2', { a: [] }, { $pop: { a: 2 } }, 9, /\$pop expects 1 or -1, found: 2/],
    [
      '$rename to itself',
      {},
      { $rename: { a: 'a' } },
      2,
      /The source and target field for \$rename must differ/,
    ],
    [
      'a positional $ without a match',
      { a: [1] },
      { $set: { 'a.$': 2 } },
      2,
      /The positional operator did not find the match needed from the query\./,
    ],
    [
      '$[] on no array',
      { a: 1 },
      { $set: { 'a.$[]': 2 } },
      2,
      /Cannot apply array updates to non-array element a: 1/,
    ],
    [
      '$[id] without a filter',
      { a: [1] },
      { $set: { 'a.$[x]': 2 } },
      2,
      /No array filter found for identifier 'x' in path 'a\.\$\[x\]'/,
    ],
    ['an empty name', {}, { $set: { 'a..b': 1 } }, 56, /contains an empty field name/],
    [
      'fields that are none',
      {},
      { $set: 'x' },
      9,
      /Modifiers operate on fields but we found type string instead/,
    ],
    [
      '$group in a pipeline',
      {},
      [{ $group: { _id: 1 } }],
      72,
      /\$group is not allowed to be used within an update/,
    ],
  ])('%s', async (_what, before, update, code, message) => {
    const things = await it.fresh<Document>([{ _id: 1, ...before }]);
    const error = await errorOf(things.updateOne({ _id: 1 } as Document, update));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(await things.findOne()).toEqual({ _id: 1, ...before });
  });

  test('as a field of the document that begins with a dollar sign', async () => {
    const things = await it.fresh<Document>([{ _id: 1 }]);
    expect(await errorOf(things.updateOne({}, { $set: { $price: 1 } }))).toMatchObject({ code: 52 });
  });

  test('as an upsert with another _id than the query asks for', async () => {
    const things = await it.fresh<Document>();
    for (const update of [{ $set: { _id: 2 } }, [{ $set: { _id: 2 } }]])
      expect(await errorOf(things.updateOne({ _id: 1 } as Document, update, { upsert: true }))).toMatchObject(
        { code: 66 },
      );
    expect(await things.countDocuments()).toBe(0);
  });

  test('where an array filter is not used, or there is none', async () => {
    const things = await it.fresh<Document>([{ _id: 1, a: [1] }]);
    expect(
      await errorOf(things.updateOne({}, { $set: { b: 1 } }, { arrayFilters: [{ x: 1 }] })),
    ).toMatchObject({ code: 9, message: "The array filter for identifier 'x' was not used in the update" });
  });

  test('as a replacement of many', async () => {
    const things = await it.fresh<Document>([{ _id: 1 }]);
    const reply = await it.db.command({
      update: things.collectionName,
      updates: [{ q: {}, u: { a: 1 }, multi: true }],
    });
    expect(reply.writeErrors[0]).toMatchObject({
      index: 0,
      code: 9,
      errmsg: 'multi update is not supported for replacement-style update',
    });
  });
});
