import type { Claimed } from '../core/reminders/index.ts';
import { withCachedOutages } from './cached-outages.ts';
import { type ConcurrencyLimit, deliver } from './deliver.ts';
import type { JobDependencies } from './dependencies.ts';

const leaseMs = 60_000;
/** How many deliveries of a lane are under way at once: enough for a second of a platform that takes 50. */
const window = 48;
/** So many are claimed together. */
const batch = 8;
/** So many are worded at once: each reads the database several times, and commands must not queue behind all of them. */
const wordedAtOnce = 3;

/** Sends what waits in one lane, claiming on while sends are under way. */
export interface DeliveryQueue {
  /** There may be something to claim. */
  poll(): void;
  /** Claims nothing any more. */
  stop(): void;
  /** Ends when nothing is under way and nothing can be claimed; rejects when claiming failed. */
  drain(): Promise<void>;
  readonly isBusy: boolean;
  /** How many were claimed since it was made. */
  readonly claimed: number;
}

export function createDeliveryQueue(deps: JobDependencies, name: string): DeliveryQueue {
  const { system } = deps.stores;
  const limited = limitConcurrency(wordedAtOnce);
  let underWay = 0;
  let claimed = 0;
  let claiming = false;
  let mayBeMore = false;
  let stopped = false;
  let failure: { readonly error: unknown } | undefined;
  let waiting: (() => void)[] = [];

  const isBusy = (): boolean => underWay > 0 || claiming;

  async function fill(): Promise<void> {
    if (claiming) return;
    claiming = true;
    try {
      while (mayBeMore && !stopped && underWay <= window - batch) {
        mayBeMore = false;
        const found = await system.claimDeliveries(name, deps.worker, deps.machineNow(), leaseMs, batch);
        mayBeMore ||= found.length === batch;
        claimed += found.length;
        send(found);
      }
    } catch (error) {
      mayBeMore = false;
      failure ??= { error };
    }
    claiming = false;
    settled();
  }

  function send(found: readonly Claimed[]): void {
    underWay += found.length;
    const together = withCachedOutages(deps);
    for (const delivery of found) {
      void deliver(together, delivery, limited).finally(() => {
        underWay -= 1;
        if (mayBeMore) void fill();
        else settled();
      });
    }
  }

  function settled(): void {
    if (isBusy()) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  return {
    poll() {
      mayBeMore = true;
      void fill();
    },
    stop() {
      stopped = true;
    },
    async drain() {
      if (isBusy()) await new Promise<void>((resolve) => waiting.push(resolve));
      if (!failure) return;
      const { error } = failure;
      failure = undefined;
      throw error;
    },
    get isBusy() {
      return isBusy();
    },
    get claimed() {
      return claimed;
    },
  };
}

/** Runs work, `atMost` at once, in the order in which it came. */
function limitConcurrency(atMost: number): ConcurrencyLimit {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atMost) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
