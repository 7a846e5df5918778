import type { Config } from '../config.ts';

/** The web server could not take its address; `message` is one line for the operator. */
export class ListenError extends Error {}

export function listenAdvice(
  code: 'port-taken' | 'no-such-address' | 'not-permitted',
  { PORT, HOST }: Config,
): string {
  switch (code) {
    case 'port-taken':
      return `PORT ${PORT} on ${HOST} is taken: set another one, as PORT=${PORT + 1}`;
    case 'no-such-address':
      return `HOST ${HOST} is no address of this machine: set another one, as HOST=127.0.0.1`;
    case 'not-permitted':
      return `PORT ${PORT} may not be taken by this user: set one above 1023, as PORT=3000`;
  }
}
