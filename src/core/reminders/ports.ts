import type { Instant } from '../calendar/index.ts';
import type { Community, CommunityId, Person, PersonId } from '../people/types.ts';
import type { DeliveryKind } from './delivery-kinds.ts';
import type { Claimed, Delivery, DeliveryState, Owner } from './types.ts';

/** How a claimed delivery ended, or why it waits again. */
export type DeliveryEnd =
  | {
      readonly state: 'sent';
      readonly sentAt: Instant;
      readonly late: boolean;
      readonly post: NonNullable<Delivery['post']>;
      readonly coversFrom?: Instant;
    }
  | {
      readonly state: 'missed' | 'dropped' | 'parked' | 'failed';
      readonly at: Instant;
      readonly reason: string;
    }
  | { readonly state: 'pending' | 'uncertain'; readonly notBefore: Instant; readonly reason: string };

export interface DeliveryStore {
  /** Inserts it unless its id exists. True if it is new. */
  put(delivery: Delivery): Promise<boolean>;
  /** Replaces a delivery that ended so without being sent. False if it did not end so, or another process was faster. */
  reopen(delivery: Delivery, ended: 'missed' | 'dropped' | 'failed' | 'parked'): Promise<boolean>;
  find(owner: Owner, id: string): Promise<Delivery | undefined>;
  /** Ends the lease of `worker` and sets the state. False if the lease was lost meanwhile. */
  settle(owner: Owner, id: string, worker: string, end: DeliveryEnd): Promise<boolean>;
  /** Saves the new place of a sent message, with its files. */
  movePost(owner: Owner, id: string, post: NonNullable<Delivery['post']>): Promise<void>;
  /**
   * Ends one that was sent or waits, and forgets its place: its post was taken away. False while a worker has it, and if it is not in
   * the state any more in which it was read.
   */
  takeBack(read: Pick<Delivery, 'owner' | 'id' | 'state'>, now: Instant): Promise<boolean>;
  /** A person's deliveries of one kind, newest key first. */
  latest(personId: PersonId, kind: DeliveryKind, limit: number): Promise<readonly Delivery[]>;
  /** The roundups of a community that were sent and cut off at `from` or later, the earliest first. */
  sentRoundups(communityId: CommunityId, from: Instant): Promise<readonly Delivery[]>;
  /** All share deliveries of one entry. */
  sharesOf(personId: PersonId, entryId: string): Promise<readonly Delivery[]>;
  /** Deletes all deliveries of a person, for an erasure. */
  eraseAll(personId: PersonId): Promise<void>;
  /** Drops what is pending of these kinds (after a stop, a skip, an erasure). Returns how many. */
  dropPending(owner: Owner, kinds: readonly DeliveryKind[], reason: string): Promise<number>;
}

/** Reads across owners: the only queries without an owner's key (`store/system.ts`). */
export interface SystemStore {
  /** People with `dueAt` <= now, the earliest first. */
  duePeople(now: Instant, limit: number): Promise<readonly Person[]>;
  dueCommunities(now: Instant, limit: number): Promise<readonly Community[]>;
  /** Communities of a platform that the bot is in, by their id there, after `after`. */
  presentCommunities(platform: string, after: string, limit: number): Promise<readonly Community[]>;
  /** Communities of which a channel refused shared entries. */
  communitiesWithRefusedShares(limit: number): Promise<readonly Community[]>;
  /** People and communities whose `dueAt` was computed with another tz database. */
  outdatedPeople(tzdb: string, limit: number): Promise<readonly Person[]>;
  outdatedCommunities(tzdb: string, limit: number): Promise<readonly Community[]>;
  /** People with a link that is `joining` or `parting`. */
  peopleWithOpenLinks(limit: number): Promise<readonly Person[]>;
  /** The earliest instant at which anything is due (people, communities, pending deliveries). */
  nextDueAt(): Promise<Instant | undefined>;
  /** The lanes that hold open deliveries. */
  openLanes(): Promise<readonly string[]>;
  /**
   * Atomically leases pending deliveries of a lane, and those with an expired lease, if `notBefore` <= machineNow, the earliest
   * due first. Fewer than `limit` means that there are no more now. A worker has one claim at a time in a lane.
   */
  claimDeliveries(
    lane: string,
    worker: string,
    machineNow: Instant,
    leaseMs: number,
    limit: number,
  ): Promise<readonly Claimed[]>;
  /** Makes deliveries of a lane claimable now if they wait for one of these reasons. */
  retryNow(lane: string, reasons: readonly string[]): Promise<void>;
  /** Takes a person's cheers off everybody's entries, for an erasure. */
  removeCheersOf(personId: PersonId): Promise<void>;
  /** Costs one index key for each delivery that it counts. */
  deliveryCounts<S extends DeliveryState>(states: readonly S[]): Promise<Readonly<Record<S, number>>>;
  oldestPendingDueAt(): Promise<Instant | undefined>;
  /** Prompts that were sent and were due since `since`, by due instant; `after` continues behind an earlier page's last one. */
  sentPrompts(
    since: Instant,
    after: Pick<Delivery, 'dueAt' | 'id'> | undefined,
    limit: number,
  ): Promise<readonly Delivery[]>;
  /** Removes what has outlived its time (revisions and deleted entries over 7 days, drafts, settled deliveries over 90 days but for posted roundups, event hashes, removed communities over 30 days). */
  deleteExpired(now: Instant): Promise<Readonly<Record<string, number>>>;
  /** Takes a named lease, by the machine's clock, so that one process at a time does a recurring job. */
  takeLease(name: string, worker: string, machineNow: Instant, leaseMs: number): Promise<boolean>;
  releaseLease(name: string, worker: string): Promise<void>;
  /** Ends every lease. Call it only on a store that one process holds alone. */
  releaseAllLeases(): Promise<void>;
}
