import type { Replies } from './actions.ts';
import { post } from './api.ts';
import type { Action } from './reduce.ts';
import type { State } from './types.ts';

interface Page {
  readonly state: () => State;
  readonly dispatch: (action: Action) => void;
  /** Tells a refusal; undefined then. */
  readonly attempt: <T>(work: () => Promise<T>) => Promise<T | undefined>;
  readonly take: (replies: Replies) => void;
  readonly refreshClock: () => Promise<void>;
}

/** What is done with a message of the DM: reply to it, change it, delete it. The page hears of the change itself by its stream. */
export function ownMessageActions({ state, dispatch, attempt, take, refreshClock }: Page) {
  /** Undefined: it was refused. */
  async function send(path: string, body: object): Promise<Replies | undefined> {
    dispatch({ type: 'waiting', on: true });
    const answered = await attempt(() => post<Replies>(path, { member: state().me, ...body }));
    if (answered) {
      take(answered);
      // What was changed may move the next prompt.
      await refreshClock().catch(() => undefined);
    }
    dispatch({ type: 'waiting', on: false });
    return answered;
  }

  return {
    replyTo: (message: string | undefined) => dispatch({ type: 'replying', to: message }),
    beginEdit: (message: string | undefined) => dispatch({ type: 'editing', message }),

    /** While it is refused, the words stay in their field. */
    async edit(message: string, text: string): Promise<void> {
      const answered = await send('messages/edit', { message, text });
      if (answered && state().editing === message) dispatch({ type: 'editing', message: undefined });
    },

    async remove(message: string): Promise<void> {
      await send('messages/delete', { message });
    },
  };
}
