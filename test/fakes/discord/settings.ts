/** What a test may set. Times in milliseconds. */
export interface FakeDiscordOptions {
  /** The clock of ids, timestamps and expiries (interaction, token, nonce, session). Default: the machine's. */
  readonly now?: () => number;
  /** The clock of rate limit windows. Default: the machine's monotonic clock, as bots wait in real time. */
  readonly monotonic?: () => number;
  /** What `/gateway/bot` recommends. */
  readonly shards?: number;
  /** Shards that may identify at once, as `/gateway/bot` says; discord.js waits 5 s between groups. Default 1. */
  readonly maxConcurrency?: number;
  /** An IDENTIFY in the same concurrency group sooner than this is answered with "invalid session". Default 0. */
  readonly identifyIntervalMs?: number;
  /** IDENTIFYs a day. Spending the last one resets the token, as Discord does. */
  readonly identifyBudget?: number;
  readonly guildsPerShard?: number;
  readonly heartbeatIntervalMs?: number;
  /** How long a disconnected session can be resumed. */
  readonly sessionTtlMs?: number;
  /** Privileged intents switched on in the developer portal, as a bit set. Default none. */
  readonly privilegedIntents?: number;
  /** Requests a second for all routes but the interaction ones. */
  readonly globalPerSecond?: number;
  /** Limits per route pattern ("POST /channels/:id/messages"), over the usual ones. */
  readonly buckets?: Readonly<Record<string, Bucket>>;
  /** Switches per-route and global limits off (for a benchmark of something else). */
  readonly rateLimits?: boolean;
  readonly interactionDeadlineMs?: number;
  readonly interactionTokenMs?: number;
  /** How long a nonce is remembered ("the past few minutes"). */
  readonly nonceWindowMs?: number;
  /** DMs opened, within ten minutes, with people who did not just use the bot, before a warning is recorded. */
  readonly unsolicitedDmsBeforeWarning?: number;
  /** Real time that `slash`, `press`, … wait for a deferred answer to be filled in. */
  readonly patienceMs?: number;
  readonly token?: string;
}

export interface Bucket {
  readonly limit: number;
  readonly windowMs: number;
}

export type Settings = Required<FakeDiscordOptions>;

export function settingsFrom(options: FakeDiscordOptions): Settings {
  return {
    now: Date.now,
    monotonic: () => performance.now(),
    shards: 1,
    maxConcurrency: 1,
    identifyIntervalMs: 0,
    identifyBudget: 1_000,
    guildsPerShard: 2_500,
    heartbeatIntervalMs: 41_250,
    sessionTtlMs: 300_000,
    privilegedIntents: 0,
    globalPerSecond: 50,
    rateLimits: true,
    interactionDeadlineMs: 3_000,
    interactionTokenMs: 900_000,
    nonceWindowMs: 300_000,
    unsolicitedDmsBeforeWarning: 10,
    patienceMs: 5_000,
    token: 'ZmFrZS1hcHBsaWNhdGlvbg.fake00.not-a-secret-only-this-fake-knows-it',
    ...options,
    buckets: { ...usualBuckets, ...options.buckets },
  };
}

/** What Discord's headers are known to show; Discord may change them any day, so nothing may hard-code them. */
const usualBuckets: Readonly<Record<string, Bucket>> = {
  'POST /channels/:id/messages': { limit: 5, windowMs: 5_000 },
  'PATCH /channels/:id/messages/:id': { limit: 5, windowMs: 5_000 },
  'DELETE /channels/:id/messages/:id': { limit: 5, windowMs: 1_000 },
  'POST /webhooks/:id/:token': { limit: 5, windowMs: 2_000 },
  'PATCH /webhooks/:id/:token/messages/:id': { limit: 5, windowMs: 2_000 },
  'DELETE /webhooks/:id/:token/messages/:id': { limit: 5, windowMs: 2_000 },
  'GET /webhooks/:id/:token/messages/:id': { limit: 5, windowMs: 2_000 },
};
