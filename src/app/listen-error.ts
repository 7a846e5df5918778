import type { Config } from '../config.ts';

/** The web server could not take its address; `message` is one line for the operator. */
export class ListenError extends Error {}

export function listenAdvice(
  code: 'port-taken' | 'no-such-address' | 'not-permitted',
  { PORT, HOST }: Config,
): string {
  switch (code) {
    case 'port-taken':
      return `PORT ${PORT} on ${HOST} is taken: set another one, like PORT=${PORT + 1}`;
    case 'no-such-address':
      return `HOST ${HOST} is not an address of this machine: set another one, like HOST=127.0.0.1`;
    case 'not-permitted':
      return `PORT ${PORT} is not allowed for this user: set one above 1023, like PORT=3000`;
  }
}
