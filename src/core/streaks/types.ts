import type { Day, DayRange } from '../calendar/index.ts';
import type { CadenceChange, ExcuseReason } from '../people/cadence.ts';
import type { StreakEventKind } from '../people/streak-events.ts';

/** Why a date is not required. `weekly`: the week has a target, the date has none. */
export type LedgerReason = ExcuseReason | 'rest' | 'pause' | 'not-promised' | 'weekly' | 'before-joining';

/** Everything that a streak is derived from (S3). */
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

/** What the fold carries from one date to the next. Plain data, so that it can be stored. */
export interface StreakState {
  readonly count: number;
  readonly longest: number;
  /** Steps of freeze progress. */
  readonly progress: number;
  /** The ISO week so far: logged dates, and dates that are neither paused, nor rest days, nor excused. */
  readonly weekDone: number;
  readonly weekAvailable: number;
  /** What happened on the last 30 dates and can be told (S13), in the order of the dates. */
  readonly events: readonly StreakEvent[];
}

/** Something that happened to the streak on a date (S13). */
export interface StreakEvent {
  readonly kind: StreakEventKind;
  readonly day: Day;
  /** The streak after the date; of one that ended, its length. */
  readonly count: number;
  /** Freezes held after the date. */
  readonly held: number;
}

/** A fold of all dates up to `through`, from which another fold can continue. */
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

/** One date of the ledger (S12). */
export interface LedgerDay {
  readonly day: Day;
  /** The date was promised, and no rest day, pause or excuse released it. Always false under a weekly cadence. */
  readonly required: boolean;
  readonly logged: boolean;
  /** A freeze was used: for this date, or on a Sunday for its week. */
  readonly frozen: boolean;
  /** Excused and not logged. */
  readonly excused: boolean;
  /** Why it is not required. An excuse comes before the other reasons. */
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
  /** From joining to today. A continued fold begins on the day after the closed one. */
  readonly days: readonly LedgerDay[];
  /** After each of `days`. */
  readonly states: readonly StreakState[];
  /** After today. */
  readonly state: StreakState;
  readonly current: number;
  readonly longest: number;
  readonly freezes: Freezes;
}
