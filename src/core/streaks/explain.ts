import type { Day } from '../calendar/index.ts';
import type { LedgerDay, LedgerReason, WeekCount } from './types.ts';

/**
 * What a date did to the streak. `counted`: it was logged. `frozen`: it used a freeze. `ended`: a streak ended. `missed`: it was
 * required and not logged, and there was no streak to end. `open`: it is today and not logged yet. `neutral`: nothing.
 */
export type DayOutcome = 'counted' | 'frozen' | 'ended' | 'missed' | 'open' | 'neutral';

export interface DayExplanation {
  readonly day: Day;
  readonly outcome: DayOutcome;
  readonly reason?: LedgerReason;
  /** A logged Sunday can still close a week below its target. */
  readonly logged: boolean;
  readonly frozen: boolean;
  readonly ended: boolean;
  readonly countBefore: number;
  readonly countAfter: number;
  /** The length of the streak that ended here, this date included; 0 if none ended. */
  readonly lost: number;
  readonly freezesBefore: number;
  readonly freezesAfter: number;
  readonly freezeEarned: boolean;
  readonly entries: readonly string[];
  readonly backdated: boolean;
  readonly week?: WeekCount;
}

function outcomeOf(day: LedgerDay): DayOutcome {
  if (day.frozen) return 'frozen';
  if (day.ended) return 'ended';
  if (day.logged) return 'counted';
  if (day.open) return day.required || day.reason === 'weekly' ? 'open' : 'neutral';
  return day.required ? 'missed' : 'neutral';
}

/** S12: what happened on a date, as facts. `previous`: the date before it; absent for the first date. */
export function explainDay(ledgerDay: LedgerDay, previous: LedgerDay | undefined): DayExplanation {
  const countBefore = previous?.count ?? 0;
  const freezesBefore = previous?.held ?? 0;
  const { day, reason, week, logged, frozen, ended, entries, backdated } = ledgerDay;
  return {
    day,
    outcome: outcomeOf(ledgerDay),
    ...(reason === undefined ? {} : { reason }),
    logged,
    frozen,
    ended,
    countBefore,
    countAfter: ledgerDay.count,
    lost: ended ? countBefore + (logged ? 1 : 0) : 0,
    freezesBefore,
    freezesAfter: ledgerDay.held,
    freezeEarned: ledgerDay.held + (frozen ? 1 : 0) > freezesBefore,
    entries,
    backdated,
    ...(week === undefined ? {} : { week }),
  };
}
