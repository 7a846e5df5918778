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
  /** The streak after this day; a logged day whose count is one of the milestones gets a star. */
  readonly count?: number;
}

interface FreezeFacts {
  readonly held: number;
  /** The most that can be held; 0 = freezes are off and the picture does not speak of them. */
  readonly max: number;
  /** Days to log until the next freeze; 0 or undefined when no more can be held. */
  readonly daysToNext?: number | undefined;
  /** Steps of progress in all, those of the held freezes among them (S5): how far the ring of the next one is closed. */
  readonly progress?: number;
}

/** The year of one person's streak. It holds no name. */
export interface YearFacts {
  readonly today: DayNumber;
  /** In any order, one for each day from joining to today. A day that is absent counts as `free`. */
  readonly days: readonly YearDay[];
  readonly current: number;
  readonly longest: number;
  readonly freezes: FreezeFacts;
  /** First local date of the person; the earliest of `days` if absent. Days before it stay blank. */
  readonly joined?: DayNumber;
  /** Days logged in the calendar year of `today`; counted from `days` if absent. */
  readonly loggedThisYear?: number;
  /** Counts that get a star; 7, 30, 100 and 365 if absent. */
  readonly milestones?: readonly number[];
  /** BCP 47 tag for the names of months and weekdays; English if absent, unknown, or beyond the bundled font. */
  readonly language?: string;
}

/** Somebody who showed up and agreed to be named. */
export interface WeekPerson {
  /** As typed by its owner: any Unicode. */
  readonly name: string;
  /** Entries that the community may see, one number for each date. */
  readonly entries: readonly number[];
}

interface WeekMilestone {
  readonly name: string;
  readonly count: number;
}

/** The roundup of a community. Made of entries it may see; says nothing of who was absent. */
export interface WeekFacts {
  /** The first date. A week from Sunday evening to Sunday evening has eight. */
  readonly first: DayNumber;
  /** Name of the community, if it is to be shown. */
  readonly community?: string;
  /** In the order in which they are to be drawn; the first twelve are, the others are counted. */
  readonly people: readonly WeekPerson[];
  /** All who showed up, named or not; at least as many as `people`. */
  readonly totalPeople: number;
  /** Entries of everybody, one number for each date from `first` on: as many as there are dates, 1 to 16. */
  readonly entriesByDay: readonly number[];
  readonly milestones: readonly WeekMilestone[];
  readonly language?: string;
}
