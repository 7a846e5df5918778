import { setTimeout as sleep } from 'node:timers/promises';
import type { SlackFailure } from './errors.ts';
import { sendResultOf } from './send-result.ts';

const firstPauseMs = 2_000;
const longestPauseMs = 60_000;
const tries = 60;

/** Does something that nobody waits for; while Slack is not connected or out of reach, again after growing pauses, for an hour. */
export async function patiently<
  T extends { readonly ok: true } | { readonly ok: false; readonly failure: SlackFailure },
>(act: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    const done = await act();
    if (done.ok || tried === tries || sendResultOf(done.failure, '').kind === 'permanent') return done;
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(tried - 1, 10));
    await sleep(Math.max(done.failure.retryAfterMs ?? 0, pauseMs), undefined, { ref: false });
  }
}
