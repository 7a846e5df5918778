import type { Connection, Query } from 'mongoose';
import type { Community, LinkState, Person } from '../core/people/index.ts';
import type { KindsWith } from '../core/personal-data/index.ts';
import {
  type Claimed,
  type Delivery,
  type DeliveryState,
  kindsWhere,
  type SystemStore,
} from '../core/reminders/index.ts';
import { communityModel, communityOf } from './communities.ts';
import { isDuplicate, modelOf, trusted } from './connection.ts';
import { cardModel } from './deck.ts';
import { type DeliveryDocument, deliveryModel, deliveryOf } from './deliveries.ts';
import { draftModel } from './drafts.ts';
import { entryModel } from './entries.ts';
import { eventModel } from './events.ts';
import { linkCodeModel, linkTryModel } from './links.ts';
import { memberModel } from './members.ts';
import { ownedSchema, systemQuery } from './owned.ts';
import { peopleModel, personOf } from './people.ts';
import { quotaModel } from './quotas.ts';
import { chainModel } from './why-chains.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How long things are kept: what was deleted or edited, settled deliveries (but for posted roundups), a community that removed the bot. */
const kept = { revisionsMs: 7 * dayMs, deliveriesMs: 90 * dayMs, removedCommunityMs: 30 * dayMs };

/** What the table of personal data says that goes by itself, and that goes or changes with a community. */
type ExpiringKind = KindsWith<{ keptFor: string }>;
type CommunityKind = KindsWith<{ onCommunityErased: 'erased' | 'unshared' }>;

interface LeaseDocument {
  readonly _id: string;
  readonly worker: string;
  readonly until: number;
}

const leaseSchema = ownedSchema<LeaseDocument>(['_id'], {
  _id: String,
  worker: { type: String, required: true },
  until: { type: Number, required: true },
});

/** The ids of every document of a collection, for what has to be done to each of them. */
export async function everyId(model: {
  find(filter: object): Query<unknown, unknown>;
}): Promise<readonly string[]> {
  const found = await systemQuery(model.find({})).select('_id').lean<readonly { readonly _id: string }[]>();
  return (found as readonly { readonly _id: string }[]).map(({ _id }) => _id);
}

/** Two ranges of the index; `$ne` would read all of it. */
const otherThan = (tzdb: string) => ({
  $or: [{ tzdb: trusted({ $lt: tzdb }) }, { tzdb: trusted({ $gt: tzdb }) }],
});

/** The reads and writes across owners; nothing else may use `systemQuery`. */
export function systemStore(connection: Connection): SystemStore & {
  /** The first `atMost` hashes of events, whoever they were of. */
  eventHashes(atMost: number): Promise<readonly string[]>;
} {
  const people = peopleModel(connection);
  const communities = communityModel(connection);
  const members = memberModel(connection);
  const entries = entryModel(connection);
  const deliveries = deliveryModel(connection);
  const leases = modelOf(connection, 'leases', leaseSchema);

  type PersonRow = Parameters<typeof personOf>[0];
  type CommunityRow = Parameters<typeof communityOf>[0];
  const persons = async (filter: object, limit: number): Promise<Person[]> =>
    (await systemQuery(people.find(filter)).sort({ dueAt: 1 }).limit(limit).lean<PersonRow[]>()).map(
      personOf,
    );
  const groups = async (filter: object, limit: number): Promise<Community[]> =>
    (await systemQuery(communities.find(filter)).sort({ dueAt: 1 }).limit(limit).lean<CommunityRow[]>()).map(
      communityOf,
    );

  return {
    duePeople: (now, limit) => persons({ dueAt: trusted({ $lte: now }) }, limit),
    dueCommunities: (now, limit) => groups({ dueAt: trusted({ $lte: now }) }, limit),
    async presentCommunities(platform, after, limit) {
      const filter = { platform, external: trusted({ $gt: after }), removedAt: trusted({ $exists: false }) };
      const found = systemQuery(communities.find(filter)).sort({ external: 1 }).limit(limit);
      return (await found.lean<CommunityRow[]>()).map(communityOf);
    },
    communitiesWithRefusedShares: (limit) => groups({ sharesRefused: true }, limit),
    async outdatedPeople(tzdb, limit) {
      const found = systemQuery(people.find(otherThan(tzdb))).limit(limit);
      return (await found.lean<PersonRow[]>()).map(personOf);
    },
    async outdatedCommunities(tzdb, limit) {
      const found = systemQuery(communities.find(otherThan(tzdb))).limit(limit);
      return (await found.lean<CommunityRow[]>()).map(communityOf);
    },

    async peopleWithOpenLinks(limit) {
      const open: readonly LinkState[] = ['joining', 'parting'];
      const filter = { 'links.sides.state': trusted({ $in: open }) };
      return (await systemQuery(people.find(filter)).limit(limit).lean<PersonRow[]>()).map(personOf);
    },

    async nextDueAt() {
      const exists = { dueAt: trusted({ $gt: Number.NEGATIVE_INFINITY }) };
      const [person] = await persons(exists, 1);
      const [community] = await groups(exists, 1);
      const instants = [person?.dueAt, community?.dueAt].filter((it) => it !== undefined);
      return instants.length > 0 ? Math.min(...instants) : undefined;
    },

    async sentPrompts(since, after, limit) {
      const page = async (where: object, atMost: number): Promise<readonly Delivery[]> => {
        const query = systemQuery(deliveries.find({ kind: 'prompt', state: 'sent', ...where }));
        return (await query.sort({ dueAt: 1, _id: 1 }).limit(atMost).lean<DeliveryDocument[]>()).map(
          deliveryOf,
        );
      };
      if (!after) return page({ dueAt: trusted({ $gte: since }) }, limit);
      // Many prompts are due at one instant: those are read from where the last page ended, and not again from the first.
      const same = await page({ dueAt: after.dueAt, _id: trusted({ $gt: after.id }) }, limit);
      if (same.length === limit) return same;
      return [...same, ...(await page({ dueAt: trusted({ $gt: after.dueAt }) }, limit - same.length))];
    },

    async openLanes() {
      const lanes: string[] = [];
      const open = trusted({ $gt: Number.NEGATIVE_INFINITY });
      for (;;) {
        const last = lanes.at(-1);
        const lane = trusted(last === undefined ? { $gte: '' } : { $gt: last });
        const next = await systemQuery(deliveries.findOne({ lane, claimableAt: open }, { lane: 1 }))
          .sort({ lane: 1 })
          .lean<{ lane: string }>();
        if (!next) return lanes;
        lanes.push(next.lane);
      }
    },

    async claimDeliveries(lane, worker, machineNow, leaseMs, limit) {
      const claimed: Claimed[] = [];
      const claimableAt = trusted({ $lte: machineNow });
      while (claimed.length < limit) {
        const wanted = systemQuery(deliveries.find({ lane, claimableAt }, { state: 1, attempts: 1 }));
        const before = await wanted
          .sort({ claimableAt: 1, dueAt: 1 })
          .limit(limit - claimed.length)
          .lean<Pick<DeliveryDocument, '_id' | 'state' | 'attempts'>[]>();
        if (before.length === 0) break;
        claimed.push(...(await claim(before)));
      }
      return claimed;

      /** Of those that were seen, the ones that nobody else took meanwhile. */
      async function claim(
        seen: readonly Pick<DeliveryDocument, '_id' | 'state' | 'attempts'>[],
      ): Promise<readonly Claimed[]> {
        const _id = trusted({ $in: seen.map((it) => it._id) });
        const until = machineNow + leaseMs;
        const lease = { worker, until };
        await systemQuery(
          deliveries.updateMany(
            { _id, claimableAt },
            { $set: { state: 'sending', lease, claimableAt: until }, $inc: { attempts: 1 } },
          ),
        );
        const rows = await systemQuery(deliveries.find({ _id })).lean<DeliveryDocument[]>();
        const mine = rows.filter((it) => it.lease?.worker === worker && it.lease.until === until);
        const byId = new Map(mine.map((it) => [it._id, it]));
        return seen.flatMap(({ _id: id, state, attempts }) => {
          const row = byId.get(id);
          if (!row) return [];
          const mayHaveArrived = state !== 'pending' || row.attempts !== attempts + 1;
          return { ...deliveryOf(row), mayHaveArrived };
        });
      }
    },

    async retryNow(lane, reasons) {
      const claimableAt = trusted({ $gt: 0 });
      const waiting: readonly DeliveryState[] = ['pending', 'uncertain'];
      const [state, reason] = [trusted({ $in: [...waiting] }), trusted({ $in: [...reasons] })];
      await systemQuery(
        deliveries.updateMany(
          { lane, claimableAt, state, reason },
          { $set: { notBefore: 0, claimableAt: 0 } },
        ),
      );
    },

    async removeCheersOf(personId) {
      const cheered = { kudos: personId, 'kudos.0': trusted({ $exists: true }) };
      await systemQuery(entries.updateMany(cheered, { $pull: { kudos: personId, reacted: personId } }));
    },

    async eventHashes(atMost) {
      const found = await systemQuery(eventModel(connection).find({}, { _id: 1 }))
        .limit(atMost)
        .lean<{ _id: string }[]>();
      return found.map((it) => it._id);
    },

    async deliveryCounts<S extends DeliveryState>(states: readonly S[]) {
      const counts = await Promise.all(
        states.map(
          async (state) => [state, await systemQuery(deliveries.countDocuments({ state }))] as const,
        ),
      );
      return Object.fromEntries(counts) as Record<S, number>;
    },

    async oldestPendingDueAt() {
      const found = await systemQuery(deliveries.findOne({ state: 'pending' }))
        .sort({ dueAt: 1 })
        .lean<DeliveryDocument>();
      return found?.dueAt;
    },

    async deleteExpired(now) {
      const before = (age: number) => trusted({ $lte: now - age });
      const gone = await groups({ removedAt: before(kept.removedCommunityMs) }, 100);
      for (const { id } of gone) await eraseCommunity(id);
      const deletedLongAgo = { deletedAt: before(kept.revisionsMs) };
      const revisedLongAgo: object = { 'revisions.at': before(kept.revisionsMs) };
      const withoutThose: object = {
        $pull: { revisions: { at: before(kept.revisionsMs) } },
        $inc: { version: 1 },
      };
      await deleteLearnings(deletedLongAgo);
      const [deleted, revised] = await Promise.all([
        systemQuery(entries.deleteMany(deletedLongAgo)),
        systemQuery(entries.updateMany(revisedLongAgo, withoutThose)),
      ]);
      const isOver = { expiresAt: before(0) };
      const expired = async (
        ...models: readonly { deleteMany(filter: object): object }[]
      ): Promise<number> => {
        const removed = await Promise.all(
          models.map((model) => systemQuery(model.deleteMany(isOver)) as Promise<{ deletedCount: number }>),
        );
        return removed.reduce((sum, it) => sum + it.deletedCount, 0);
      };
      const deleters: Readonly<Record<ExpiringKind, () => Promise<number>>> = {
        deliveries: () => deleteDeliveries(now - kept.deliveriesMs),
        drafts: () => expired(draftModel(connection)),
        linkCodes: () => expired(linkCodeModel(connection), linkTryModel(connection)),
        events: () => expired(eventModel(connection)),
        quotas: () => expired(quotaModel(connection)),
      };
      const counts: Partial<Record<ExpiringKind, number>> = {};
      for (const kind of Object.keys(deleters) as ExpiringKind[]) counts[kind] = await deleters[kind]();
      return {
        deletedEntries: deleted.deletedCount,
        revisions: revised.modifiedCount,
        deliveries: counts.deliveries ?? 0,
        drafts: counts.drafts ?? 0,
        events: counts.events ?? 0,
        communities: gone.length,
      };
    },

    async takeLease(name, worker, machineNow, leaseMs) {
      const next = { worker, until: machineNow + leaseMs };
      try {
        const filter = { _id: name, $or: [{ worker }, { until: trusted({ $lte: machineNow }) }] };
        const written = await leases.updateOne(filter, { $set: next }, { upsert: true });
        return written.matchedCount === 1 || written.upsertedCount === 1;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },

    async releaseAllLeases() {
      await systemQuery(leases.deleteMany({}));
      await systemQuery(
        deliveries.updateMany(
          { state: 'sending' },
          // They stay `sending`: whether they arrived is to be looked up first.
          { $set: { claimableAt: 0 }, $unset: { lease: 1 } },
        ),
      );
    },

    async releaseLease(name, worker) {
      await leases.deleteOne({ _id: name, worker });
    },
  };

  /** A posted roundup is known as long as it stands: whoever leaves it later has to be taken out of it. */
  async function deleteDeliveries(until: number): Promise<number> {
    const dueAt = trusted({ $lte: until });
    const notSent: object = { state: trusted({ $in: ['missed', 'dropped', 'parked', 'failed'] }), dueAt };
    const notKept: object = {
      state: 'sent',
      kind: trusted({ $nin: kindsWhere((it) => it.isKeptWhilePosted) }),
      dueAt,
    };
    const [sent, others] = await Promise.all([
      systemQuery(deliveries.deleteMany(notKept)),
      systemQuery(deliveries.deleteMany(notSent)),
    ]);
    return sent.deletedCount + others.deletedCount;
  }

  /** The cards and why chains of entries that are about to go; they carry their entries' ids. */
  async function deleteLearnings(filter: object): Promise<void> {
    const wanted = { _id: 0, personId: 1, entryId: 1 };
    const found = await systemQuery(entries.find(filter, wanted)).lean<
      { personId: string; entryId: string }[]
    >();
    if (found.length === 0) return;
    const ids = { _id: trusted({ $in: found.map((it) => `${it.personId}:${it.entryId}`) }) };
    await systemQuery(chainModel(connection).deleteMany(ids));
    await systemQuery(cardModel(connection).deleteMany(ids));
  }

  /** Where its members' pictures stand in its channel: nobody can take them back any more. Their keys end with its id. */
  async function forgetPictures(id: string): Promise<void> {
    const theirs = await members.find({ communityId: id }, { personId: 1 }).lean<{ personId: string }[]>();
    for (const { personId } of theirs) {
      const shared = await deliveries
        .find({ personId, kind: 'picture' }, { key: 1 })
        .lean<{ _id: string; key: string }[]>();
      const here = shared.filter(({ key }) => key.endsWith(`.${id}`)).map(({ _id }) => _id);
      await deliveries.deleteMany({ personId, _id: trusted({ $in: here }) });
    }
  }

  /** What belongs to the community itself; entries stay with their authors, no longer shared with it. */
  async function eraseCommunity(id: string): Promise<void> {
    const erasers: Readonly<Record<CommunityKind, () => PromiseLike<unknown>>> = {
      deliveries: async () => {
        await deliveries.deleteMany({ communityId: id });
        await forgetPictures(id);
      },
      memberships: () => members.deleteMany({ communityId: id }),
      entries: () =>
        entries.updateMany(
          { communityId: id },
          { $unset: { communityId: 1, reacted: 1 }, $set: { audience: 'private', posts: [], kudos: [] } },
        ),
    };
    for (const erase of Object.values(erasers)) await erase();
    await communities.deleteOne({ _id: id });
  }
}
