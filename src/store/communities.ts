import type { Connection } from 'mongoose';
import type { Community, CommunityId, CommunityStore, Written } from '../core/people/index.ts';
import { isDuplicate, modelOf } from './connection.ts';
import { ownedSchema } from './owned.ts';

type CommunityDocument = Omit<Community, 'id'> & { readonly _id: CommunityId };

const schema = ownedSchema<CommunityDocument>(['_id', 'external'], {
  _id: String,
  platform: { type: String, required: true },
  external: { type: String, required: true },
  name: { type: String, required: true },
  zone: { type: String, required: true },
  channel: String,
  roundupChannel: String,
  roundup: { type: { on: Boolean, weekday: Number, time: Number, _id: false }, required: true },
  defaults: { type: { promptTime: Number, audience: String, _id: false }, required: true },
  assistantOff: Boolean,
  features: { type: [String], default: undefined },
  setUp: { type: [String], default: undefined },
  organisers: { type: [String], required: true },
  chosen: { type: Object },
  joinedAt: { type: Number, required: true },
  removedAt: Number,
  welcomeOwed: Boolean,
  cannotPost: String,
  cannotPostIn: String,
  sharesRefused: Boolean,
  dueAt: Number,
  tzdb: String,
  version: { type: Number, required: true },
});
schema.index({ platform: 1, external: 1 }, { unique: true });
schema.index({ dueAt: 1 }, { sparse: true });
schema.index({ tzdb: 1 }, { sparse: true });
schema.index({ removedAt: 1 }, { sparse: true });
schema.index({ sharesRefused: 1 }, { sparse: true });

export const communityModel = (connection: Connection) => modelOf(connection, 'communities', schema);

export const communityOf = ({ _id, ...rest }: CommunityDocument): Community => ({ id: _id, ...rest });

export function communityStore(connection: Connection): CommunityStore {
  const model = communityModel(connection);
  return {
    async find(id) {
      const found = await model.findOne({ _id: id }).lean<CommunityDocument>();
      return found ? communityOf(found) : undefined;
    },
    async findByExternal(platform, external) {
      const found = await model.findOne({ platform, external }).lean<CommunityDocument>();
      return found ? communityOf(found) : undefined;
    },
    async create({ id, ...rest }): Promise<Written<Community>> {
      try {
        await model.create({ _id: id, ...rest });
        return { ok: true, value: { id, ...rest } };
      } catch (error) {
        if (isDuplicate(error)) return { ok: false, code: 'conflict' };
        throw error;
      }
    },
    async save(community): Promise<Written<Community>> {
      const next = { ...community, version: community.version + 1 };
      const { id, ...replacement } = next;
      const written = await model.replaceOne({ _id: id, version: community.version }, replacement);
      return written.matchedCount === 1 ? { ok: true, value: next } : { ok: false, code: 'conflict' };
    },
    async erase(id) {
      await model.deleteOne({ _id: id });
    },
  };
}
