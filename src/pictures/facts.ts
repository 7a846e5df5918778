/** An integer count of days since 1970-01-01, as in the core's calendar: a date without a zone. */
export type DayNumber = number;

export type Theme = 'light' | 'dark';

/**
 * What a day was:
 * `logged` at least one entry; `frozen` missed and protected by a freeze; `rest` a declared rest day; `pause` inside a
 * pause; `excused` an outage, a shortened date or another reason of ours; `missed` required and not logged; `free` not
 * required and not logged, or still open.
 */
export type DayKind = 'logged' | 'frozen' | 'rest' | 'pause' | 'excused' | 'missed' | 'free';

export interface YearDay {
  readonly day: DayNumber;
  readonly kind: DayKind;
  /** 0 or more; three and more are drawn alike. */
  readonly entries: number;
}

/** A count that the streak reached on a day: 7, 30, 100, 365. Any number may be marked. */
export interface Milestone {
  readonly day: DayNumber;
  readonly count: number;
}

export interface FreezeFacts {
  readonly held: number;
  /** The most that can be held; 0 = freezes are off and the picture does not speak of them. */
  readonly max: number;
  /** Logged days until the next freeze is earned; undefined when as many are held as can be. */
  readonly daysToNext?: number | undefined;
  /** Logged days that earn one freeze, for the ring of progress. */
  readonly daysEach: number;
}

/** The year of one person's streak. It holds no name. */
export interface YearFacts {
  readonly today: DayNumber;
  /** First local date of the person; days before it stay blank. */
  readonly joined: DayNumber;
  /** In any order; days outside the picture are ignored, a day between `joined` and `today` that is absent counts as `free`. */
  readonly days: readonly YearDay[];
  readonly current: number;
  readonly longest: number;
  /** Days logged in the calendar year of `today`. */
  readonly loggedThisYear: number;
  readonly freezes: FreezeFacts;
  readonly milestones: readonly Milestone[];
  /** BCP 47 tag for the names of months and weekdays; English if absent, unknown, or beyond the bundled font. */
  readonly language?: string;
}

/** Somebody who showed up and agreed to be named. */
export interface WeekPerson {
  /** As typed by its owner: any Unicode. */
  readonly name: string;
  /** Entries that the community may see, Monday to Sunday: seven numbers. */
  readonly entries: readonly number[];
}

export interface WeekMilestone {
  readonly name: string;
  readonly count: number;
}

/** The week of a community. Made of entries it may see; says nothing of who was absent. */
export interface WeekFacts {
  /** The Monday the week began. */
  readonly monday: DayNumber;
  /** Name of the community, if it is to be shown. */
  readonly community?: string;
  /** In the order in which they are to be drawn; the first twelve are, the others are counted. */
  readonly people: readonly WeekPerson[];
  /** All who showed up, named or not; at least as many as `people`. */
  readonly totalPeople: number;
  /** Entries of everybody, Monday to Sunday: seven numbers. */
  readonly entriesByDay: readonly number[];
  readonly milestones: readonly WeekMilestone[];
  readonly language?: string;
}
