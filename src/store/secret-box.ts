import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const version = 'v1';
const ivBytes = 12;
const keyBytes = 32;
export const shortestKey = 32;

/** Encrypts small secrets for storing (AES-256-GCM). Several keys may be known: the first encrypts, all decrypt. */
export interface SecretBox {
  /** `bound` is what the secret belongs to: put at another owner's place, it cannot be opened. */
  seal(secret: string, bound: string): string;
  /** Throws `SecretBoxError` for what was changed, moved, or sealed with a key that is not known. */
  open(sealed: string, bound: string): string;
  /** Whether it was sealed with the first key. */
  isCurrent(sealed: string): boolean;
}

export class SecretBoxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SecretBoxError';
  }
}

interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

/** `keys` as in SECRET_KEY, separated by commas; each at least 32 characters. */
export function secretBox(keys: string): SecretBox {
  const known = keys
    .split(',')
    .map((it) => it.trim())
    .filter(Boolean)
    .map(keyOf);
  const [first] = known;
  if (!first) throw new SecretBoxError('SECRET_KEY holds no key');
  return {
    seal(secret, bound) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', first.bytes, iv).setAAD(Buffer.from(bound));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return [
        version,
        first.id,
        ...[iv, text, cipher.getAuthTag()].map((it) => it.toString('base64url')),
      ].join('.');
    },
    open(sealed, bound) {
      const [own, id, ...parts] = sealed.split('.');
      const [iv, text, tag] = parts.map((it) => Buffer.from(it, 'base64url'));
      const key = known.find((it) => it.id === id);
      if (own !== version || !iv || !text || !tag) throw new SecretBoxError('This is no sealed secret');
      if (!key)
        throw new SecretBoxError(`SECRET_KEY does not hold the key ${id} with which this was encrypted`);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.bytes, iv, { authTagLength: 16 });
        decipher.setAAD(Buffer.from(bound)).setAuthTag(tag);
        return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
      } catch {
        throw new SecretBoxError('A stored secret was changed, or belongs to somebody else');
      }
    },
    isCurrent: (sealed) => sealed.split('.')[1] === first.id,
  };
}

function keyOf(text: string): Key {
  if (text.length < shortestKey) {
    throw new SecretBoxError(`SECRET_KEY must have at least ${shortestKey} characters a key`);
  }
  const id = createHash('sha256').update(`shipmate key id ${text}`).digest('base64url').slice(0, 8);
  return { id, bytes: Buffer.from(hkdfSync('sha256', text, '', 'shipmate secret box', keyBytes)) };
}
