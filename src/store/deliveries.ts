import type { Connection } from 'mongoose';
import { formatWeek } from '../core/calendar/index.ts';
import type { Delivery, DeliveryEnd, DeliveryStore, Owner } from '../core/reminders/index.ts';
import { isDuplicate, modelOf, trusted } from './connection.ts';
import { ownedSchema } from './owned.ts';

const dayMs = 24 * 60 * 60 * 1000;

export type DeliveryDocument = Omit<Delivery, 'id' | 'owner'> & {
  readonly _id: string;
  readonly personId?: string;
  readonly communityId?: string;
  /** When it may be claimed, by the machine's clock: `notBefore`, or the end of the lease; absent once it is final. */
  readonly claimableAt?: number;
};

const schema = ownedSchema<DeliveryDocument>(['personId', 'communityId'], {
  _id: String,
  personId: String,
  communityId: String,
  kind: { type: String, required: true },
  key: { type: String, required: true },
  lane: { type: String, required: true },
  dueAt: { type: Number, required: true },
  expiresAt: { type: Number, required: true },
  state: { type: String, required: true },
  attempts: { type: Number, required: true },
  notBefore: { type: Number, required: true },
  lease: { type: { worker: String, until: Number, _id: false } },
  sentAt: Number,
  late: { type: Boolean, required: true },
  post: {
    type: {
      platform: String,
      team: String,
      channel: String,
      message: String,
      files: { type: [String], default: undefined },
      _id: false,
    },
  },
  coversFrom: Number,
  reason: String,
  claimableAt: Number,
  settledAt: Number,
});
schema.index(
  { lane: 1, claimableAt: 1, dueAt: 1 },
  { partialFilterExpression: { claimableAt: { $exists: true } } },
);
schema.index({ personId: 1, kind: 1, key: -1 }, { sparse: true });
schema.index({ communityId: 1, kind: 1, key: -1 }, { sparse: true });
schema.index({ state: 1, dueAt: 1 });
schema.index({ dueAt: 1, _id: 1 }, { partialFilterExpression: { kind: 'prompt', state: 'sent' } });

export const deliveryModel = (connection: Connection) => modelOf(connection, 'deliveries', schema);

export function deliveryOf(document: DeliveryDocument): Delivery {
  const { _id, personId, communityId, claimableAt: _claimableAt, ...rest } = document;
  return { id: _id, owner: personId ? { personId } : { communityId: communityId as string }, ...rest };
}

const ownerFilter = (owner: Owner) =>
  'personId' in owner ? { personId: owner.personId } : { communityId: owner.communityId };

export function deliveryStore(connection: Connection): DeliveryStore {
  const model = deliveryModel(connection);
  return {
    async put({ id, owner, ...rest }) {
      const open = rest.state === 'pending' || rest.state === 'uncertain';
      try {
        await model.create({
          _id: id,
          ...ownerFilter(owner),
          ...rest,
          ...(open && { claimableAt: rest.notBefore }),
        });
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async reopen({ id, owner, ...rest }, ended) {
      const written = await model.updateOne(
        { _id: id, ...ownerFilter(owner), state: ended, reason: trusted({ $ne: 'uncertain' }) as never },
        {
          $set: { ...rest, claimableAt: rest.notBefore },
          $unset: { reason: 1, settledAt: 1, lease: 1 },
        },
      );
      return written.matchedCount === 1;
    },
    async find(owner, id) {
      const found = await model.findOne({ _id: id, ...ownerFilter(owner) }).lean<DeliveryDocument>();
      return found ? deliveryOf(found) : undefined;
    },
    async settle(owner, id, worker, end) {
      const written = await model.updateOne(
        { _id: id, ...ownerFilter(owner), state: 'sending', 'lease.worker': worker },
        endUpdate(end),
      );
      return written.matchedCount === 1;
    },
    async movePost(owner, id, post) {
      await model.updateOne({ _id: id, ...ownerFilter(owner), state: 'sent' }, { $set: { post } });
    },
    async takeBack({ owner, id, state }, now) {
      if (state === 'sending' || state === 'uncertain') return false;
      const written = await model.updateOne(
        { _id: id, ...ownerFilter(owner), state },
        {
          $set: { state: 'dropped', reason: 'taken-back', settledAt: now },
          $unset: { post: 1, claimableAt: 1 },
        },
      );
      return written.matchedCount === 1;
    },
    async latest(personId, kind, limit) {
      const found = await model
        .find({ personId, kind })
        .sort({ key: -1 })
        .limit(limit)
        .lean<DeliveryDocument[]>();
      return found.map(deliveryOf);
    },
    async sentRoundups(communityId, from) {
      // The key is the week of the cut-off in a zone that may have changed since; no zone is a day off.
      const key = trusted({ $gte: formatWeek(Math.floor(from / dayMs) - 1) });
      const found = await model
        .find({ communityId, kind: 'roundup', key, state: 'sent' })
        .sort({ key: 1 })
        .lean<DeliveryDocument[]>();
      return found
        .map(deliveryOf)
        .filter((it) => it.dueAt >= from)
        .sort((a, b) => a.dueAt - b.dueAt);
    },
    async sharesOf(personId, entryId) {
      // A key is the entry's id, alone or with a full stop and more behind it.
      const key = trusted({ $gte: entryId, $lt: `${entryId}/` });
      const found = await model.find({ personId, kind: 'share', key }).lean<DeliveryDocument[]>();
      return found.map(deliveryOf);
    },
    async eraseAll(personId) {
      await model.deleteMany({ personId });
    },
    async dropPending(owner, kinds, reason) {
      const written = await model.updateMany(
        { ...ownerFilter(owner), kind: trusted({ $in: [...kinds] }), state: 'pending' },
        { $set: { state: 'dropped', reason }, $unset: { claimableAt: 1 } },
      );
      return written.modifiedCount;
    },
  };
}

function endUpdate(end: DeliveryEnd) {
  if ('notBefore' in end) {
    return {
      $set: { state: end.state, reason: end.reason, notBefore: end.notBefore, claimableAt: end.notBefore },
      $unset: { lease: 1 },
    };
  }
  if (end.state === 'sent') {
    return {
      $set: {
        state: end.state,
        sentAt: end.sentAt,
        settledAt: end.sentAt,
        late: end.late,
        post: end.post,
        ...(end.coversFrom !== undefined && { coversFrom: end.coversFrom }),
      },
      $unset: { lease: 1, claimableAt: 1, reason: 1 },
    };
  }
  return {
    $set: { state: end.state, reason: end.reason, settledAt: end.at },
    $unset: { lease: 1, claimableAt: 1 },
  };
}
