import type { Instant } from '../calendar/index.ts';
import type { PostedCopy } from '../log/types.ts';
import type { CommunityId, PersonId } from '../people/types.ts';
import type { DeliveryKind } from './delivery-kinds.ts';

export type ReminderKind = Extract<DeliveryKind, 'prompt' | 'nudge' | `snooze-${number}`>;

export type Owner = { readonly personId: PersonId } | { readonly communityId: CommunityId };

/**
 * Open: `pending` (to be claimed), `sending` (claimed by a lease), `uncertain` (it may have arrived: looked up, never
 * sent again unseen). Final: `sent`; `missed` (too late); `dropped` (nobody wanted it any more: logged, skipped,
 * stopped meanwhile); `parked` (the DM is closed); `failed` (the platform refuses it for good).
 */
export type DeliveryState =
  | 'pending'
  | 'sending'
  | 'uncertain'
  | 'sent'
  | 'missed'
  | 'dropped'
  | 'parked'
  | 'failed';

/** One message owed to one destination, exactly once. */
export interface Delivery {
  /** Deterministic: owner, kind and key (`deliveryId`); its uniqueness makes a duplicate impossible to write. */
  readonly id: string;
  readonly owner: Owner;
  readonly kind: DeliveryKind;
  /** The scheduled local date 'YYYY-MM-DD'; for a roundup the ISO week '2026-W47'; for a share the entry's id; for a follow-up the entry's id and the date of asking. */
  readonly key: string;
  /** What waits in one lane never holds back another (`laneOf`). */
  readonly lane: string;
  /** The instant at which it was due. */
  readonly dueAt: Instant;
  /** After this it is not sent any more but recorded as missed. */
  readonly expiresAt: Instant;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** By the machine's clock, not the product's. */
  readonly notBefore: Instant;
  readonly lease?: { readonly worker: string; readonly until: Instant };
  readonly sentAt?: Instant;
  /** When it became final. */
  readonly settledAt?: Instant;
  /** Sent after a downtime rather than when it was due. */
  readonly late: boolean;
  readonly post?: PostedCopy;
  /** Of a roundup that was sent: it covers what was written from this instant on and before `dueAt`. */
  readonly coversFrom?: Instant;
  readonly reason?: string;
}

/** Leased to one worker. */
export interface Claimed extends Delivery {
  /** Somebody tried before, and how that ended is not known. */
  readonly mayHaveArrived: boolean;
}
