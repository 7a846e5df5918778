import type { StreakFacts } from '../streaks/index.ts';
import type { Entry } from './types.ts';

/** The facts as they would be without an entry, to say what a deletion would do before it is done (S8). */
export function factsWithout(facts: StreakFacts, entry: Pick<Entry, 'id' | 'day'>): StreakFacts {
  const logged = new Map(facts.logged);
  const rest = (logged.get(entry.day) ?? []).filter((id) => id !== entry.id);
  if (rest.length > 0) logged.set(entry.day, rest);
  else logged.delete(entry.day);
  return { ...facts, logged };
}
