import type { Instant } from '../calendar/index.ts';
import type { EntryStore } from '../log/ports.ts';
import type { CommunityStore, MemberStore, PeopleStore } from '../people/ports.ts';
import type { DmAddress, Identity, PersonId } from '../people/types.ts';
import type { DeliveryStore } from '../reminders/ports.ts';
import type { CheckpointStore, OutageStore } from '../streaks/ports.ts';
import type { LinkRules } from './rules.ts';

/** How an account is shown to the other side. */
export interface LinkAccount {
  readonly identity: Identity;
  /** Absent if the platform has not said it. */
  readonly name?: string;
  /** The server or workspace in which the account typed. */
  readonly place?: string;
  /** Its DM, if it could be opened. */
  readonly dm?: DmAddress;
}

/** A code on its way from the account that made it to the account that types it. */
export interface LinkCode {
  readonly code: string;
  readonly primaryId: PersonId;
  readonly primary: LinkAccount;
  /** Until when it can be typed. After it was confirmed: until when the primary can answer. */
  readonly expiresAt: Instant;
  readonly secondaryId?: PersonId;
  readonly secondary?: LinkAccount;
}

export type TypedLinkCode = Required<LinkCode>;

export interface LinkStore {
  /** Saves a code, which replaces its primary's earlier ones. False if another person has the same code. */
  offer(code: LinkCode): Promise<boolean>;
  /** A code that is valid at `now`. */
  find(code: string, now: Instant): Promise<LinkCode | undefined>;
  /** A primary's latest code, if it is valid at `now`. */
  ofPrimary(primaryId: PersonId, now: Instant): Promise<LinkCode | undefined>;
  /** Sets the secondary of a code that is valid and not confirmed. False otherwise. */
  claim(
    code: string,
    secondary: Pick<TypedLinkCode, 'secondaryId' | 'secondary' | 'expiresAt'>,
    now: Instant,
  ): Promise<boolean>;
  remove(code: string): Promise<void>;
  /** Counts a try of an account. False, without counting, if it had `tries` within the last hour. The count outlives a restart. */
  mayTry(identity: Identity, tries: number, now: Instant): Promise<boolean>;
  /** Deletes the codes that a person made or typed. */
  eraseAll(personId: PersonId): Promise<void>;
  /**
   * Moves a person's entries, with their why chains and cards, to another person; with `by`, only those that these identities wrote.
   * Each entry moves in one write, so it always has exactly one owner. It can be repeated after a crash.
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
