import type { Day, Instant } from '../calendar/index.ts';
import type { EntryId } from '../ids.ts';
import type { Audience, CommunityId, Identity, PersonId } from '../people/types.ts';
import type { Picture } from './pictures.ts';

/** The kinds of entries; each has a row in `entryKinds`. */
export type EntryKind = 'progress' | 'pain';

/** `open`: still stuck. `understood`: the cause is known. `fixed`: so is the fix. */
export type PainState = 'open' | 'understood' | 'fixed';

/** What an entry of kind `pain` knows beside its text; any of it can come later. */
export interface Pain {
  /** The error as it was pasted, secrets masked; at most 3,000 characters. */
  readonly error?: string;
  readonly cause?: string;
  readonly fix?: string;
  readonly state: PainState;
}

/** A copy of an entry that the bot posted; enough for a messenger to edit or delete it. */
export interface PostedCopy {
  readonly platform: string;
  readonly team?: string;
  readonly channel: string;
  readonly message: string;
  /** Files that went with it, where the platform keeps them beside the message; only its messenger reads these. */
  readonly files?: readonly string[];
}

/** What an entry was before an edit; kept for 7 days (S8). */
export interface Revision {
  readonly at: Instant;
  readonly text: string;
  readonly day: Day;
  readonly project?: string;
  readonly minutes?: number;
  readonly tags?: readonly string[];
  readonly pain?: Pain;
  readonly parts?: readonly EntryPart[];
}

/** What one message gave to an entry that several were put into: so many lines of its text, in this order (R38). */
export interface EntryPart {
  /** The entry key of that message. */
  readonly eventKey: string;
  readonly lines: number;
}

/** One logged thing. */
export interface Entry {
  readonly id: EntryId;
  readonly personId: PersonId;
  readonly kind: EntryKind;
  /** At most 3,000 characters; empty when its author blanked it to keep the day. */
  readonly text: string;
  readonly project?: string;
  readonly minutes?: number;
  readonly tags: readonly string[];
  readonly pain?: Pain;
  /** At most four (R48); absent where there is none. */
  readonly pictures?: readonly Picture[];
  readonly audience: Audience;
  /** The community in which it was made or with which it was shared. */
  readonly communityId?: CommunityId;
  readonly identity: Identity;
  /** When it was written. */
  readonly at: Instant;
  /** The zone in force then. */
  readonly zone: string;
  /** The local date that it counts for. */
  readonly day: Day;
  readonly backdated: boolean;
  /** Unique with the person: the platform's event, so that a repetition inserts nothing. */
  readonly eventKey: string;
  readonly editedAt?: Instant;
  readonly revisions: readonly Revision[];
  /** For an entry that several messages were put into. */
  readonly parts?: readonly EntryPart[];
  /** Deleted because it was put into this one. */
  readonly joinedInto?: EntryId;
  readonly posts: readonly PostedCopy[];
  /** Persons who cheered. */
  readonly kudos: readonly PersonId[];
  /** Those of them whose cheer goes with their reaction to the copy; absent: none. */
  readonly reacted?: readonly PersonId[];
  /** An organiser hid the shared copy; its author keeps the entry. */
  readonly hidden: boolean;
  /** Deleted, and kept for undo for 7 days; counts for nothing. */
  readonly deletedAt?: Instant;
  readonly version: number;
}

export type { EntryId } from '../ids.ts';
