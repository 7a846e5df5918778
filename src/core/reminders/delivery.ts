import type { Instant } from '../calendar/index.ts';
import type { DmAddress } from '../people/types.ts';
import { type DeliveryKind, factsOfKind } from './delivery-kinds.ts';
import type { Delivery, DeliveryState, Owner } from './types.ts';

/** Deliveries that are still owed. */
export const openStates = ['pending', 'sending', 'uncertain'] as const satisfies readonly DeliveryState[];
export const deliveryStates: readonly DeliveryState[] = [
  ...openStates,
  'sent',
  'missed',
  'dropped',
  'parked',
  'failed',
];

export const ownerId = (owner: Owner): string => ('personId' in owner ? owner.personId : owner.communityId);

/** The key under which a delivery can exist only once. */
export const deliveryId = (owner: Owner, kind: DeliveryKind, key: string): string =>
  `${ownerId(owner)}:${kind}:${key}`;

/**
 * A platform's posts in channels have one lane. Its DMs have one, or one for each team if a team has limits of its own. A lane
 * that is slow or away holds back no other. `to`: the destination at the time of writing.
 */
export const laneOf = (to: Pick<DmAddress, 'platform' | 'team'> | undefined, kind: DeliveryKind): string =>
  factsOfKind(kind).to === 'channel'
    ? `${to?.platform ?? ''} channels`
    : [to?.platform, to?.team].filter(Boolean).join(' ');

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

/** It ended, and certainly nothing was posted. */
export const isRefused = ({ state, reason }: Delivery): boolean =>
  state === 'failed' || (state === 'missed' && reason !== 'uncertain');
