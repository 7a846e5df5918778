import type { Day } from '../calendar/index.ts';

/** What a person promised (S6). */
export type Cadence =
  /** ISO weekdays 1 to 7, at least one, ascending. */
  | { readonly kind: 'weekdays'; readonly days: readonly number[] }
  /** On how many days of an ISO week, 1 to 7. */
  | { readonly kind: 'weekly'; readonly times: number };

export interface CadenceChange {
  readonly from: Day;
  readonly cadence: Cadence;
}

export type ExcuseReason = 'short-day' | 'outage';
