import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/core/log/index.ts';
import { commonErrors } from '../../../src/core/roundups/common-errors.ts';

const pain = (personId: string, error: string, cause?: string): Entry => ({
  id: `${personId}${error.length}`,
  personId,
  kind: 'pain',
  text: 'it broke',
  tags: [],
  pain: { error, state: 'open', ...(cause !== undefined && { cause }) },
  audience: 'community',
  communityId: 'c',
  identity: { platform: 'x', user: personId },
  at: 0,
  zone: 'UTC',
  day: 0,
  backdated: false,
  eventKey: personId,
  revisions: [],
  posts: [],
  kudos: [],
  hidden: false,
  version: 1,
});
const refused = (port: number) => `Error: connect ECONNREFUSED 127.0.0.1:${port}`;

describe('errors that many hit', () => {
  test('are counted by people, not by entries, and name nobody', () => {
    const common = commonErrors([
      pain('ada', refused(6379)),
      pain('ada', refused(6380)),
      pain('bob', refused(5432), 'the container was not up'),
      pain('cy', "TypeError: Cannot read properties of undefined (reading 'id')"),
    ]);
    expect(common).toEqual([{ name: 'ECONNREFUSED', people: 2, cause: 'the container was not up' }]);
    expect(JSON.stringify(common)).not.toMatch(/ada|bob|cy\b/);
  });

  test('are none where one person alone met each, or the words are gone', () => {
    expect(commonErrors([pain('ada', refused(1)), pain('ada', refused(2))])).toEqual([]);
    expect(commonErrors([{ ...pain('ada', refused(1)), text: '' }, pain('bob', refused(2))])).toEqual([]);
  });
});
