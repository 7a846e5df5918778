import type { Connection } from 'mongoose';
import type { PainFinder } from '../core/learnings/index.ts';
import type { Entry } from '../core/log/index.ts';
import { trusted } from './connection.ts';
import { entryModel, entryOf } from './entries.ts';

type Row = Parameters<typeof entryOf>[0];
const notDeleted = { deletedAt: trusted({ $exists: false }) };

/** Looks each key up by itself, so that an index gives what carries it and nothing else is read. */
export function painFinder(connection: Connection): PainFinder {
  const model = entryModel(connection);

  async function newest(owner: object, keys: readonly string[], perKey: number): Promise<readonly Entry[]> {
    const found = new Map<string, Entry>();
    for (const key of keys) {
      const rows = await model
        .find({ ...owner, kind: 'pain', painKeys: key, ...notDeleted })
        .sort({ at: -1 })
        .limit(perKey)
        .lean<Row[]>();
      for (const row of rows) found.set(row._id, entryOf(row));
    }
    return [...found.values()].sort((a, b) => b.at - a.at);
  }

  return {
    ownPains: (personId, keys, perKey) => newest({ personId }, keys, perKey),
    sharedPains: (communityId, keys, perKey) =>
      newest({ communityId, audience: 'community', hidden: false }, keys, perKey),
  };
}
