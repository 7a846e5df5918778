import { identityKey } from '../core/people/index.ts';
import type { Incoming } from './interaction.ts';
import type { Outcome } from './rendered.ts';

/** Remembers which messages in DMs were handled, longer than a DM's history is read back. */
export interface HandledMessages {
  has(key: string): Promise<boolean>;
  add(key: string): Promise<void>;
}

/** Told to whoever writes without having begun: nothing is remembered of them. */
export const strangerCode = 'stranger';
/** After these the message is as new: it is handled when the DM is read the next time. */
const unhandled = new Set(['too-fast', 'unexpected']);
const strangerApartMs = 60 * 60_000;
const mostStrangers = 10_000;

export const isMessage = ({ interaction }: Incoming): boolean =>
  interaction.type === 'message' ||
  interaction.type === 'message-edited' ||
  interaction.type === 'message-deleted';

/**
 * Handles what is written in DMs once, whether it comes live, again, or from the DM's history. One that is being handled is
 * waited for, so that whoever reads the history knows what came of it.
 */
export function messagesOnce(
  handled: HandledMessages,
  dispatch: (incoming: Incoming) => Promise<Outcome>,
): (incoming: Incoming) => Promise<Outcome> {
  const running = new Map<string, Promise<Outcome>>();
  const strangers = new Map<string, number>();

  async function first(incoming: Incoming, key: string): Promise<Outcome> {
    if (await handled.has(key)) return nothing;
    const outcome = await dispatch(incoming);
    const code = outcome.type === 'reply' ? outcome.reply.code : outcome.type;
    if (code === strangerCode) return toldLately(incoming) ? nothing : outcome;
    if (!unhandled.has(code)) await handled.add(key);
    return outcome;
  }

  /** Once is a help, every time would be a nuisance. */
  function toldLately({ actor }: Incoming): boolean {
    const key = identityKey(actor.identity);
    const now = performance.now();
    const before = strangers.get(key);
    if (before !== undefined && now - before < strangerApartMs) return true;
    strangers.delete(key);
    strangers.set(key, now);
    if (strangers.size > mostStrangers) strangers.delete(strangers.keys().next().value as string);
    return false;
  }

  return async (incoming) => {
    const key = `${incoming.place.platform}:${incoming.eventId}`;
    const before = running.get(key);
    if (before) {
      await before;
      return nothing;
    }
    const work = first(incoming, key).finally(() => running.delete(key));
    running.set(key, work);
    return work;
  };
}

const nothing: Outcome = { type: 'nothing' };
