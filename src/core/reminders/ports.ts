import type { Instant } from '../calendar/index.ts';
import type { Community, CommunityId, Person, PersonId } from '../people/types.ts';
import type { DeliveryKind } from './delivery-kinds.ts';
import type { Claimed, Delivery, DeliveryState, Owner } from './types.ts';

/** How a claimed delivery ended, or why it goes back. */
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
  /** Writes it unless its id exists already. True when it is new. */
  put(delivery: Delivery): Promise<boolean>;
  /** Puts one in the place of the same that came to this end without being sent. False: it did not, or somebody was quicker. */
  reopen(delivery: Delivery, ended: 'missed' | 'dropped' | 'failed' | 'parked'): Promise<boolean>;
  find(owner: Owner, id: string): Promise<Delivery | undefined>;
  /** Ends the lease of `worker` and sets the state; false when the lease was lost meanwhile. */
  settle(owner: Owner, id: string, worker: string, end: DeliveryEnd): Promise<boolean>;
  /** Writes where a message that was sent stands now, with its files. */
  movePost(owner: Owner, id: string, post: NonNullable<Delivery['post']>): Promise<void>;
  /** The last deliveries of a person of one kind, newest key first. */
  latest(personId: PersonId, kind: DeliveryKind, limit: number): Promise<readonly Delivery[]>;
  /** The roundups of a community that were sent and cut off at `from` or later, the earliest first. */
  sentRoundups(communityId: CommunityId, from: Instant): Promise<readonly Delivery[]>;
  /** Every sharing of one entry. */
  sharesOf(personId: PersonId, entryId: string): Promise<readonly Delivery[]>;
  /** Removes all of a person's, for an erasure. */
  eraseAll(personId: PersonId): Promise<void>;
  /** Drops what is pending of these kinds (after a stop, a skip, an erasure). Returns how many. */
  dropPending(owner: Owner, kinds: readonly DeliveryKind[], reason: string): Promise<number>;
}

/** Reads across owners: the only queries without an owner's key (`store/system.ts`). */
export interface SystemStore {
  /** Persons with `dueAt` <= now, the earliest first. */
  duePeople(now: Instant, limit: number): Promise<readonly Person[]>;
  dueCommunities(now: Instant, limit: number): Promise<readonly Community[]>;
  /** Communities of a platform that the bot is in, by their id there, after `after`. */
  presentCommunities(platform: string, after: string, limit: number): Promise<readonly Community[]>;
  /** Communities of which a channel refused shared entries. */
  communitiesWithRefusedShares(limit: number): Promise<readonly Community[]>;
  /** Persons and communities whose due instant was computed under another tz database. */
  outdatedPeople(tzdb: string, limit: number): Promise<readonly Person[]>;
  outdatedCommunities(tzdb: string, limit: number): Promise<readonly Community[]>;
  /** Persons whose joining or parting was begun and has not ended. */
  peopleWithOpenLinks(limit: number): Promise<readonly Person[]>;
  /** The earliest instant at which anything is due (people, communities, pending deliveries). */
  nextDueAt(): Promise<Instant | undefined>;
  /** The lanes in which anything waits or is under way. */
  openLanes(): Promise<readonly string[]>;
  /**
   * Atomically leases what is pending in a lane (and what has an outlived lease) with `notBefore` <= machineNow, the earliest
   * due first. Fewer than `limit`: there is no more at present. One claim at a time of a worker and a lane.
   */
  claimDeliveries(
    lane: string,
    worker: string,
    machineNow: Instant,
    leaseMs: number,
    limit: number,
  ): Promise<readonly Claimed[]>;
  /** Makes what waits in a lane for one of these reasons claimable at once. */
  retryNow(lane: string, reasons: readonly string[]): Promise<void>;
  /** Takes a person's cheers off everybody's entries, for an erasure. */
  removeCheersOf(personId: PersonId): Promise<void>;
  /** Reads an index key for each delivery that it counts. */
  deliveryCounts<S extends DeliveryState>(states: readonly S[]): Promise<Readonly<Record<S, number>>>;
  oldestPendingDueAt(): Promise<Instant | undefined>;
  /** Removes what has outlived its time (revisions and deleted entries over 7 days, drafts, settled deliveries over 90 days but for posted roundups, event hashes, removed communities over 30 days). */
  deleteExpired(now: Instant): Promise<Readonly<Record<string, number>>>;
  /** A named lease so that one process at a time does a recurring job; by the machine's clock. */
  takeLease(name: string, worker: string, machineNow: Instant, leaseMs: number): Promise<boolean>;
  releaseLease(name: string, worker: string): Promise<void>;
  /** Ends every lease. Only where no other process can be alive: on a store that one process holds alone. */
  releaseAllLeases(): Promise<void>;
}
