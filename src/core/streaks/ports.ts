import type { Day, Instant } from '../calendar/index.ts';
import type { EntryId } from '../ids.ts';
import type { PersonId } from '../people/types.ts';
import type { StreakState } from './types.ts';

/** The cache of a fold of all dates up to `through`. It is derived, and may be dropped at any time (S3). */
export interface Checkpoint {
  readonly personId: PersonId;
  readonly through: Day;
  readonly state: StreakState;
  /** A hash of the settings and rules of the fold. If the present hash differs, the checkpoint is ignored. */
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
  /** Idempotent: adding the same outage twice stores one. */
  add(outage: Outage): Promise<void>;
  /** The end of the platform's latest outage. A fold made before it was known is made again. */
  latest(platform: string): Promise<Instant | undefined>;
  /** The platform's outages that touch [from, to]. */
  list(platform: string, from: Instant, to: Instant): Promise<readonly Outage[]>;
}

/** What a streak reads of the log. The log's store implements it. */
export interface LoggedDaysStore {
  /** Entry ids by local date, only of dates after `after` (undefined: all). */
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
