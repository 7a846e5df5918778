import type { Connection } from 'mongoose';
import type { ChainStore, StoredChain } from '../core/learnings/index.ts';
import type { Written } from '../core/people/index.ts';
import { isDuplicate, modelOf } from './connection.ts';
import { ownedSchema } from './owned.ts';

/** `open` repeats what the chain's state says, so that an index can hold the few that go on. */
type ChainDocument = StoredChain & { readonly _id: string; readonly open: boolean };

const schema = ownedSchema<ChainDocument>(['_id', 'personId'], {
  _id: String,
  personId: { type: String, required: true },
  entryId: { type: String, required: true },
  chain: { type: Object, required: true },
  updatedAt: { type: Number, required: true },
  version: { type: Number, required: true },
  open: { type: Boolean, required: true },
});
schema.index({ personId: 1, open: 1, updatedAt: -1 });

export const chainModel = (connection: Connection) => modelOf(connection, 'whyChains', schema);

const idOf = (personId: string, entryId: string): string => `${personId}:${entryId}`;
const chainOf = ({ _id, open: _open, ...stored }: ChainDocument): StoredChain => stored;
const isOpen = ({ chain }: StoredChain): boolean => chain.state !== 'done' && chain.state !== 'stopped';

export function chainStore(connection: Connection): ChainStore {
  const model = chainModel(connection);
  const list = async (filter: { personId: string; open?: boolean }, limit: number) => {
    const found = model.find(filter).sort({ updatedAt: -1 }).limit(limit);
    return (await found.lean<ChainDocument[]>()).map(chainOf);
  };
  return {
    async find(personId, entryId) {
      const found = await model.findOne({ _id: idOf(personId, entryId) }).lean<ChainDocument>();
      return found ? chainOf(found) : undefined;
    },
    async save(stored): Promise<Written<StoredChain>> {
      const next = { ...stored, version: stored.version + 1 };
      const _id = idOf(stored.personId, stored.entryId);
      const document = { ...next, open: isOpen(next) };
      if (stored.version > 0) {
        const written = await model.replaceOne({ _id, version: stored.version }, document);
        return written.matchedCount === 1 ? { ok: true, value: next } : { ok: false, code: 'conflict' };
      }
      try {
        await model.create({ _id, ...document });
        return { ok: true, value: next };
      } catch (error) {
        if (isDuplicate(error)) return { ok: false, code: 'conflict' };
        throw error;
      }
    },
    open: (personId, limit) => list({ personId, open: true }, limit),
    async all(personId) {
      return (await model.find({ personId }).lean<ChainDocument[]>()).map(chainOf);
    },
    async remove(personId, entryId) {
      await model.deleteOne({ _id: idOf(personId, entryId) });
    },
    async eraseAll(personId) {
      await model.deleteMany({ personId });
    },
  };
}
