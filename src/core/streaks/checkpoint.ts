import type { Day } from '../calendar/index.ts';
import type { ClosedStreak, StreakFold } from './types.ts';

/**
 * The last date that no new entry can reach, backdated or not (S7). A fold that is closed through it stays right until an older
 * entry is deleted. There is none before joining; `closeThrough` handles that.
 */
export function checkpointDay(today: Day, backdateWindow: number): Day {
  return today - backdateWindow - 1;
}

/**
 * The state of the fold after `day`, from which another fold can continue. Undefined if the fold does not hold that date, or
 * the date still lasts.
 */
export function closeThrough(fold: StreakFold, day: Day): ClosedStreak | undefined {
  const first = fold.days[0];
  if (first === undefined) return undefined;
  const index = day - first.day;
  const state = fold.states[index];
  return state === undefined || fold.days[index]?.open ? undefined : { through: day, state };
}
