import { identityKey } from '../core/people/index.ts';
import type { Incoming } from './interaction.ts';

/** Milliseconds to wait before this one may run; 0: now, and it is counted. */
export interface RateLimiter {
  take(incoming: Incoming): number;
  /** What was taken for something that turned out to be a repetition. */
  giveBack(incoming: Incoming): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

const forgotten = 10_000;

/**
 * Token buckets per person and per community, by the machine's monotonic clock. `exempt` platforms (the playground) are
 * not limited. `burst` at once, then `perMinute`.
 */
export function rateLimiter(options: {
  readonly person: { readonly burst: number; readonly perMinute: number };
  readonly community: { readonly burst: number; readonly perMinute: number };
  readonly exempt: ReadonlySet<string>;
  readonly monotonic: () => number;
}): RateLimiter {
  const buckets = new Map<string, Bucket>();
  const fill = (key: string, rate: { burst: number; perMinute: number }): Bucket => {
    const now = options.monotonic();
    const known = buckets.get(key) ?? { tokens: rate.burst, at: now };
    const tokens = Math.min(rate.burst, known.tokens + ((now - known.at) * rate.perMinute) / 60_000);
    const bucket = { tokens, at: now };
    buckets.delete(key);
    buckets.set(key, bucket);
    if (buckets.size > forgotten) buckets.delete(buckets.keys().next().value as string);
    return bucket;
  };
  const bucketsOf = ({ actor, place }: Incoming) => ({
    person: fill(`person:${identityKey(actor.identity)}`, options.person),
    community:
      place.community && fill(`community:${place.platform}:${place.community.external}`, options.community),
  });
  return {
    take(incoming) {
      if (options.exempt.has(incoming.place.platform) || incoming.caughtUp) return 0;
      const { person, community } = bucketsOf(incoming);
      const waits = [
        ((1 - person.tokens) * 60_000) / options.person.perMinute,
        community ? ((1 - community.tokens) * 60_000) / options.community.perMinute : 0,
      ];
      const wait = Math.max(0, ...waits);
      if (wait === 0) {
        person.tokens -= 1;
        if (community) community.tokens -= 1;
      }
      return wait;
    },
    giveBack(incoming) {
      if (options.exempt.has(incoming.place.platform) || incoming.caughtUp) return;
      const { person, community } = bucketsOf(incoming);
      person.tokens += 1;
      if (community) community.tokens += 1;
    },
  };
}
