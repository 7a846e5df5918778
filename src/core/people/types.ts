import type { ClockHistory, Day, DayRange, Instant } from '../calendar/index.ts';
import type { CommunityId, PersonId } from '../ids.ts';
import type { CadenceChange, ExcuseReason } from './cadence.ts';
import type { Feature } from './features.ts';
import type { KeptStep } from './set-up.ts';
import type { ToldEvents } from './streak-events.ts';

export type Audience = 'private' | 'community';

/** An account on a platform. `team` is the Slack workspace; Discord and the playground have none. */
export interface Identity {
  readonly platform: string;
  readonly team?: string;
  readonly user: string;
}

/** Where a person's DMs go. `closedAt`: the platform said that it is closed; nothing is tried until they return. */
export interface DmAddress {
  readonly platform: string;
  readonly team?: string;
  readonly channel: string;
  readonly closedAt?: Instant;
  /** They were told that it is closed. */
  readonly told?: boolean;
}

/** Why prompts are silent: never started, stopped by the person, or silent after a long time without an answer. */
export type PromptState = 'not-started' | 'on' | 'stopped' | 'silent';

export interface NudgeSetting {
  readonly on: boolean;
  /** Minutes after midnight, local. */
  readonly time: number;
}

/** A fix to be asked about from a local date on: whether it held. */
export interface FollowUp {
  readonly entryId: string;
  readonly day: Day;
  /** The delivery in which the question rides. */
  readonly by?: string;
}

/** An entry that was saved while the answer did not get through; `certain`: it was not shown. */
export interface Undelivered {
  readonly entryId: string;
  readonly certain: boolean;
}

/** The settings of a person, a member or a community that have no field of their own, by name (src/settings). */
export type ChosenSettings = Readonly<Record<string, string | number | boolean>>;

export interface LearningSettings {
  /** The daily prompt says how many cards are due. */
  readonly cardsInPrompt: boolean;
  /** A language model may ask why; nothing is sent to it without this. */
  readonly assistant: boolean;
}

/** One learner. Everything about days is in their own local dates (docs/streaks.md). */
export interface Person {
  readonly id: PersonId;
  readonly identities: readonly Identity[];
  /** First joining; no date before its local date counts. */
  readonly joinedAt: Instant;
  readonly joinedDay: Day;
  readonly clocks: ClockHistory;
  /** False until they choose a zone; the first choice applies at once and re-dates (S9). */
  readonly zoneChosen: boolean;
  readonly cadence: readonly CadenceChange[];
  readonly rest: readonly Day[];
  readonly pauses: readonly DayRange[];
  /** Minutes after midnight, local; a change keeps today's prompt at the time it had (`promptChanges`). */
  readonly promptTime: number;
  readonly nudge: NudgeSetting;
  readonly prompts: PromptState;
  readonly dm?: DmAddress;
  /** BCP 47 tag in which dates are written, as 'en-GB'. */
  readonly language: string;
  /** "Skip today" silences this date and no other. */
  readonly skippedDay?: Day;
  /** The last local date on which they wrote, pressed or commanded something. */
  readonly lastActiveDay: Day;
  /** No prompt earlier than this date: a prompt time that was moved into the past starts tomorrow. */
  readonly promptsFrom: Day;
  /** Snoozes asked for: the date they belong to and when each is due; null: forgotten by a stop, its number stays used. */
  readonly snoozes?: { readonly day: Day; readonly at: readonly (Instant | null)[] };
  /** Fixes that are asked about in a later message. */
  readonly followUps?: readonly FollowUp[];
  /** The delivery that offered a weekly summary. */
  readonly weekOffered?: string;
  /** What they were not told of, for want of an answer that got through: said in the next one. */
  readonly undelivered?: readonly Undelivered[];
  /** What they wrote in their DMs up to this instant was read. */
  readonly typedReadTo?: Instant;
  /** Which events of their streak they were told of. */
  readonly streakEvents?: ToldEvents;
  /** What they want of the learning log; absent: nothing beyond the commands. */
  readonly learning?: LearningSettings;
  readonly chosen?: ChosenSettings;
  /** The entry whose copy a channel refused last; they are told in their next answer. */
  readonly shareRefused?: string;
  /** The key of a picture that a channel did not take; they are told in their next answer. */
  readonly pictureRefused?: string;
  /** Other accounts' persons that are one with this one (docs/linking.md). */
  readonly links?: Links;
  /** The person that this one is linked to. Until `unlink` this document is not used, and keeps what was its own. */
  readonly linkedTo?: PersonId;
  /** The next instant at which a reminder may be due; absent: none is. */
  readonly dueAt?: Instant;
  /** The tz database under which `dueAt` was computed. */
  readonly tzdb?: string;
  /** Rises with every write; a write with an old version is refused. */
  readonly version: number;
}

export interface CommunityDefaults {
  readonly promptTime: number;
  readonly audience: Audience;
}

/** A Discord server, a Slack workspace or the playground. */
export interface Community {
  readonly id: CommunityId;
  readonly platform: string;
  /** The server's or workspace's id on the platform. */
  readonly external: string;
  readonly name: string;
  readonly zone: string;
  /** The channel that an organiser chose for shared entries, and for roundups unless these have one of their own. */
  readonly channel?: string;
  /** Roundups' own channel; absent: they go where shared entries go (R46). */
  readonly roundupChannel?: string;
  /** ISO weekday and minutes after midnight, in the community's zone. */
  readonly roundup: { readonly on: boolean; readonly weekday: number; readonly time: number };
  readonly defaults: CommunityDefaults;
  /** Organisers want no language model to ask why here. */
  readonly assistantOff?: boolean;
  readonly chosen?: ChosenSettings;
  /** What organisers switched on; absent: they never switched anything. */
  readonly features?: readonly Feature[];
  /** What organisers decided or did once, for their checklist. */
  readonly setUp?: readonly KeptStep[];
  /** Accounts that organisers named beside the platform's own. */
  readonly organisers: readonly string[];
  readonly joinedAt: Instant;
  /** Set when the bot was removed; 30 days later the community's own data is erased. */
  readonly removedAt?: Instant;
  /** Nobody was welcomed here yet: the first organiser who uses a command is. */
  readonly welcomeOwed?: boolean;
  /** Something could not be posted for want of this, in the platform's words; organisers are told at their next command. */
  readonly cannotPost?: string;
  /** The channel in which that was. */
  readonly cannotPostIn?: string;
  /** Its channel refused copies of shared entries; they follow when it takes messages again. */
  readonly sharesRefused?: boolean;
  readonly dueAt?: Instant;
  readonly tzdb?: string;
  readonly version: number;
}

/** A person's belonging to a community. */
export interface Member {
  readonly communityId: CommunityId;
  readonly personId: PersonId;
  readonly joinedAt: Instant;
  /** How the platform shows them there; absent while it has not said. */
  readonly displayName?: string;
  readonly audience: Audience;
  /** Whether they chose an audience themselves (asked once). */
  readonly audienceChosen: boolean;
  readonly inRoundup: boolean;
  readonly inLeaderboard: boolean;
  readonly chosen?: ChosenSettings;
}

/** The settings that `link` merges and `unlink` separates. All others are always the primary's. */
export type SharedSettings = Pick<
  Person,
  | 'joinedAt'
  | 'joinedDay'
  | 'rest'
  | 'pauses'
  | 'promptTime'
  | 'nudge'
  | 'prompts'
  | 'dm'
  | 'skippedDay'
  | 'followUps'
  | 'chosen'
>;

export interface ExcusedDay {
  readonly day: Day;
  readonly reason: ExcuseReason;
}

/** A person as they were before the first link. */
export interface OwnSide {
  readonly settings: SharedSettings;
  readonly zoneChosen: boolean;
  /** The dates that were excused for them then, by their own platforms and clocks. */
  readonly excused: readonly ExcusedDay[];
}

/**
 * `joining`: agreed on, and its log may be on the way; `joined`; `parting`: on the way back. Whoever meets an open one
 * finishes it first (`finishLinks`).
 */
export type LinkState = 'joining' | 'joined' | 'parting';

/** A person who is linked to another one. Their own document is not used meanwhile, and keeps their settings. */
export interface LinkedSide {
  readonly personId: PersonId;
  readonly identities: readonly Identity[];
  /** How the account is shown; absent where no name is known. */
  readonly name?: string;
  readonly state: LinkState;
  readonly joinedDay: Day;
  readonly excused: readonly ExcusedDay[];
  /** Memberships at the time of linking: theirs, and the primary's in the same communities. */
  readonly members: { readonly theirs: readonly Member[]; readonly mine: readonly Member[] };
}

export interface Links {
  /** How the primary's own account is shown; absent where no name is known. */
  readonly name?: string;
  /** Absent until the first side has joined. */
  readonly own?: OwnSide;
  readonly sides: readonly LinkedSide[];
}

export type { CommunityId, PersonId } from '../ids.ts';
