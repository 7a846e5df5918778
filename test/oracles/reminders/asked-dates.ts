import { addDays, datesBetween, weekdayOf, weekOf } from './dates.ts';
import { boundsOf, hour, type Instant, minute } from './local-time.ts';
import { cadenceOn, isSilenced, type PersonState } from './person-state.ts';
import type { Span } from './simulated-time.ts';

/** Not logged, and either short or lost to an outage (S9 and S11). */
function isExcused(state: PersonState, date: string, downtimes: readonly Span[]): boolean {
  if (state.logged.has(date)) return false;
  const { start, end } = boundsOf(state.clocks, date);
  if (end - start < 12 * hour) return true;
  const outages = downtimes.filter((it) => it.to - it.from > 5 * minute);
  const lost = (from: Instant) =>
    outages.reduce((sum, it) => sum + Math.max(0, Math.min(it.to, end) - Math.max(it.from, from)), 0);
  return lost(end - 2 * hour) >= 30 * minute || lost(start) >= 6 * hour;
}

/** How many dates are still to be logged in the ISO week, and how many are left for it, `date` included (R9 and R16). */
export function weekAhead(
  state: PersonState,
  date: string,
  target: number,
  downtimes: readonly Span[],
): { needed: number; left: number } {
  const week = weekOf(date);
  const open = week.filter((it) => it >= state.joined && !isSilenced(state, it));
  const counting = open.filter((it) => it >= date || !isExcused(state, it, downtimes));
  const done = week.filter((it) => state.logged.has(it)).length;
  return {
    needed: Math.min(target, counting.length) - done,
    left: open.filter((it) => it >= date).length,
  };
}

/** R7, for a date without an entry. Excuses do not matter (R8). */
export function isRequired(state: PersonState, date: string, downtimes: readonly Span[]): boolean {
  if (date < state.joined || isSilenced(state, date)) return false;
  const cadence = cadenceOn(state, date);
  if (cadence.kind === 'weekdays') return cadence.days.includes(weekdayOf(date));
  return weekAhead(state, date, cadence.target, downtimes).needed > 0;
}

/** R21: how often somebody is asked on `date`, given how long they have not answered. */
export function frequency(
  state: PersonState,
  date: string,
  downtimes: readonly Span[],
): 'daily' | 'weekly' | 'never' {
  if (date <= state.lastAnswered) return 'daily';
  const asked = datesBetween(addDays(state.lastAnswered, 1), date).filter((it) =>
    isRequired(state, it, downtimes),
  );
  const unanswered = asked.filter((it) => it < date);
  if (unanswered.length < 7) return 'daily';
  let last = unanswered[6]!;
  for (let prompt = 1; prompt <= 4; prompt++) {
    const next = asked.find((it) => it >= addDays(last, 7));
    if (next === undefined) return 'never';
    if (next === date) return 'weekly';
    last = next;
  }
  return 'never';
}
