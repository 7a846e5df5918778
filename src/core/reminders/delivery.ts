import type { Instant } from '../calendar/index.ts';
import type { Delivery, DeliveryKind, Owner } from './types.ts';

export const ownerId = (owner: Owner): string => ('personId' in owner ? owner.personId : owner.communityId);

/** The key under which a delivery can exist only once. */
export const deliveryId = (owner: Owner, kind: DeliveryKind, key: string): string =>
  `${ownerId(owner)}:${kind}:${key}`;

/**
 * One lane for a platform's DMs, one for what it posts in channels: a platform that is slow or away, and a channel that takes
 * little, then hold back nobody else. `platform`: where it goes as things stand when it is written.
 */
export const laneOf = (platform: string | undefined, kind: DeliveryKind): string =>
  kind === 'share' || kind === 'roundup' ? `${platform ?? ''} channels` : (platform ?? '');

export interface NewDelivery {
  readonly owner: Owner;
  readonly kind: DeliveryKind;
  readonly key: string;
  readonly lane: string;
  readonly dueAt: Instant;
  /** After this it is recorded as missed. */
  readonly expiresAt: Instant;
}

/** A delivery to be sent as soon as a worker is free. */
export const pendingDelivery = (it: NewDelivery): Delivery => ({
  ...it,
  id: deliveryId(it.owner, it.kind, it.key),
  state: 'pending',
  attempts: 0,
  notBefore: 0,
  late: false,
});

/** The record of a delivery that came too late to be sent. */
export const missedDelivery = (it: NewDelivery, now: Instant, reason: string): Delivery => ({
  ...pendingDelivery(it),
  state: 'missed',
  settledAt: now,
  reason,
});
