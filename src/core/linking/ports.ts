import type { Instant } from '../calendar/index.ts';
import type { EntryStore } from '../log/ports.ts';
import type { CommunityStore, MemberStore, PeopleStore } from '../people/ports.ts';
import type { DmAddress, Identity, PersonId } from '../people/types.ts';
import type { DeliveryStore } from '../reminders/ports.ts';
import type { CheckpointStore, OutageStore } from '../streaks/ports.ts';
import type { LinkRules } from './rules.ts';

/** An account as the other side is shown it. */
export interface LinkAccount {
  readonly identity: Identity;
  /** Absent where the platform has not said it. */
  readonly name?: string;
  /** The server or workspace in which it spoke. */
  readonly place?: string;
  /** Its DM, if it could be opened. */
  readonly dm?: DmAddress;
}

/** A code on its way from the account that made it to the account that types it. */
export interface LinkCode {
  readonly code: string;
  readonly primaryId: PersonId;
  readonly primary: LinkAccount;
  /** Until when it can be typed; once it was typed and confirmed, until when the primary can answer. */
  readonly expiresAt: Instant;
  readonly secondaryId?: PersonId;
  readonly secondary?: LinkAccount;
}

export type TypedLinkCode = Required<LinkCode>;

export interface LinkStore {
  /** Keeps a code in place of its primary's earlier ones; false when the same code is somebody else's. */
  offer(code: LinkCode): Promise<boolean>;
  /** A code that holds at `now`. */
  find(code: string, now: Instant): Promise<LinkCode | undefined>;
  /** The code that a primary offered last, if it holds at `now`. */
  ofPrimary(primaryId: PersonId, now: Instant): Promise<LinkCode | undefined>;
  /** Writes the secondary on a code that holds and that nobody confirmed before; false otherwise. */
  claim(
    code: string,
    secondary: Pick<TypedLinkCode, 'secondaryId' | 'secondary' | 'expiresAt'>,
    now: Instant,
  ): Promise<boolean>;
  remove(code: string): Promise<void>;
  /** Counts a try of an account; false, and not counted, when it had `tries` within the last hour. Survives a restart. */
  mayTry(identity: Identity, tries: number, now: Instant): Promise<boolean>;
  /** Removes the codes that a person made or typed. */
  eraseAll(personId: PersonId): Promise<void>;
  /**
   * Hands a person's entries (only those written by `by`, if told) with their why chains and cards to another person. Each
   * entry changes hands in one write, so that it is never nobody's and never there twice; to be repeated when cut off.
   */
  moveLog(from: PersonId, to: PersonId, by?: readonly Identity[]): Promise<void>;
}

export interface LinkingStores {
  readonly people: PeopleStore;
  readonly members: MemberStore;
  readonly communities: CommunityStore;
  readonly entries: EntryStore;
  readonly checkpoints: CheckpointStore;
  readonly outages: OutageStore;
  readonly deliveries: DeliveryStore;
  readonly links: Pick<LinkStore, 'moveLog'>;
}

export interface Moment {
  readonly now: Instant;
  readonly tzdb: string;
  readonly linkRules: LinkRules;
}
