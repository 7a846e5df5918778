/** Who wants to send: what somebody waits for goes before what jobs send. */
export interface Pace {
  /** For what a command does beside answering. */
  direct(): Promise<void>;
  /** For what jobs send. */
  bulk(): Promise<void>;
}

/** A timer is late by about so much; it is caught up, so that no turn is lost. */
const slackMs = 3;

/**
 * Lets requests pass one by one and evenly, `all` a second at most, of them `bulk` a second from jobs. The library's own
 * limiter lets a second's worth go in a lump, and makes a person wait behind thousands of reminders.
 */
export function pace(perSecond: { readonly all: number; readonly bulk: number }): Pace {
  const lane = (rate: number) => ({ every: 1_000 / rate, next: Number.NEGATIVE_INFINITY });
  const all = lane(perSecond.all);
  const jobs = lane(perSecond.bulk);
  const direct: (() => void)[] = [];
  const bulk: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;

  function serve(): void {
    clearTimeout(timer);
    for (;;) {
      const urgent = direct.length > 0;
      if (!urgent && bulk.length === 0) return;
      const now = performance.now();
      const at = urgent ? all.next : Math.max(all.next, jobs.next);
      if (now < at) {
        timer = setTimeout(serve, at - now);
        return;
      }
      for (const it of urgent ? [all] : [all, jobs]) it.next = Math.max(it.next, now - slackMs) + it.every;
      (urgent ? direct : bulk).shift()?.();
    }
  }

  const waitIn = (queue: (() => void)[]) => () =>
    new Promise<void>((resolve) => {
      queue.push(resolve);
      serve();
    });

  return { direct: waitIn(direct), bulk: waitIn(bulk) };
}
