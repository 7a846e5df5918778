import type { Day, Instant } from '../calendar/index.ts';
import type { Entry, EntryId } from '../log/types.ts';
import type { CommunityId, PersonId, Written } from '../people/index.ts';
import type { WhyChain } from '../why/index.ts';

/** A person's chain about one of their entries. */
export interface StoredChain {
  readonly personId: PersonId;
  readonly entryId: EntryId;
  readonly chain: WhyChain;
  readonly updatedAt: Instant;
  /** 0 until it is stored. */
  readonly version: number;
}

export interface ChainStore {
  find(personId: PersonId, entryId: EntryId): Promise<StoredChain | undefined>;
  /** Inserts a chain of version 0, replaces one of the stored version; the stored version then is one higher. */
  save(chain: StoredChain): Promise<Written<StoredChain>>;
  /** Chains that are neither done nor stopped, the last touched first. */
  open(personId: PersonId, limit: number): Promise<readonly StoredChain[]>;
  all(personId: PersonId): Promise<readonly StoredChain[]>;
  remove(personId: PersonId, entryId: EntryId): Promise<void>;
  eraseAll(personId: PersonId): Promise<void>;
}

/** What is counted in a day's shares: a member's questions, a community's, or that somebody was told about it. */
export interface Quota {
  readonly of: 'member' | 'community' | 'told';
  readonly owner: PersonId | CommunityId;
  readonly day: Day;
}

/** The day's shares of the language model, counted for all processes alike and across restarts. */
export interface QuotaStore {
  /** Takes one of `limit`; false when all of them are taken. */
  take(share: Quota, limit: number, now: Instant): Promise<boolean>;
  giveBack(share: Quota): Promise<void>;
}

/** Pain points by the keys of their fingerprints, the newest first, at most so many for each key, none twice. */
export interface PainFinder {
  ownPains(personId: PersonId, keys: readonly string[], perKey: number): Promise<readonly Entry[]>;
  /** What a community sees: shared with it, neither hidden nor deleted. */
  sharedPains(communityId: CommunityId, keys: readonly string[], perKey: number): Promise<readonly Entry[]>;
}
