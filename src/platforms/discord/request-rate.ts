/** Who wants to send: what somebody waits for goes before what jobs send. */
export interface RequestRate {
  /** For what a command does beside answering. */
  direct(): Promise<void>;
  /** For what jobs send. */
  bulk(): Promise<void>;
  /** Discord takes nothing for so long: nobody's turn comes before that, and then one by one as ever. */
  hold(ms: number): void;
}

/** Jobs catch up on delays of up to a second; what they lost to longer ones is lost. */
const forgottenMs = 1_000;

interface Lane {
  readonly everyMs: number;
  /** How much of a delay is caught up. */
  readonly caughtUpMs: number;
  next: number;
}

const lane = (perSecond: number, caughtUpMs = 500 / perSecond): Lane => ({
  everyMs: 1_000 / perSecond,
  caughtUpMs,
  next: Number.NEGATIVE_INFINITY,
});

/** A delay within `caughtUpMs` costs no turn, a longer one is forgotten: who comes after a pause may not go in a lump. */
function take(it: Lane, now: number): void {
  it.next = (now - it.next <= it.caughtUpMs ? it.next : now) + it.everyMs;
}

/**
 * Lets requests pass one by one and evenly, `all` a second at most, of them `bulk` a second from jobs. The library's own
 * limiter lets a second's worth go in a lump, and makes a person wait behind thousands of reminders. What a busy moment cost
 * the jobs they catch up by going a little faster, between the two rates.
 */
export function pace(perSecond: { readonly all: number; readonly bulk: number }): RequestRate {
  const all = lane(perSecond.all);
  const peak = lane((perSecond.all + perSecond.bulk) / 2);
  const jobs = lane(perSecond.bulk, forgottenMs);
  const direct: (() => void)[] = [];
  const bulk: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let heldUntil = Number.NEGATIVE_INFINITY;

  function serve(): void {
    clearTimeout(timer);
    for (;;) {
      const urgent = direct.length > 0;
      if (!urgent && bulk.length === 0) return;
      const now = performance.now();
      const taken = urgent ? [all] : [all, peak, jobs];
      const at = Math.max(heldUntil, ...taken.map((it) => it.next));
      if (now < at) {
        timer = setTimeout(serve, at - now);
        return;
      }
      for (const it of taken) take(it, now);
      (urgent ? direct : bulk).shift()?.();
    }
  }

  const waitIn = (queue: (() => void)[]) => () =>
    new Promise<void>((resolve) => {
      queue.push(resolve);
      serve();
    });

  return {
    direct: waitIn(direct),
    bulk: waitIn(bulk),
    hold(ms) {
      heldUntil = Math.max(heldUntil, performance.now() + ms);
    },
  };
}
