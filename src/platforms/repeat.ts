const longestPauseFactor = 16;
/** What a last attempt needs at least. */
const lastAttemptMs = 150;

export interface Repeating {
  /** Whether a repetition after this error is harmless. */
  readonly again: (error: unknown) => boolean;
  /** On the monotonic clock: no attempt begins later, but for the first. */
  readonly until: number;
  /** The first pause; each is twice the one before, up to sixteen times this. */
  readonly pauseMs: number;
  /** Ends the repetitions. */
  readonly signal?: AbortSignal;
}

/** Repeats a request over the time that there is. Throws the last error when that is over, or at once where a repetition may harm. */
export async function repeating<T>(
  request: () => Promise<T>,
  { again, until, pauseMs, signal }: Repeating,
): Promise<T> {
  for (let pause = pauseMs; ; pause = Math.min(2 * pause, longestPauseFactor * pauseMs)) {
    try {
      return await request();
    } catch (error) {
      const left = until - performance.now() - lastAttemptMs;
      if (left <= 0 || signal?.aborted || !again(error)) throw error;
      await wait(Math.min(pause, left), signal);
    }
  }
}

const wait = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
