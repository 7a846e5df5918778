/**
 * A simulated population and what has to reach it: plain data, to be written to a file and read back.
 * Instants are ISO strings in UTC, dates 'YYYY-MM-DD', times of day and day starts minutes after midnight.
 */
export interface Population {
  readonly seed: number;
  /** Nothing was delivered before; what was due before is not caught up. */
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  readonly people: readonly Person[];
  readonly communities: readonly Community[];
  /** In order, apart from each other. From `from` (inclusive) until `to` (exclusive) the process is down and nobody can act. */
  readonly downtimes: readonly { readonly from: string; readonly to: string }[];
}

export type Cadence =
  | { readonly kind: 'weekdays'; readonly days: readonly number[] }
  | { readonly kind: 'weekly'; readonly target: number };

/**
 * A person as they are at `from`, prompts on. One whose `joinedAt` is later does `/start` then, with this zone and
 * prompt time, everything else by default.
 */
export interface Person {
  readonly id: string;
  readonly community: string;
  readonly zone: string;
  readonly dayStart: number;
  readonly promptTime: number;
  readonly cadence: Cadence;
  readonly nudge: { readonly on: boolean; readonly time: number };
  /** They want a weekly summary. */
  readonly week?: boolean;
  readonly joinedAt: string;
  /** When they last wrote, pressed or commanded something before `from`. */
  readonly recordActivity: string;
  /** Dates with an entry made before `from`. */
  readonly logged: readonly string[];
  readonly rest: readonly string[];
  /** `to` is the last paused date; without it the pause lasts until resumed. */
  readonly pauses: readonly { readonly from: string; readonly to?: string }[];
  readonly dm: 'open' | 'closed';
  /** From then on a closed DM is open. */
  readonly dmOpensAt?: string;
  /** In time order. */
  readonly actions: readonly Action[];
}

export type Button = 'log' | 'snooze' | 'skip' | 'stop';

/**
 * What somebody does. A press is on the newest prompt, nudge or snooze that reached them since `from` and
 * has the button; when none did, it does not happen. `log` is the button and its form, sent off at once as it opens.
 */
export type Deed =
  | { readonly kind: 'log'; readonly daysAgo: number }
  | { readonly kind: 'press'; readonly button: Button }
  | { readonly kind: 'command'; readonly name: 'today' | 'streak' | 'help' }
  | { readonly kind: 'start' | 'stop' | 'resume' }
  | { readonly kind: 'prompt-time'; readonly time: number }
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'day-start'; readonly dayStart: number }
  | { readonly kind: 'cadence'; readonly cadence: Cadence }
  | { readonly kind: 'nudge'; readonly on: boolean }
  | { readonly kind: 'nudge-time'; readonly time: number }
  | { readonly kind: 'rest'; readonly date: string }
  | { readonly kind: 'pause'; readonly until?: string };

export type Action = { readonly at: string } & Deed;

/** Roundups go out if `channel` is chosen. */
export interface Community {
  readonly id: string;
  readonly zone: string;
  readonly channel: boolean;
  readonly roundup: { readonly weekday: number; readonly time: number };
}

export type ReminderKind = 'prompt' | 'nudge' | 'snooze-1' | 'snooze-2' | 'snooze-3' | 'summary';

/** A delivery that must exist in the end; no other may, except such as were dropped unsent. */
export interface Expected {
  /** The person's or the community's id. */
  readonly owner: string;
  readonly kind: ReminderKind | 'roundup';
  /** The scheduled local date; for a roundup the ISO week, as '2027-W12'. */
  readonly key: string;
  readonly dueAt: string;
  readonly outcome: 'sent' | 'missed' | 'parked';
  /** When it is sent, refused or given up: the due instant, or the end of the downtime. */
  readonly at: string;
  /** Sent more than 5 minutes after it was due. */
  readonly late: boolean;
}

/** Settings of the installation. */
export interface Rules {
  readonly lateWindowMinutes: number;
}
