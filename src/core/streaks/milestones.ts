import type { Day } from '../calendar/index.ts';
import type { LedgerDay } from './types.ts';

/** Days in a row that are celebrated, the same everywhere; from a year on, each full year (S14). */
const first: readonly number[] = [7, 14, 30, 50, 100, 200];
const year = 365;

export const isMilestone = (count: number): boolean =>
  first.includes(count) || (count > 0 && count % year === 0);

/** The milestones from the first one to `count`, ascending. */
export const milestonesUpTo = (count: number): readonly number[] => [
  ...first.filter((it) => it <= count),
  ...Array.from({ length: Math.max(0, Math.floor(count / year)) }, (_, index) => year * (index + 1)),
];

export const nextMilestone = (count: number): number =>
  first.find((it) => it > count) ?? year * (Math.floor(Math.max(0, count) / year) + 1);

/** A streak on the date on which it reached a milestone. */
export interface ReachedMilestone {
  readonly count: number;
  readonly reached: Day;
  /** The first date of the run. */
  readonly began: Day;
  /** On its way. */
  readonly freezesUsed: number;
}

/** The latest milestone of a ledger, or the latest of `count` days; undefined where none was reached. */
export function reachedMilestone(days: readonly LedgerDay[], count?: number): ReachedMilestone | undefined {
  const at = days.findLastIndex(
    (it) => it.logged && (count === undefined ? isMilestone(it.count) : it.count === count),
  );
  const reached = days[at];
  if (!reached) return undefined;
  const before = days.slice(0, at).findLastIndex((it) => it.count === 0);
  const run = days.slice(before + 1, at + 1);
  return {
    count: reached.count,
    reached: reached.day,
    began: run.find((it) => it.logged)?.day ?? reached.day,
    freezesUsed: run.filter((it) => it.frozen).length,
  };
}
