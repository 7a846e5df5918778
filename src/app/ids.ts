import { randomBytes } from 'node:crypto';

/** 80 random bits in 16 letters and digits: short enough for a button's id. */
export function newId(): string {
  return [...randomBytes(16)].map((byte) => alphabet[byte % 32]).join('');
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
