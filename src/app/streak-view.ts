import { formatDay } from '../core/calendar/index.ts';
import type { Person } from '../core/people/index.ts';
import { cadenceOn } from '../core/streaks/index.ts';
import type { Streak } from '../core/streaks/read.ts';
import type { StreakView } from '../web/ports.ts';

/** A ledger as the playground's interface shows it. */
export function streakView(streak: Streak, person: Person): StreakView {
  const { held, max, daysToNext } = streak.freezes;
  return {
    current: streak.current,
    longest: streak.longest,
    freezes: { held, max, daysToNext },
    cadence: cadenceOn(person.cadence, streak.today),
    days: streak.days.map((it) => ({
      date: formatDay(it.day),
      required: it.required,
      logged: it.logged,
      frozen: it.frozen,
      excused: it.excused,
      reason: it.reason ?? null,
      entries: it.entries,
    })),
  };
}
