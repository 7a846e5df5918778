import type { DeliveryWorker } from './delivery-worker.ts';
import type { JobDependencies } from './dependencies.ts';

/** The product's time. It runs with the machine's, some way ahead where the playground moved it. */
export interface ProductClock {
  now(): number;
  /** Sets it ahead; earlier instants are ignored. While `frozen`, it stands still. */
  set(instant: number, options?: { readonly frozen: boolean }): void;
  aheadMs(): number;
}

export function productClock(machineNow: () => number, aheadMs: number): ProductClock {
  let ahead = aheadMs;
  let stands: number | undefined;
  const now = (): number => stands ?? machineNow() + ahead;
  return {
    now,
    set(instant, options) {
      const next = Math.max(now(), instant);
      stands = options?.frozen ? next : undefined;
      ahead = next - machineNow();
    },
    aheadMs: () => ahead,
  };
}

export interface TimeMachineDependencies {
  readonly clock: ProductClock;
  readonly deliveryWorker: DeliveryWorker;
  readonly system: Pick<JobDependencies['stores']['system'], 'nextDueAt'>;
  /** Makes the clock's lead outlive a restart. */
  readonly saveAhead: (aheadMs: number) => Promise<void>;
  /** Heartbeats move with the clock, so that no outage is seen where time was only skipped. */
  readonly beat: (now: number) => Promise<void>;
}

const strideMs = 60_000;

/** Moves the clock forward from due instant to due instant, each finished before the next. One move at a time. */
export function timeMachine({ clock, deliveryWorker, system, saveAhead, beat }: TimeMachineDependencies) {
  let moving: Promise<void> = Promise.resolve();

  async function step(instant: number): Promise<void> {
    await beat(instant);
    clock.set(instant, { frozen: true });
    await saveAhead(clock.aheadMs());
    await deliveryWorker.drain();
  }

  async function move(to: number): Promise<void> {
    try {
      await deliveryWorker.drain();
      let stepped: number | undefined;
      for (
        let next = await system.nextDueAt();
        next !== undefined && next <= to && clock.now() < to;
        next = await system.nextDueAt()
      ) {
        // What stays due after its step could not be handled: time goes on, and nobody else's reminder gets late by it.
        const at = stepped !== undefined && next <= stepped ? Math.min(to, clock.now() + strideMs) : next;
        await step(Math.max(at, clock.now()));
        stepped = next;
      }
      await step(to);
    } finally {
      clock.set(clock.now());
      await saveAhead(clock.aheadMs());
    }
  }

  return {
    advanceTo(to: number): Promise<void> {
      const turn = moving.then(() => (to > clock.now() ? move(to) : undefined));
      moving = turn.catch(() => undefined);
      return turn;
    },
  };
}
