import type { PostRef } from '../../chat/messenger.ts';
import type { SlackClients } from './clients.ts';
import { platform } from './limits.ts';

/** The metadata under which a delivery can be recognised. */
export const deliveryEvent = 'shipmate_delivery';
export const deliveryMetadata = (id: string) => ({ event_type: deliveryEvent, event_payload: { id } });

/** Nothing that is sent by itself is sent later than a day after it was due; two hours for clocks that differ. */
const lookBackMs = 26 * 60 * 60_000;
const most = 10_000;

interface Row {
  readonly ts?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: { readonly id?: unknown } };
}

/**
 * Looks for a delivery in a conversation's history, as far back as it can have been sent. At Slack's pace: where it says
 * "later" (one call a minute and 15 messages for apps that are sold outside the Marketplace), the answer is `undefined` and the
 * next call goes on from there.
 */
export function historySearch(
  clients: SlackClients,
  now: () => number,
): (team: string, channel: string, id: string) => Promise<PostRef | 'absent' | undefined> {
  const reached = new Map<string, string>();
  const paused = new Map<string, number>();

  return async (team, channel, id) => {
    const key = `${channel} ${id}`;
    for (;;) {
      if (now() < (paused.get(team) ?? 0)) return undefined;
      const latest = reached.get(key);
      const called = await clients.call('fanOut', team, 'conversations.history', {
        channel,
        include_all_metadata: true,
        limit: 100,
        ...(latest && { latest }),
      });
      if (!called.ok) {
        const { retryAfterMs } = called.failure;
        if (retryAfterMs !== undefined) paused.set(team, now() + retryAfterMs);
        return undefined;
      }
      const rows = (called.result.messages ?? []) as readonly Row[];
      const found = rows.find((row) => isDelivery(row, id));
      const oldest = rows.at(-1)?.ts;
      if (found?.ts) {
        reached.delete(key);
        return { platform, team, channel, message: found.ts };
      }
      if (called.result.has_more !== true || !oldest || Number(oldest) * 1000 < now() - lookBackMs) {
        reached.delete(key);
        return 'absent';
      }
      reached.set(key, oldest);
      if (reached.size > most) reached.delete(reached.keys().next().value as string);
    }
  };
}

const isDelivery = ({ metadata }: Row, id: string): boolean =>
  metadata?.event_type === deliveryEvent && metadata.event_payload?.id === id;
