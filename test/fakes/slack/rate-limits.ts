/** How often a method may be called: so many in a row, and one more every `everyMs`. */
export interface Rate {
  burst: number;
  everyMs: number;
}

const perMinute = (count: number): Rate => ({ burst: count, everyMs: 60_000 / count });

/** docs.slack.dev/apis/web-api/rate-limits: a workspace's calls of one method, by tier. */
export const tiers = { 1: perMinute(1), 2: perMinute(20), 3: perMinute(50), 4: perMinute(100) } as const;

/** Tier 1 says "1+ a minute, bursts tolerated": so many connections can be opened at once. */
export const connections: Rate = { burst: 20, everyMs: 60_000 };

/** One message a second in a channel with short bursts, and several hundred a minute in a workspace. */
export const posting = { channel: { burst: 3, everyMs: 1000 }, team: { burst: 300, everyMs: 200 } } as const;

/** Special tier: auth.test allows hundreds a minute. */
export const special: Rate = perMinute(600);

/** conversations.history for commercially distributed apps outside the Marketplace: one a minute, 15 messages. */
export const historyOnce: Rate = { burst: 1, everyMs: 60_000 };
export const historyOnceMost = 15;

/** Token buckets on the fake's clock. */
export class RateLimits {
  enabled = true;
  /** `once`: an app outside the Marketplace that is sold; `tier`: about 50 a minute. */
  history: 'once' | 'tier' = 'tier';
  readonly #now: () => number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes one call from the bucket; gives the seconds to wait where it is empty. */
  take(key: string, rate: Rate): number | undefined {
    if (!this.enabled) return undefined;
    const now = this.#now();
    const bucket = this.#buckets.get(key) ?? { tokens: rate.burst, at: now };
    this.#buckets.set(key, bucket);
    bucket.tokens = Math.min(rate.burst, bucket.tokens + Math.max(0, now - bucket.at) / rate.everyMs);
    bucket.at = now;
    if (bucket.tokens >= 1 - 1e-9) {
      bucket.tokens -= 1;
      return undefined;
    }
    return Math.max(1, Math.ceil(((1 - bucket.tokens) * rate.everyMs) / 1000));
  }
}
