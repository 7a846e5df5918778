import { createHash, randomBytes } from 'node:crypto';

/** 80 random bits in 16 letters and digits: short enough for a button's id. */
export function newId(): string {
  return [...randomBytes(16)].map((byte) => alphabet[byte % 32]).join('');
}

/** Ids of the same form, one after the other, for data that have to be the same each time they are made. */
export function idsFrom(seed: number): () => string {
  let count = 0;
  return () => {
    const digest = createHash('sha256').update(`${seed}:${++count}`).digest();
    return [...digest.subarray(0, 16)].map((byte) => alphabet[byte % 32]).join('');
  };
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
