import { createHash } from 'node:crypto';
import { limits } from './limits.ts';

const digest = (deliveryId: string): Buffer => createHash('sha256').update(deliveryId).digest();

/** For `nonce` with `enforce_nonce`: the same delivery sent again within some minutes is answered with the first message. */
export const nonceOf = (deliveryId: string): string =>
  digest(deliveryId).toString('base64url').slice(0, limits.nonce);

/**
 * For the `id` of a message's first row, which Discord keeps for good and a reader never sees: so a delivery whose fate is
 * unknown is recognised in the channel's history long after its nonce was forgotten. 31 bits, above 0.
 */
export const markOf = (deliveryId: string): number => digest(deliveryId).readUInt32BE(24) >>> 1 || 1;
