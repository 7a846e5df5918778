import type { DeliveryWorker } from './delivery-worker.ts';
import type { JobDependencies } from './dependencies.ts';

/** The product's time: the machine's, plus what the playground moved it ahead. */
export interface ProductClock {
  now(): number;
  /** Moves it forward; an earlier instant is ignored. While `frozen`, it stands still. */
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
  /** Saves how far the clock is ahead, so that it outlives a restart. */
  readonly saveAhead: (aheadMs: number) => Promise<void>;
  /** Heartbeats move with the clock, so that skipped time is no outage. */
  readonly beat: (now: number) => Promise<void>;
}

const strideMs = 60_000;

/** Moves the clock forward, from one due instant to the next. Each is finished before the next. One move at a time. */
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
        // What is still due after its step has failed. Time goes on, so that it makes nobody else's reminder late.
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
