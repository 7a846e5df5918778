import type { Claimed } from '../core/reminders/index.ts';
import { deliverOne } from './deliver.ts';
import type { JobDependencies } from './dependencies.ts';
import { withOutagesOnce } from './outages-once.ts';

const leaseMs = 60_000;
/** How many deliveries of a lane are under way at once: enough for a second of a platform that takes 50. */
const window = 48;
/** A claim is worth its round trips from so many free places on. */
const batch = 16;

/** Sends what waits in one lane, claiming on while sends are under way. */
export interface Lane {
  /** There may be something to claim. */
  look(): void;
  /** Claims nothing any more. */
  stop(): void;
  /** Ends when nothing is under way and nothing can be claimed; rejects when claiming failed. */
  idle(): Promise<void>;
  readonly isBusy: boolean;
  /** How many were claimed since it was made. */
  readonly claimed: number;
}

export function createLane(deps: JobDependencies, name: string): Lane {
  const { system } = deps.stores;
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
        const free = window - underWay;
        const found = await system.claimDeliveries(name, deps.worker, deps.machineNow(), leaseMs, free);
        mayBeMore ||= found.length === free;
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
    const together = withOutagesOnce(deps);
    for (const delivery of found) {
      void deliverOne(together, delivery).finally(() => {
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
    look() {
      mayBeMore = true;
      void fill();
    },
    stop() {
      stopped = true;
    },
    async idle() {
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
