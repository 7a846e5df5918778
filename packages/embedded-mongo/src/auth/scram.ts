import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

/** What the server keeps of a password: enough to check it, not enough to log in with. */
export interface Credentials {
  readonly username: string;
  readonly salt: Buffer;
  readonly iterations: number;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

const iterations = 15_000;

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** ASCII only: beyond it a password would have to be prepared as RFC 4013 says. */
export function makeCredentials(username: string, password: string): Credentials {
  for (const [what, text] of [
    ['username', username],
    ['password', password],
  ] as const)
    if (!/^[\x21-\x7e]+$/.test(text))
      throw new Error(`the ${what} must be made of printable ASCII characters`);
  const salt = randomBytes(28);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  return {
    username,
    salt,
    iterations,
    storedKey: sha256(hmac(salted, 'Client Key')),
    serverKey: hmac(salted, 'Server Key'),
  };
}

/** One client's proof of its password, after RFC 5802 and RFC 7677. Each step gives the answer, or nothing for a refusal. */
export class ScramConversation {
  private readonly credentials: Credentials;
  private nonce = '';
  private authMessage = '';
  private known = false;

  constructor(credentials: Credentials) {
    this.credentials = credentials;
  }

  /** `n,,n=user,r=nonce`. An unknown user is refused only at the end, as a wrong password is. */
  first(message: string): string | undefined {
    const match = /^n,,(n=([^,]+),r=([^,]+))$/.exec(message);
    if (!match) return undefined;
    const [, bare, user, clientNonce] = match;
    this.known = user!.replaceAll('=2C', ',').replaceAll('=3D', '=') === this.credentials.username;
    this.nonce = clientNonce! + randomBytes(24).toString('base64');
    const answer = `r=${this.nonce},s=${this.credentials.salt.toString('base64')},i=${this.credentials.iterations}`;
    this.authMessage = `${bare},${answer}`;
    return answer;
  }

  /** `c=biws,r=nonce,p=proof`. */
  final(message: string): string | undefined {
    const match = /^(c=biws,r=([^,]+)),p=(.+)$/.exec(message);
    if (!match || match[2] !== this.nonce) return undefined;
    const whole = `${this.authMessage},${match[1]}`;
    const proof = Buffer.from(match[3]!, 'base64');
    const signature = hmac(this.credentials.storedKey, whole);
    if (proof.length !== signature.length) return undefined;
    const clientKey = Buffer.from(proof.map((byte, at) => byte ^ signature[at]!));
    if (!timingSafeEqual(sha256(clientKey), this.credentials.storedKey) || !this.known) return undefined;
    return `v=${hmac(this.credentials.serverKey, whole).toString('base64')}`;
  }
}
