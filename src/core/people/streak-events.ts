import type { Day } from '../calendar/index.ts';

/** What happens to a streak and is told once (S13). */
export type StreakEventKind = 'freeze-used' | 'streak-ended' | 'date-excused' | 'freeze-earned' | 'milestone';

/** The key of an event that was told; with its person it is unique. */
export interface ToldEvent {
  readonly kind: StreakEventKind;
  readonly day: Day;
  /** The message that tells it: a delivery's id, or an interaction's. Absent: it was told for good. */
  readonly by?: string;
}

/** What a person was told of their streak's events. */
export interface ToldEvents {
  /** What happened on earlier dates is not told. */
  readonly from?: Day;
  readonly told: readonly ToldEvent[];
}
