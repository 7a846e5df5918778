import type { Day } from '../calendar/index.ts';
import type { LedgerDay, LedgerReason, WeekCount } from './types.ts';

/**
 * What a date did to the streak. 'counted': logged. 'frozen', 'ended': a freeze was used, or a streak ended. 'missed':
 * required and not logged, when there was no streak to end. 'open': today, not logged yet. 'neutral': nothing.
 */
export type DayOutcome = 'counted' | 'frozen' | 'ended' | 'missed' | 'open' | 'neutral';

export interface DayExplanation {
  readonly day: Day;
  readonly outcome: DayOutcome;
  readonly reason?: LedgerReason;
  /** A Sunday may be logged and yet close a week that was not kept. */
  readonly logged: boolean;
  readonly frozen: boolean;
  readonly ended: boolean;
  readonly countBefore: number;
  readonly countAfter: number;
  /** How long the streak was that ended here, this date included; 0 if none did. */
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

/** S12: what happened on a date, as facts to be put into words. `previous`: the date before it, none when it is the first. */
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
