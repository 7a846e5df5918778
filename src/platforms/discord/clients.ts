import { type RateLimitData, type REST, RESTEvents } from 'discord.js';
import { Agent } from 'undici';
import { rates } from './limits.ts';
import type { DiscordLog } from './ports.ts';
import { pace, type RequestRate } from './request-rate.ts';
import { SteadyRest, tokenGate } from './token-gate.ts';

/**
 * One client for each kind of traffic, since each has a queue of its own: what one person waits for never stands behind
 * what is sent to all.
 */
export interface RestClients {
  /** First answers to interactions, which have no limit. `answer` repeats them, which is harmless (40060). */
  readonly callbacks: REST;
  /** Further answers, which have no global limit either. Not repeated by itself: a second one would be a second message. */
  readonly followUps: REST;
  /** What jobs send, held at its share of the bot's requests a second. Repeated after 5xx: a nonce makes that harmless. */
  readonly bulk: REST;
  /** What commands do beside answering: opening a DM, editing copies, asking for permissions. */
  readonly direct: REST;
  /** Messages that carry members' pictures, which take their time. Not repeated by itself: a lease must outlast it. */
  readonly uploads: REST;
  /** Waits for one's turn before a request of `bulk`, `direct` or `uploads`. */
  readonly turn: RequestRate;
}

export interface RestSettings {
  readonly token: string;
  readonly apiUrl: string;
  /** This process's part of the bot's shards, above 0 and at most 1. */
  readonly share: number;
  readonly log: DiscordLog;
  /** Discord takes the token again after it refused it. */
  readonly onTokenTaken: () => void;
}

/** A wait longer than this goes back to the delivery's own schedule, so that its lease does not run out. */
const longestWaitMs = 10_000;
const unlimited = Number.POSITIVE_INFINITY;

export function restClients({ token, apiUrl, share, log, onTokenTaken }: RestSettings): RestClients {
  // One process has one default agent, that of whichever undici was loaded first; another major version's cannot send forms.
  const agent = new Agent();
  const gate = tokenGate(onTokenTaken);
  const client = (options: ConstructorParameters<typeof REST>[0]): REST => {
    const usual = {
      api: apiUrl,
      agent,
      handlerSweepInterval: 60_000,
      invalidRequestWarningInterval: 500,
    };
    const rest = new SteadyRest({ ...usual, ...options }, token, gate);
    rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) =>
      log.warn({ count, remainingTime }, 'Discord refused many requests; 10,000 in ten minutes are a ban'),
    );
    return rest;
  };
  const turn = pace({ all: rates.all * share, bulk: rates.bulk * share });
  const rejectOnRateLimit = ({ global, retryAfter }: RateLimitData): boolean => {
    if (retryAfter > longestWaitMs) return true;
    // What passed its turn would else wait in the library, and go in a lump with those whose turn comes then.
    if (global) turn.hold(retryAfter);
    return false;
  };
  return {
    callbacks: client({ globalRequestsPerSecond: unlimited, retries: 0, timeout: 1_000 }),
    followUps: client({ globalRequestsPerSecond: unlimited, retries: 0, timeout: 15_000 }),
    bulk: client({ globalRequestsPerSecond: 50, retries: 2, timeout: 10_000, rejectOnRateLimit }),
    direct: client({ globalRequestsPerSecond: 50, retries: 1, timeout: 10_000, rejectOnRateLimit }),
    uploads: client({ globalRequestsPerSecond: 50, retries: 0, timeout: 30_000, rejectOnRateLimit }),
    turn,
  };
}
