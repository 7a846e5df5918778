import type { Day, Instant } from '../calendar/index.ts';
import type { EntryId } from '../ids.ts';
import type { PersonId } from '../people/types.ts';
import type { StreakState } from './types.ts';

/** The cache of a fold: everything through `through` is closed and folded. Derived; may be dropped at any time (S3). */
export interface Checkpoint {
  readonly personId: PersonId;
  readonly through: Day;
  readonly state: StreakState;
  /** A hash of the settings and rules under which it was folded; another one makes it worthless. */
  readonly basis: string;
}

export interface CheckpointStore {
  find(personId: PersonId): Promise<Checkpoint | undefined>;
  put(checkpoint: Checkpoint): Promise<void>;
  /** Drops a checkpoint that covers `day` or a later one. */
  dropFrom(personId: PersonId, day: Day): Promise<void>;
}

export interface Outage {
  readonly platform: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** Heartbeats and outages of the platforms (S11). */
export interface OutageStore {
  lastHeartbeat(platform: string): Promise<Instant | undefined>;
  beat(platform: string, at: Instant): Promise<void>;
  /** Idempotent: the same outage twice is one. */
  add(outage: Outage): Promise<void>;
  /** The end of the platform's latest outage; what was folded before it was known is folded anew. */
  latest(platform: string): Promise<Instant | undefined>;
  /** The platform's outages that touch [from, to]. */
  list(platform: string, from: Instant, to: Instant): Promise<readonly Outage[]>;
}

/** What a streak reads of the log; the log's store is one. */
export interface LoggedDaysStore {
  /** Entry ids by local date, for the fold; only dates after `after` (none: all). */
  loggedDays(
    personId: PersonId,
    after?: Day,
  ): Promise<ReadonlyMap<Day, readonly { readonly id: EntryId; readonly backdated: boolean }[]>>;
}

/** An entry as the fold sees it. */
export interface LoggedEntry {
  readonly id: EntryId;
  readonly day: Day;
  readonly backdated: boolean;
  readonly deletedAt?: Instant;
}
