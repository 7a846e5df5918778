import type { Instant } from '../calendar/index.ts';
import type { PostedCopy } from '../log/types.ts';
import type { CommunityId, PersonId } from '../people/types.ts';
import type { DeliveryKind } from './delivery-kinds.ts';

export type ReminderKind = Extract<DeliveryKind, 'prompt' | 'nudge' | `snooze-${number}`>;

export type Owner = { readonly personId: PersonId } | { readonly communityId: CommunityId };

/**
 * Open: `pending` (to be claimed), `sending` (leased by a worker), `uncertain` (it may have arrived; it is looked up before it is sent
 * again). Final: `sent`, `missed` (too late), `dropped` (no longer wanted: logged, skipped or stopped meanwhile), `parked` (the DM
 * is closed), `failed` (the platform refuses it for good).
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
  /** Owner, kind and key (`deliveryId`). It is unique, so a duplicate cannot be written. */
  readonly id: string;
  readonly owner: Owner;
  readonly kind: DeliveryKind;
  /** The scheduled local date 'YYYY-MM-DD'; for a roundup the ISO week '2026-W47'; for a share the entry's id; for a picture what it shows and to whom (`core/sharing/picture`). */
  readonly key: string;
  /** Deliveries of one lane never hold back another lane (`laneOf`). */
  readonly lane: string;
  /** The instant at which it was due. */
  readonly dueAt: Instant;
  /** After this it is recorded as missed instead of sent. */
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
  /** For a sent roundup: it covers what was written from this instant to before `dueAt`. */
  readonly coversFrom?: Instant;
  readonly reason?: string;
}

/** Leased to one worker. */
export interface Claimed extends Delivery {
  /** An earlier attempt has an unknown result. */
  readonly mayHaveArrived: boolean;
}
