import type { Day } from '../calendar/index.ts';
import type { ClosedStreak, StreakFold } from './types.ts';

/**
 * The last date that a new entry can no longer reach, backdated or not (S7): a fold closed through it stays right
 * until something older is deleted. Before joining there is none; `closeThrough` tells.
 */
export function checkpointDay(today: Day, backdateWindow: number): Day {
  return today - backdateWindow - 1;
}

/**
 * The fold as it stood after `day`, to go on from. Undefined when the fold does not hold that date, or when that date
 * still lasts.
 */
export function closeThrough(fold: StreakFold, day: Day): ClosedStreak | undefined {
  const first = fold.days[0];
  if (first === undefined) return undefined;
  const index = day - first.day;
  const state = fold.states[index];
  return state === undefined || fold.days[index]?.open ? undefined : { through: day, state };
}
