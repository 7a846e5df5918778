/** An integer count of days since 1970-01-01, as in the core's calendar: a date without a zone. */
export type DayNumber = number;

export type Theme = 'light' | 'dark';

/** `wide`: for a chat. `square`: for everywhere else. */
export type Shape = 'wide' | 'square';

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

/** What every picture of one person may carry beside its facts. */
export interface Signed {
  /** As typed by its owner: any Unicode. Absent: the picture names nobody. */
  readonly name?: string | undefined;
  /** The community's name, if its member agreed to that. */
  readonly community?: string | undefined;
  /** BCP 47 tag for the names of months and weekdays; English if absent, unknown, or beyond the bundled font. */
  readonly language?: string;
}

/** The year of one person's streak. */
export interface YearFacts extends Signed {
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
  /** Counts that get a star, ascending; those ahead of `current` too. */
  readonly milestones: readonly number[];
}

/** One calendar month of one person. */
export interface MonthFacts extends Signed {
  /** Any day of the month. */
  readonly month: DayNumber;
  readonly today: DayNumber;
  /** As in `YearFacts`; days of other months are ignored. */
  readonly days: readonly YearDay[];
  readonly joined?: DayNumber;
  readonly milestones: readonly number[];
}

/** One calendar year of one person, day by day. */
export interface RecapFacts extends Signed {
  readonly year: number;
  readonly today: DayNumber;
  /** As in `YearFacts`; days of other years are ignored. */
  readonly days: readonly YearDay[];
  readonly joined?: DayNumber;
  readonly milestones: readonly number[];
}

/** A streak that reached a milestone. */
export interface MilestoneFacts extends Signed {
  /** Days in a row: one of the milestones. */
  readonly count: number;
  /** The date on which it was reached, and the one on which the streak began. */
  readonly reached: DayNumber;
  readonly began: DayNumber;
  /** Freezes that the streak used on its way. */
  readonly freezesUsed: number;
  /** The next milestone. */
  readonly next: number;
}

/** Somebody who showed up and agreed to be named. */
export interface WeekPerson {
  /** As typed by its owner: any Unicode. */
  readonly name: string;
  /** What they did, in their own words; absent where they left none. */
  readonly moment?: string | undefined;
  /** The longest streak that they reached in this time. */
  readonly milestone?: number | undefined;
}

/** The most instructive thing that broke. */
export interface WeekBug {
  readonly name: string;
  readonly title: string;
  readonly cause: string;
  readonly fix?: string | undefined;
}

export interface WeekNumbers {
  readonly entries: number;
  readonly people: number;
}

/** The roundup of a community as a story. Made of entries it may see; says nothing of who was absent. */
export interface WeekFacts {
  readonly first: DayNumber;
  readonly last: DayNumber;
  /** Name of the community, if it is to be shown. */
  readonly community?: string;
  /** In the order in which they are to be drawn, each with one moment; those without room are counted. */
  readonly people: readonly WeekPerson[];
  /** What stands at the top, by one who is not in `people`. */
  readonly highlight?: WeekPerson | undefined;
  readonly bug?: WeekBug | undefined;
  /** Sums, where enough people shared something that they say nothing of one of them. */
  readonly numbers?: WeekNumbers | undefined;
  /** The same of the time before, of equal length. */
  readonly before?: WeekNumbers | undefined;
  readonly language?: string;
}
