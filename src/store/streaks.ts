import type { Connection } from 'mongoose';
import type { Checkpoint, CheckpointStore, Outage, OutageStore } from '../core/streaks/index.ts';
import { modelOf, trusted } from './connection.ts';
import { ownedSchema } from './owned.ts';

type CheckpointDocument = Omit<Checkpoint, 'personId'> & { readonly _id: string };

const checkpointSchema = ownedSchema<CheckpointDocument>(['_id'], {
  _id: String,
  through: { type: Number, required: true },
  state: { type: Object, required: true },
  basis: { type: String, required: true },
});

export function checkpointStore(connection: Connection): CheckpointStore {
  const model = modelOf(connection, 'checkpoints', checkpointSchema);
  return {
    async find(personId) {
      const found = await model.findOne({ _id: personId }).lean<CheckpointDocument>();
      if (!found) return undefined;
      const { _id, ...rest } = found;
      return { personId: _id, ...rest };
    },
    async put({ personId, ...rest }) {
      await model.replaceOne({ _id: personId }, rest, { upsert: true });
    },
    async dropFrom(personId, day) {
      await model.deleteOne({ _id: personId, through: trusted({ $gte: day }) });
    },
  };
}

type OutageDocument = Outage & { readonly _id: string };

/** The platform is these documents' owner. */
const outageSchema = ownedSchema<OutageDocument>(['_id', 'platform'], {
  _id: String,
  platform: { type: String, required: true },
  from: { type: Number, required: true },
  to: { type: Number, required: true },
});
outageSchema.index({ platform: 1, to: 1 });

interface HeartbeatDocument {
  readonly _id: string;
  readonly at: number;
}

const heartbeatSchema = ownedSchema<HeartbeatDocument>(['_id'], {
  _id: String,
  at: { type: Number, required: true },
});

export function outageStore(connection: Connection): OutageStore {
  const outages = modelOf(connection, 'outages', outageSchema);
  const heartbeats = modelOf(connection, 'heartbeats', heartbeatSchema);
  return {
    async lastHeartbeat(platform) {
      return (await heartbeats.findOne({ _id: platform }).lean<HeartbeatDocument>())?.at;
    },
    async beat(platform, at) {
      await heartbeats.updateOne({ _id: platform }, { $max: { at } }, { upsert: true });
    },
    async add(outage) {
      await outages.replaceOne({ _id: `${outage.platform}:${outage.from}` }, outage, { upsert: true });
    },
    async latest(platform) {
      return (await outages.findOne({ platform }).sort({ to: -1 }).lean<OutageDocument>())?.to;
    },
    async list(platform, from, to) {
      const found = await outages
        .find({ platform, to: trusted({ $gte: from }), from: trusted({ $lte: to }) })
        .sort({ to: 1 })
        .lean<OutageDocument[]>();
      return found.map(({ _id, ...outage }) => outage);
    },
  };
}
