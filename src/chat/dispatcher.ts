import type { Identity } from '../core/people/index.ts';
import type { Incoming } from './interaction.ts';
import type { Outcome, RenderedReply } from './rendered.ts';

/** How an adapter must acknowledge before the work is done. */
export type Acknowledgement = 'form-first' | 'reply';

/** `unknown`: the answer may have been shown all the same. */
export type Loss = 'lost' | 'unknown';

/** The one way from a platform's event to an answer (`chat/dispatch.ts`). */
export interface Dispatcher {
  dispatch(incoming: Incoming): Promise<Outcome>;
  /** Whether the answer may be a form, decided without a read: then the adapter must not defer. */
  acknowledgement(incoming: Incoming): Acknowledgement;
  /** The answer did not get through: what it says was saved is told in the next one. Never throws. */
  undelivered(identity: Identity, reply: RenderedReply, loss: Loss): Promise<void>;
}

export interface OnceDispatcher extends Dispatcher {
  /** Dispatches what may be a repetition, while that is being found out: of one nothing comes, and it changes nothing. */
  dispatchOnce(incoming: Incoming, isFirst: Promise<boolean>): Promise<Outcome | undefined>;
}
