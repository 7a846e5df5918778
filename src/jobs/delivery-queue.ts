import type { Claimed } from '../core/reminders/index.ts';
import { withCachedOutages } from './cached-outages.ts';
import { type ConcurrencyLimit, deliver } from './deliver.ts';
import type { JobDependencies } from './dependencies.ts';

const leaseMs = 60_000;
/** How many deliveries of a lane are sent at once: enough for a second of a platform that takes 50. */
const window = 48;
/** How many are claimed together. */
const batch = 8;
/** How many are composed at once. Each reads the database several times, and commands must not wait behind all of them. */
const wordedAtOnce = 3;

/** Sends the deliveries of one lane. It claims more while sends are in progress. */
export interface DeliveryQueue {
  /** Claims and sends what it finds. */
  poll(): void;
  /** Claims no more. */
  stop(): void;
  /** Ends when no send is in progress and nothing is left to claim. Rejects if claiming failed. */
  drain(): Promise<void>;
  readonly isBusy: boolean;
  /** How many it has claimed so far. */
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

/** Runs `atMost` pieces of work at once, in the order of the calls. */
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
