import type { Instant } from '../../core/calendar/index.ts';
import type { PlaygroundHost } from '../ports.ts';
import { Problem } from '../problem.ts';
import { targetOf } from './instants.ts';

const progressEveryMs = 200;

/** Moves the clock, one journey after the other, and tells the feed where it is meanwhile. */
export function clockMover({ clock, feed }: Pick<PlaygroundHost, 'clock' | 'feed'>) {
  let last: Promise<unknown> = Promise.resolve();

  async function move(request: { readonly to?: string | undefined; readonly advance?: string | undefined }) {
    const from = clock.now();
    const target = targetOf(request, from);
    const tell = () => feed.publish({ type: 'clock', now: clock.now(), from, target });
    tell();
    const timer = setInterval(tell, progressEveryMs);
    try {
      await clock.advanceTo(target);
    } finally {
      clearInterval(timer);
      feed.publish({ type: 'clock', now: clock.now() });
    }
    return clock.now();
  }

  return (request: Parameters<typeof move>[0]): Promise<Instant> => {
    if (!clock.movable) {
      throw new Problem(
        409,
        'clock-fixed',
        'The clock cannot be moved while the bot is on Discord or Slack as well.',
      );
    }
    targetOf(request, clock.now());
    const next = last.then(() => move(request));
    last = next.catch(() => undefined);
    return next;
  };
}
