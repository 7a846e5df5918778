import type { DayRange } from '../calendar/index.ts';
import { type Day, weekdayOf } from '../calendar/index.ts';
import { cadenceOn } from './cadence.ts';
import type { LedgerReason, StreakFacts } from './types.ts';

/** The state of a date, before the fold. */
export interface Standing {
  /** Not before joining, and neither paused, nor a rest day, nor excused. */
  readonly available: boolean;
  /** Available, and its weekday was promised. */
  readonly required: boolean;
  readonly excused: boolean;
  /** It would be asked for if nothing excused it: neither paused nor a rest day, and promised or under a weekly cadence. */
  readonly wouldBeAsked: boolean;
  readonly reason?: LedgerReason;
  /** Under a weekly cadence: the promised number of days a week. */
  readonly times?: number;
  readonly entries: readonly string[];
}

const NO_ENTRIES: readonly string[] = [];

export function isPaused(pauses: readonly DayRange[], day: Day): boolean {
  return pauses.some(({ from, to }) => from <= day && (to === undefined || day <= to));
}

/** Makes a function that gives the state of a date. Make it once for many dates. */
export function standings(facts: StreakFacts): (day: Day) => Standing {
  const rest = new Set(facts.rest);
  return (day) => {
    const entries = facts.logged.get(day) ?? NO_ENTRIES;
    const cadence = cadenceOn(facts.cadence, day);
    const promised = cadence.kind === 'weekdays' && cadence.days.includes(weekdayOf(day));
    // A logged date needs no excuse and is a date like any other (S9 and S11).
    const excuse = entries.length > 0 ? undefined : facts.excused.get(day);
    let reason: LedgerReason | undefined;
    if (day < facts.joined) reason = 'before-joining';
    else if (excuse !== undefined) reason = excuse;
    else if (isPaused(facts.pauses, day)) reason = 'pause';
    else if (rest.has(day)) reason = 'rest';
    const available = reason === undefined;
    if (available && cadence.kind === 'weekly') reason = 'weekly';
    else if (available && !promised) reason = 'not-promised';
    return {
      available,
      required: available && promised,
      excused: excuse !== undefined && reason === excuse,
      wouldBeAsked: (promised || cadence.kind === 'weekly') && !isPaused(facts.pauses, day) && !rest.has(day),
      entries,
      ...(reason === undefined ? {} : { reason }),
      ...(cadence.kind === 'weekly' ? { times: cadence.times } : {}),
    };
  };
}
