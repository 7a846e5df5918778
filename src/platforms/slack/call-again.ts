import { repeating } from '../repeat.ts';
import type { Called } from './clients.ts';
import { isTransient, type SlackFailure } from './errors.ts';

const pauseMs = 150;

class ReopenPayload extends Error {
  readonly called: Called;
  constructor(called: Called) {
    super('worth another try');
    this.called = called;
  }
}

/** Nothing was carried out, and it may work in a moment. */
export const notDone = (failure: SlackFailure): boolean => failure.fate === 'refused' && isTransient(failure);

/** Calls again, over the time that there is, while `again` says that it is worth it and does no harm. Never throws. */
export async function callAgain(
  call: () => Promise<Called>,
  again: (failure: SlackFailure) => boolean,
  { until, signal }: { readonly until: number; readonly signal: AbortSignal },
): Promise<Called> {
  const attempt = async (): Promise<Called> => {
    const called = await call();
    if (!called.ok && again(called.failure)) throw new ReopenPayload(called);
    return called;
  };
  try {
    return await repeating(attempt, {
      again: (error) => error instanceof ReopenPayload,
      until,
      pauseMs,
      signal,
    });
  } catch (error) {
    if (error instanceof ReopenPayload) return error.called;
    throw error;
  }
}

/**
 * Opens a view for as long as its trigger lives, which Slack says. A trigger opens one view, so that a repetition opens none
 * beside it: it was exchanged by an attempt whose response was lost.
 */
export async function openView(
  call: () => Promise<Called>,
  within: { readonly until: number; readonly signal: AbortSignal },
): Promise<Called> {
  let lost = false;
  const called = await callAgain(
    call,
    (failure) => {
      lost ||= failure.fate === 'unknown';
      return isTransient(failure);
    },
    within,
  );
  return lost && !called.ok && called.failure.code === 'exchanged_trigger_id'
    ? { ok: true, result: {} }
    : called;
}
