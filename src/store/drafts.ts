import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { modelOf } from './connection.ts';
import { ownedSchema } from './owned.ts';

/** What was typed into a form that has to be mended. */
interface Draft {
  readonly id: string;
  /** The account. Stored as a salted hash: nobody is known by having mistyped. */
  readonly owner: string;
  readonly form: string;
  readonly args: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  readonly expiresAt: number;
}

type DraftDocument = Omit<Draft, 'id'> & { readonly _id: string };

const schema = ownedSchema<DraftDocument>(['_id', 'owner'], {
  _id: String,
  owner: { type: String, required: true },
  form: { type: String, required: true },
  args: { type: [String], required: true },
  values: { type: Object, required: true },
  expiresAt: { type: Number, required: true },
});
schema.index({ expiresAt: 1 });
schema.index({ owner: 1 });

export const draftModel = (connection: Connection) => modelOf(connection, 'drafts', schema);

export function draftStore(connection: Connection, salt: string) {
  const model = draftModel(connection);
  const hash = (owner: string): string => createHash('sha256').update(salt).update(owner).digest('base64url');
  const idOf = (owner: string, id: string): string => `${hash(owner)}:${id}`;
  return {
    async put({ id, owner, ...rest }: Draft) {
      await model.replaceOne({ _id: idOf(owner, id) }, { ...rest, owner: hash(owner) }, { upsert: true });
    },
    async find(owner: string, id: string, now: number): Promise<Draft | undefined> {
      const found = await model.findOne({ _id: idOf(owner, id) }).lean<DraftDocument>();
      if (!found || found.expiresAt <= now) return undefined;
      const { _id, ...rest } = found;
      return { id, ...rest, owner };
    },
    async erase(owner: string) {
      await model.deleteMany({ owner: hash(owner) });
    },
  };
}
