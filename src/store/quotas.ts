import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Quota, QuotaStore } from '../core/learnings/index.ts';
import { isDuplicate, modelOf, trusted } from './connection.ts';
import { ownedSchema } from './owned.ts';

/** Longer than any local date lasts. */
const keptMs = 3 * 24 * 60 * 60 * 1000;

interface QuotaDocument {
  /** A salted hash of owner and day: nobody is known by having asked. */
  readonly _id: string;
  readonly used: number;
  readonly expiresAt: number;
}

const schema = ownedSchema<QuotaDocument>(['_id'], {
  _id: String,
  used: { type: Number, required: true },
  expiresAt: { type: Number, required: true },
});
schema.index({ expiresAt: 1 });

export const quotaModel = (connection: Connection) => modelOf(connection, 'quotas', schema);

export function quotaStore(connection: Connection, salt: string): QuotaStore {
  const model = quotaModel(connection);
  const idOf = ({ of, owner, day }: Quota): string =>
    createHash('sha256').update(`${salt} ${of} ${owner} ${day}`).digest('base64url');

  return {
    async take(quota, limit, now) {
      const hasRoom = { _id: idOf(quota), used: trusted({ $lt: limit }) };
      const one = { $inc: { used: 1 }, $setOnInsert: { expiresAt: now + keptMs } };
      try {
        await model.updateOne(hasRoom, one, { upsert: true });
        return true;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      // It is there: full, or made by somebody else a moment ago.
      return (await model.updateOne(hasRoom, { $inc: { used: 1 } })).matchedCount === 1;
    },
    async giveBack(quota) {
      await model.updateOne({ _id: idOf(quota), used: trusted({ $gt: 0 }) }, { $inc: { used: -1 } });
    },
  };
}
