import type { Rules, Services } from '../chat/context.ts';
import type { Messenger } from '../chat/messenger.ts';
import type { Community } from '../core/people/index.ts';
import type { DeliveryKind, DeliveryState, SystemStore } from '../core/reminders/index.ts';
import type { Period } from '../core/roundups/index.ts';

/** What the jobs work with; made by the composition root. */
export interface JobDependencies {
  readonly stores: Omit<Services['stores'], 'system'> & { readonly system: SystemStore };
  readonly rules: Rules;
  readonly messengers: ReadonlyMap<string, Messenger>;
  readonly sign: Services['sign'];
  /** Reads and handles what somebody wrote in their DM while nobody listened. False: it cannot be read now. Never throws. */
  readonly catchUp: (personId: string) => Promise<boolean>;
  /** Counts the reactions to what was shared with a community in a period, until `signal` ends it. Never throws. */
  readonly readReactions: (community: Community, period: Period, signal: AbortSignal) => Promise<void>;
  /** The product's time: the machine's, or the playground's. */
  readonly now: () => number;
  /** The machine's time, for leases and back-off. */
  readonly machineNow: () => number;
  /** Unique for this process. */
  readonly worker: string;
  /** Called when a delivery has ended. */
  readonly ended: (kind: DeliveryKind, state: DeliveryState) => void;
  readonly log: JobLog;
}

export interface JobLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
