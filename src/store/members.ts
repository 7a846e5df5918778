import type { Connection } from 'mongoose';
import type { Member, MemberStore } from '../core/people/index.ts';
import { modelOf } from './connection.ts';
import { ownedSchema } from './owned.ts';

type MemberDocument = Member & { readonly _id: string };

const schema = ownedSchema<MemberDocument>(['_id', 'communityId', 'personId'], {
  _id: String,
  communityId: { type: String, required: true },
  personId: { type: String, required: true },
  joinedAt: { type: Number, required: true },
  displayName: String,
  audience: { type: String, enum: ['private', 'community'], required: true },
  audienceChosen: { type: Boolean, required: true },
  inRoundup: { type: Boolean, required: true },
  inLeaderboard: { type: Boolean, required: true },
  chosen: { type: Object },
});
schema.index({ communityId: 1 });
schema.index({ personId: 1 });

const idOf = (communityId: string, personId: string): string => `${communityId}:${personId}`;
const memberOf = ({ _id, ...member }: MemberDocument): Member => member;

export const memberModel = (connection: Connection) => modelOf(connection, 'members', schema);

export function memberStore(connection: Connection): MemberStore {
  const model = memberModel(connection);
  return {
    async find(communityId, personId) {
      const found = await model.findOne({ _id: idOf(communityId, personId) }).lean<MemberDocument>();
      return found ? memberOf(found) : undefined;
    },
    async put(member) {
      await model.replaceOne({ _id: idOf(member.communityId, member.personId) }, member, { upsert: true });
    },
    async listOfCommunity(communityId) {
      return (await model.find({ communityId }).lean<MemberDocument[]>()).map(memberOf);
    },
    async listOfPerson(personId) {
      return (await model.find({ personId }).lean<MemberDocument[]>()).map(memberOf);
    },
    count: (communityId) => model.countDocuments({ communityId }),
    async remove(communityId, personId) {
      await model.deleteOne({ _id: idOf(communityId, personId) });
    },
  };
}
