import type { Day } from '../calendar/index.ts';
import { isMilestone } from './milestones.ts';
import type { Standing } from './standing.ts';
import type { LedgerDay, StreakEvent, StreakState } from './types.ts';

/** How many dates an event can be told for, its own included (S13). */
export const eventDays = 30;

/** What happened on a date (S13). `before`: the state before it. */
export function eventsOf(
  date: Omit<LedgerDay, 'entries' | 'backdated'>,
  before: Pick<StreakState, 'count'> & { readonly held: number },
  { wouldBeAsked }: Pick<Standing, 'wouldBeAsked'>,
): readonly StreakEvent[] {
  const { day, count, held, logged, frozen, ended, open } = date;
  const lost = before.count + (logged ? 1 : 0);
  const isNews: Readonly<Record<StreakEvent['kind'], boolean>> = {
    'freeze-used': frozen,
    'streak-ended': ended,
    'date-excused': date.excused && date.reason === 'outage' && wouldBeAsked && !open && count > 0,
    'freeze-earned': held + (frozen ? 1 : 0) > before.held,
    milestone: logged && isMilestone(count),
  };
  return (Object.keys(isNews) as StreakEvent['kind'][])
    .filter((kind) => isNews[kind])
    .map((kind) => ({ kind, day, count: kind === 'streak-ended' ? lost : count, held }));
}

/** The events that can still be told on `day`, with those of `day`. */
export function recentEvents(
  events: readonly StreakEvent[],
  ofDay: readonly StreakEvent[],
  day: Day,
): readonly StreakEvent[] {
  const isOver = (event: StreakEvent) => day - event.day >= eventDays;
  if (ofDay.length === 0 && !events.some(isOver)) return events;
  return [...events.filter((it) => !isOver(it)), ...ofDay];
}
