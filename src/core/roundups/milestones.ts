import { type Day, dayAt } from '../calendar/index.ts';
import type { SharedEntry } from '../log/ports.ts';
import type { Person } from '../people/types.ts';
import { type FreezeRules, foldStreak, type LedgerDay, milestonesUpTo } from '../streaks/index.ts';
import type { Period } from './period.ts';

/**
 * The milestones (S14) that somebody reached in a period by what they shared, the longest first. A run reaches one at the instant
 * at which the entry was written that made it so long. That instant lies in one period, so each milestone stands in one
 * roundup (R33).
 */
export function milestonesIn(
  person: Person,
  shared: readonly SharedEntry[],
  { from, to }: Period,
  freezes: FreezeRules,
): readonly number[] {
  const foldBefore = (instant: number): readonly LedgerDay[] => {
    const written = shared.filter((it) => it.at < instant);
    return foldStreak(sharedFacts(person, dayAt(person.clocks, to), written), freezes).days;
  };
  const earlier = new Map(foldBefore(from).map((it) => [it.day, it.count]));
  return runs(foldBefore(to))
    .flatMap((run) => {
      const had = Math.max(...run.map((it) => earlier.get(it.day) ?? 0));
      const has = Math.max(...run.map((it) => it.count));
      return milestonesUpTo(has).filter((it) => had < it);
    })
    .sort((a, b) => b - a);
}

/** The days of each run: from its first logged day to the day before it ends. */
function runs(days: readonly LedgerDay[]): readonly (readonly LedgerDay[])[] {
  const found: LedgerDay[][] = [];
  let previous = 0;
  for (const day of days) {
    if (day.count > 0 && previous === 0) found.push([]);
    if (day.count > 0) found.at(-1)?.push(day);
    previous = day.count;
  }
  return found;
}

/** The facts of a streak as a community may see it: shared entries, nothing else of theirs that is private. */
export function sharedFacts(person: Person, today: Day, shared: readonly SharedEntry[]) {
  const logged = new Map<Day, string[]>();
  for (const { day, id } of shared) logged.set(day, [...(logged.get(day) ?? []), id]);
  return {
    joined: Math.min(person.joinedDay, ...logged.keys()),
    today: Math.max(today, ...logged.keys()),
    cadence: person.cadence,
    rest: person.rest,
    pauses: person.pauses,
    excused: new Map(),
    logged,
  };
}
