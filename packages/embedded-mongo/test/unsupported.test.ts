import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorOf, startTestServer, type TestServer } from './support/server.ts';

let it: TestServer;
beforeAll(async () => {
  it = await startTestServer();
});
afterAll(() => it.close());

describe('what the server does not know', () => {
  test.each([
    [{ frob: 1 }, 59, "no such command: 'frob'"],
    [{ find: 'c', frob: 1 }, 40415, "BSON field 'find.frob' is an unknown field."],
    [
      { find: 'c', limit: 'x' },
      14,
      "BSON field 'find.limit' is the wrong type 'string', expected types '[long, int, decimal, double']",
    ],
    [{ find: 'c', filter: { $frob: 1 } }, 2, /^unknown top level operator: \$frob/],
    [{ find: 'c', filter: { a: { $frob: 1 } } }, 2, 'unknown operator: $frob'],
    [{ find: 'c', filter: { $where: 'true' } }, 2, /\$where/],
    [{ find: 'c', filter: { $text: { $search: 'a' } } }, 27, 'text index required for $text query'],
    [{ create: 'c', collation: { locale: 'fr' } }, 238, /with a collation other than/],
    [{ find: 'c', hint: 'none' }, 2, /hint provided does not correspond to an existing index/],
    [
      { aggregate: 'c', pipeline: [{ $frob: 1 }], cursor: {} },
      40324,
      "Unrecognized pipeline stage name: '$frob'",
    ],
    [
      { aggregate: 'c', pipeline: [{ $setWindowFields: {} }], cursor: {} },
      238,
      /not supported by the embedded server/,
    ],
    [
      { aggregate: 'c', pipeline: [{ $changeStream: {} }], cursor: {} },
      40573,
      'The $changeStream stage is only supported on replica sets',
    ],
    [
      {
        aggregate: 'c',
        pipeline: [{ $project: { a: { $median: { input: [1], method: 'approximate' } } } }],
        cursor: {},
      },
      238,
      '$median is not supported by the embedded server',
    ],
    [{ aggregate: 1, pipeline: [{ $match: {} }], cursor: {} }, 73, /a collection is required/],
    [{ aggregate: 1, pipeline: [], cursor: {} }, 73, /a collection is required/],
    [{ aggregate: 'c', pipeline: [{ $documents: [] }], cursor: {} }, 73, /not a collection/],
    [
      { aggregate: 'c', pipeline: [{ $project: { a: { $frob: 1 } } }], cursor: {} },
      168,
      "Unrecognized expression '$frob'",
    ],
    [
      { aggregate: 'c', pipeline: [{ $group: { _id: 1, a: { $frob: 1 } } }], cursor: {} },
      15952,
      "unknown group operator '$frob'",
    ],
    [
      { createIndexes: 'c', indexes: [{ key: { a: 'text' }, name: 't' }] },
      238,
      /not supported by the embedded server/,
    ],
    [
      { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 't', frob: 1 }] },
      197,
      /is not valid for an index specification/,
    ],
  ])('%j is error %i', async (command, code, message) => {
    await it.db.collection('c').insertOne({ a: 1 });
    const error = await errorOf(it.db.command(command));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });
});
