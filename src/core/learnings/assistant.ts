import type { Day } from '../calendar/index.ts';
import type { CommunityId, PersonId } from '../people/index.ts';
import type { WhyAsker } from '../why/index.ts';

/** Why no model asks now, worth a word to the member; said once a day. */
export type BudgetSpent = 'member-budget' | 'community-budget';

export interface AssistantSession {
  /** Absent when the day's budget is spent; the bank then asks. */
  readonly asker?: WhyAsker;
  /** Only the first time in a day. */
  readonly spent?: BudgetSpent;
}

/** A language model that may ask why, where the installation has one. Whether somebody wants it is decided before. */
export interface Assistant {
  /** `day`: the member's own local date. */
  openSession(who: {
    readonly personId: PersonId;
    readonly day: Day;
    readonly communityId?: CommunityId;
  }): Promise<AssistantSession>;
}
