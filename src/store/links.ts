import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { LinkCode, LinkStore } from '../core/linking/index.ts';
import { identityKey } from '../core/people/identity.ts';
import type { Identity, PersonId } from '../core/people/index.ts';
import { isDuplicate, modelOf, trusted } from './connection.ts';
import { logMover } from './move-log.ts';
import { ownedSchema } from './owned.ts';

type CodeDocument = Omit<LinkCode, 'code'> & { readonly _id: string };

interface TryDocument {
  /** A salted hash of the account: nobody is known by having mistyped. */
  readonly _id: string;
  readonly at: readonly number[];
  readonly expiresAt: number;
}

const hourMs = 60 * 60 * 1000;
const identity = { platform: String, team: String, user: String, _id: false };
const account = {
  type: {
    identity: { type: identity },
    name: String,
    place: String,
    dm: { type: { platform: String, team: String, channel: String, _id: false } },
    _id: false,
  },
};

const codeSchema = ownedSchema<CodeDocument>(['_id', 'primaryId', 'secondaryId'], {
  _id: String,
  primaryId: { type: String, required: true },
  primary: { ...account, required: true },
  secondaryId: String,
  secondary: account,
  expiresAt: { type: Number, required: true },
});
codeSchema.index({ primaryId: 1 });
codeSchema.index({ secondaryId: 1 }, { sparse: true });
codeSchema.index({ expiresAt: 1 });

const trySchema = ownedSchema<TryDocument>(['_id'], {
  _id: String,
  at: { type: [Number], required: true },
  expiresAt: { type: Number, required: true },
});
trySchema.index({ expiresAt: 1 });

export const linkCodeModel = (connection: Connection) => modelOf(connection, 'linkCodes', codeSchema);
export const linkTryModel = (connection: Connection) => modelOf(connection, 'linkTries', trySchema);

const codeOf = ({ _id, ...rest }: CodeDocument): LinkCode => ({ code: _id, ...rest });

export function linkStore(connection: Connection, salt: string): LinkStore {
  const codes = linkCodeModel(connection);
  const tries = linkTryModel(connection);
  const after = (now: number) => ({ expiresAt: trusted({ $gt: now }) });
  const hash = (it: Identity): string =>
    createHash('sha256').update(salt).update(identityKey(it)).digest('base64url');

  return {
    async offer({ code, primaryId, ...rest }) {
      try {
        await codes.create({ _id: code, primaryId, ...rest });
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
      await codes.deleteMany({ primaryId, _id: trusted({ $ne: code }) });
      return true;
    },
    async find(code, now) {
      const found = await codes.findOne({ _id: code, ...after(now) }).lean<CodeDocument>();
      return found ? codeOf(found) : undefined;
    },
    async ofPrimary(primaryId, now) {
      const found = await codes
        .findOne({ primaryId, ...after(now) })
        .sort({ expiresAt: -1 })
        .lean<CodeDocument>();
      return found ? codeOf(found) : undefined;
    },
    async claim(code, secondary, now) {
      const isFree = { _id: code, secondaryId: trusted({ $exists: false }), ...after(now) };
      return (await codes.updateOne(isFree, { $set: secondary })).matchedCount === 1;
    },
    async remove(code) {
      await codes.deleteOne({ _id: code });
    },
    async mayTry(it, limit, now) {
      const _id = hash(it);
      await tries.updateOne({ _id }, { $pull: { at: { $lte: now - hourMs } } });
      const hasRoom = { _id, [`at.${limit - 1}`]: trusted({ $exists: false }) };
      try {
        const counted = { $push: { at: now }, $set: { expiresAt: now + hourMs } };
        await tries.updateOne(hasRoom, counted, { upsert: true });
        return true;
      } catch (error) {
        // It is there, and full.
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async eraseAll(personId: PersonId) {
      await codes.deleteMany({ primaryId: personId });
      await codes.deleteMany({ secondaryId: personId });
    },
    moveLog: logMover(connection),
  };
}
