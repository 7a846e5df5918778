import type { Delivery } from '../reminders/types.ts';

/**
 * It certainly did not arrive. Only a worker that looked writes `settledAt`; what was dropped from the queue may have been sent
 * by an attempt before.
 */
export const isLost = ({ state, reason, settledAt }: Delivery): boolean =>
  state === 'failed' ||
  state === 'parked' ||
  (state === 'missed' && reason !== 'uncertain') ||
  (state === 'dropped' && settledAt !== undefined);
