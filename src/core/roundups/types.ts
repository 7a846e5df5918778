import type { Day } from '../calendar/index.ts';
import type { Entry } from '../log/types.ts';

/** Somebody who shared something in the period and is in the roundup. */
export interface Participant {
  readonly personId: string;
  /** Absent while the platform has not said it. */
  readonly name?: string | undefined;
  /** Local dates with shared entries. */
  readonly days: number;
  readonly entries: number;
}

export interface Milestone {
  readonly personId: string;
  readonly name?: string | undefined;
  readonly days: number;
}

/** What a community's week looked like, made from shared entries of consenting members alone. It never says who did not show up. */
export interface WeekFacts {
  /** The calendar dates of the period in the community's zone; those of a week from Sunday to Sunday are eight. */
  readonly first: Day;
  readonly last: Day;
  /** By days shown up, then by name. */
  readonly participants: readonly Participant[];
  readonly entries: number;
  readonly minutes: number;
  readonly milestones: readonly Milestone[];
  /** What was built: one entry a person, the most cheered first. */
  readonly built: readonly Highlight[];
  /** The most instructive pain points: those with words on cause or fix, the most cheered first. */
  readonly learned: readonly Highlight[];
  /** Errors that several people hit. */
  readonly common: readonly CommonError[];
  /** What each of the participants did, in their order; without those who left no words. */
  readonly moments: readonly Highlight[];
  /** The most instructive pain point of which the cause is known. */
  readonly bug?: Highlight;
  /** The time before, of equal length; absent while the bot was not there for all of it. */
  readonly before?: WeekNumbers;
}

/** Sums over everybody. */
export interface WeekNumbers {
  readonly entries: number;
  readonly people: number;
}

/** An error of one cause that several people shared; nobody is named. */
export interface CommonError {
  /** Its code, or the line that says what went wrong. */
  readonly name: string;
  readonly people: number;
  /** The latest cause that one of them wrote down. */
  readonly cause?: string;
}

export interface Highlight {
  readonly name?: string | undefined;
  readonly entry: Entry;
}
