import type { Day, DayRange } from '../calendar/index.ts';
import type { CadenceChange, ExcuseReason } from '../people/cadence.ts';

/** Why a date asks for nothing. 'weekly': its week asks, not the date. */
export type LedgerReason = ExcuseReason | 'rest' | 'pause' | 'not-promised' | 'weekly' | 'before-joining';

/** All that a streak is derived from (S3). */
export interface StreakFacts {
  /** The local date of the first joining; no earlier one counts. */
  readonly joined: Day;
  readonly today: Day;
  /** Ascending, never empty; the first one also holds for the dates before it. */
  readonly cadence: readonly CadenceChange[];
  readonly rest: readonly Day[];
  readonly pauses: readonly DayRange[];
  /** Dates that are excused if not logged (S9 and S11). */
  readonly excused: ReadonlyMap<Day, ExcuseReason>;
  /** Entry ids by date. */
  readonly logged: ReadonlyMap<Day, readonly string[]>;
  /** Ids of the entries that were backdated (S7). */
  readonly backdated?: ReadonlySet<string>;
}

/** Settings of the installation (S5): 7 steps a freeze and 2 held at most, unless it says otherwise. */
export interface FreezeRules {
  readonly stepsPerFreeze: number;
  readonly maxHeld: number;
}

/** What the fold carries from one date to the next. Plain numbers, so that it can be stored. */
export interface StreakState {
  readonly count: number;
  readonly longest: number;
  /** Steps of freeze progress. */
  readonly progress: number;
  /** Of the ISO week so far: dates logged, and dates neither paused, rested nor excused. */
  readonly weekDone: number;
  readonly weekAvailable: number;
}

/** A fold that goes no further than `through`, to go on from. */
export interface ClosedStreak {
  readonly through: Day;
  readonly state: StreakState;
}

/** A week under a weekly cadence. `target` is the smaller of `times` and `available`. */
export interface WeekCount {
  readonly times: number;
  readonly available: number;
  readonly target: number;
  readonly done: number;
}

/** One date of the account that explains a streak (S12). */
export interface LedgerDay {
  readonly day: Day;
  /** The date itself was promised and nothing released from it. Never so under a weekly cadence. */
  readonly required: boolean;
  readonly logged: boolean;
  /** A freeze was used: for this date, or on a Sunday for its week. */
  readonly frozen: boolean;
  /** Excused and not logged. */
  readonly excused: boolean;
  /** Why it is not required; an excuse goes before the other reasons. */
  readonly reason?: LedgerReason;
  /** A streak ended here: for this date, or on a Sunday for its week. */
  readonly ended: boolean;
  /** It still lasts, and breaks nothing. */
  readonly open: boolean;
  /** After this date. */
  readonly count: number;
  readonly progress: number;
  /** Freezes held after this date. */
  readonly held: number;
  readonly entries: readonly string[];
  /** One of its entries was backdated. */
  readonly backdated: boolean;
  /** Under a weekly cadence, on Sundays and today: the week so far. */
  readonly week?: WeekCount;
}

export interface Freezes {
  readonly held: number;
  readonly max: number;
  readonly progress: number;
  /** Days to log until the next freeze; 0 when no more can be held. */
  readonly daysToNext: number;
}

export interface StreakFold {
  /** From joining, or from the day after the one that the fold went on from, to today. */
  readonly days: readonly LedgerDay[];
  /** After each of `days`. */
  readonly states: readonly StreakState[];
  /** After today. */
  readonly state: StreakState;
  readonly current: number;
  readonly longest: number;
  readonly freezes: Freezes;
}
