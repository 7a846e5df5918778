import type { Destination, Messenger, PostRef, SendResult } from '../../src/chat/messenger.ts';

export type Refusal = Extract<SendResult, { ok: false }>;

/** How the next send goes; `lost`: it arrives, and the answer does not; `hangs`: it arrives, and the sender dies waiting. */
export type Fate = 'arrives' | 'lost' | 'hangs' | 'throws' | Refusal;

export interface Arrival {
  readonly deliveryId: string;
  readonly channel: string;
  readonly code: string;
}

export interface FakeMessenger extends Messenger {
  /** All that reached the platform, in order; a delivery that was sent twice is here twice. */
  readonly arrived: readonly Arrival[];
  readonly removed: readonly string[];
  /** How many sends were asked for, whatever became of them. */
  readonly sends: () => number;
  /** What becomes of the next sends, one each; then they arrive. */
  willGo(...fates: readonly Fate[]): void;
  /** What becomes of every send to a channel, before what `willGo` says. */
  always(channel: string, fate: Fate): void;
  /** Whether it can say what arrived; `unknown`: not now. */
  sees(sight: 'all' | 'unknown'): void;
}

/** A platform that does as it is told, and forgets nothing. It does not recognise repetitions by itself. */
export function fakeMessenger(platform = 'test', canFind = true): FakeMessenger {
  const arrived: (Arrival & { message: string })[] = [];
  const removed: string[] = [];
  const fates: Fate[] = [];
  const byChannel = new Map<string, Fate>();
  let sends = 0;
  let sight: 'all' | 'unknown' = 'all';
  const never = new Promise<never>(() => undefined);

  const find = async (to: Destination, deliveryId: string): Promise<PostRef | 'absent' | undefined> => {
    if (sight === 'unknown') return undefined;
    const there = arrived.find((it) => it.deliveryId === deliveryId && it.channel === to.channel);
    return there ? { ...to, message: there.message } : 'absent';
  };

  return {
    platform,
    arrived,
    removed,
    sends: () => sends,
    willGo: (...next) => fates.push(...next),
    always: (channel, fate) => byChannel.set(channel, fate),
    sees(next) {
      sight = next;
    },
    openDm: async ({ user }) => ({ ok: true, destination: { platform, channel: `dm:${user}` } }),
    async send(to, reply, deliveryId) {
      sends += 1;
      const fate = byChannel.get(to.channel) ?? fates.shift() ?? 'arrives';
      if (fate === 'throws') throw new Error('the connection broke');
      if (typeof fate === 'object') return fate;
      const message = `m${arrived.length}`;
      arrived.push({ deliveryId, channel: to.channel, code: reply.code, message });
      if (fate === 'hangs') return never;
      if (fate === 'lost') return { ok: false, kind: 'uncertain', reason: 'unavailable' };
      return { ok: true, post: { ...to, message } };
    },
    edit: async (post) => ({ ok: true, post }),
    async remove(post) {
      removed.push(post.message);
      return { ok: true, post };
    },
    ...(canFind && { find }),
    mayPost: async () => ({ ok: true }),
  };
}
