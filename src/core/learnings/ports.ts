import type { Instant } from '../calendar/index.ts';
import type { EntryId } from '../log/types.ts';
import type { PersonId, Written } from '../people/index.ts';
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
