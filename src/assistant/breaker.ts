/** Stops asking a server that keeps failing, for a while; then lets one request try. */
export interface Breaker {
  /** Whether a request may go out now. */
  allows(): boolean;
  succeeded(): void;
  failed(): void;
}

export function createBreaker(options: {
  readonly failures: number;
  readonly restMs: number;
  readonly monotonic: () => number;
}): Breaker {
  let inARow = 0;
  let restsUntil = Number.NEGATIVE_INFINITY;
  return {
    allows: () => options.monotonic() >= restsUntil,
    succeeded() {
      inARow = 0;
    },
    failed() {
      inARow += 1;
      if (inARow >= options.failures) restsUntil = options.monotonic() + options.restMs;
    },
  };
}
