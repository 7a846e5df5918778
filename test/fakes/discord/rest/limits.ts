import { createHash } from 'node:crypto';
import type { Bucket, Settings } from '../settings.ts';
import { anonymous } from './router.ts';

export interface Refusal {
  readonly status: 429;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface Window {
  startedAt: number;
  used: number;
}

const tenMinutes = 600_000;
const invalidLimit = 10_000;

/** Per-route buckets, the global limit and the count of invalid requests, in fixed windows of the monotonic clock. */
export class Limits {
  readonly #settings: Settings;
  readonly #buckets: ReadonlyMap<string, Bucket>;
  readonly #windows = new Map<string, Window>();
  #global: Window = { startedAt: Number.NEGATIVE_INFINITY, used: 0 };
  #invalid: number[] = [];

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#buckets = new Map(
      Object.entries(settings.buckets).map(([key, bucket]) => [anonymous(key), bucket]),
    );
  }

  /** Requests of the last ten minutes that Discord counts as invalid (401, 403, 429 but "shared"). */
  get invalidRequests(): number {
    const since = this.#settings.monotonic() - tenMinutes;
    this.#invalid = this.#invalid.filter((at) => at > since);
    return this.#invalid.length;
  }

  countInvalid(): void {
    this.#invalid.push(this.#settings.monotonic());
  }

  /** Over 10,000 invalid requests Cloudflare answers, with HTML and without Discord's headers. */
  banned(): Refusal | undefined {
    if (this.#invalid.length <= invalidLimit || this.invalidRequests <= invalidLimit) return undefined;
    return {
      status: 429,
      headers: { 'retry-after': '600', 'content-type': 'text/html' },
      body: '<html>error code: 1015</html>',
    };
  }

  /** Takes one request from the global limit and the route's bucket; the headers of a request that may pass. */
  take(pattern: string, major: string, globalExempt: boolean): Refusal | { headers: Record<string, string> } {
    if (!this.#settings.rateLimits) return { headers: {} };
    const now = this.#settings.monotonic();
    if (!globalExempt) {
      const refused = this.#takeGlobal(now);
      if (refused) return refused;
    }
    const bucket = this.#buckets.get(anonymous(pattern));
    if (!bucket) return { headers: {} };
    const key = `${anonymous(pattern)} ${major}`;
    let window = this.#windows.get(key);
    if (!window || now >= window.startedAt + bucket.windowMs) {
      window = { startedAt: now, used: 0 };
      this.#windows.set(key, window);
    }
    const resetMs = window.startedAt + bucket.windowMs - now;
    if (window.used >= bucket.limit) {
      const headers = this.#headers(pattern, bucket, 0, resetMs);
      return limited(resetMs, {
        ...headers,
        'retry-after': wholeSeconds(resetMs),
        'x-ratelimit-scope': 'user',
      });
    }
    window.used++;
    return { headers: this.#headers(pattern, bucket, bucket.limit - window.used, resetMs) };
  }

  #takeGlobal(now: number): Refusal | undefined {
    if (now >= this.#global.startedAt + 1_000) this.#global = { startedAt: now, used: 0 };
    if (this.#global.used < this.#settings.globalPerSecond) {
      this.#global.used++;
      return undefined;
    }
    const resetMs = this.#global.startedAt + 1_000 - now;
    return limited(resetMs, {
      'retry-after': wholeSeconds(resetMs),
      'x-ratelimit-global': 'true',
      'x-ratelimit-scope': 'global',
    });
  }

  #headers(pattern: string, bucket: Bucket, remaining: number, resetMs: number): Record<string, string> {
    return {
      'x-ratelimit-limit': String(bucket.limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': ((Date.now() + resetMs) / 1_000).toFixed(3),
      'x-ratelimit-reset-after': seconds(resetMs),
      'x-ratelimit-bucket': createHash('md5').update(anonymous(pattern)).digest('hex'),
    };
  }
}

const seconds = (ms: number): string => (Math.ceil(ms) / 1_000).toFixed(3);

/** As in Discord's examples, the header is rounded up while the body has the fraction. */
const wholeSeconds = (ms: number): string => String(Math.ceil(ms / 1_000));

/** The body and headers of a 429. `global` is read off the headers; a `retry-after` among them stays. */
export function limited(retryMs: number, headers: Readonly<Record<string, string>>): Refusal {
  const retryAfter = Number(seconds(retryMs));
  const shared = headers['x-ratelimit-scope'] === 'shared';
  return {
    status: 429,
    headers: { 'retry-after': String(retryAfter), ...headers, 'content-type': 'application/json' },
    body: {
      message: shared ? 'The resource is being rate limited.' : 'You are being rate limited.',
      retry_after: retryAfter,
      global: headers['x-ratelimit-global'] === 'true',
    },
  };
}
