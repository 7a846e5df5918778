import type { Day, Instant } from '../calendar/index.ts';
import type { CommunityId, PersonId, Written } from '../people/index.ts';
import type { LoggedDaysStore } from '../streaks/ports.ts';
import type { Entry, EntryId, PainState, PostedCopy } from './types.ts';

export interface EntryFilter {
  /** Words that must all occur in text, project or tags, in any case. */
  readonly words?: readonly string[];
  readonly tag?: string;
  readonly project?: string;
  readonly kind?: Entry['kind'];
  /** How a pain point stands. */
  readonly state?: PainState;
  readonly from?: Day;
  readonly to?: Day;
}

/** What a streak of shared entries needs to know of each. */
export type SharedEntry = Pick<Entry, 'id' | 'day' | 'at'>;

/** Every method but the community's reads names the owner. Deleted entries are left out unless told. */
export interface EntryStore extends LoggedDaysStore {
  /** Inserts; with an `eventKey` that the person has already, nothing is written and the first one is returned. */
  insert(entry: Entry): Promise<{ readonly entry: Entry; readonly fresh: boolean }>;
  find(personId: PersonId, id: EntryId, options?: { readonly deleted?: boolean }): Promise<Entry | undefined>;
  /** The entry that an event made, also a deleted one. */
  findByEvent(personId: PersonId, eventKey: string): Promise<Entry | undefined>;
  /** Replaces the entry if its version is still the stored one; the stored version then is one higher. */
  save(entry: Entry): Promise<Written<Entry>>;
  /** Newest day first, then newest written first. `before` continues after an earlier page's last entry. */
  list(
    personId: PersonId,
    filter: EntryFilter,
    page: { readonly limit: number; readonly before?: Pick<Entry, 'day' | 'at' | 'id'> },
  ): Promise<readonly Entry[]>;
  isLogged(personId: PersonId, day: Day): Promise<boolean>;
  /** The most recent entry, for undo. */
  latest(personId: PersonId): Promise<Entry | undefined>;
  /** All of a person's entries in the order of their dates, deleted ones too; for export, re-dating and erasure. */
  all(personId: PersonId): AsyncIterable<Entry>;
  /** The distinct projects and tags of a person, the latest used first. */
  vocabulary(
    personId: PersonId,
  ): Promise<{ readonly projects: readonly string[]; readonly tags: readonly string[] }>;
  eraseAll(personId: PersonId): Promise<void>;

  /** What a community sees: audience `community`, made in or shared with it, neither hidden nor deleted. By `at`, oldest first. */
  sharedWith(communityId: CommunityId, from: Instant, to: Instant): Promise<readonly Entry[]>;
  /** All that a person shared with a community, in no order: what their streak there is made of. */
  sharedBy(communityId: CommunityId, personId: PersonId): Promise<readonly SharedEntry[]>;
  /** One entry as a community sees it (for kudos and hiding). */
  findShared(communityId: CommunityId, id: EntryId): Promise<Entry | undefined>;
  /** The same, by a copy of it that stands there. */
  findByPost(
    communityId: CommunityId,
    post: Pick<PostedCopy, 'channel' | 'message'>,
  ): Promise<Entry | undefined>;
}
