import { type Listening, readOpenDms } from './catch-up.ts';
import { createDeliveryQueue, type DeliveryQueue } from './delivery-queue.ts';
import type { JobDependencies } from './dependencies.ts';
import { planDueDeliveries } from './plan-due.ts';

const leaseMs = 60_000;

/** Plans and sends everything that is due. */
export interface DeliveryWorker {
  /** Ends when all that is due was handled, also what became due during an earlier call. */
  drain(): Promise<void>;
  /** Starts a run, and ends when the due deliveries are written. Sending continues after that. */
  write(): Promise<void>;
  /** Starts a run soon, without waiting for it. */
  wake(): void;
  /** Reads, behind everything else, the DMs of a platform that listens again (`readOpenDms`). */
  readDms(listening: Pick<Listening, 'platform' | 'team'>): void;
  /** Waits for sends in progress, and starts no more. */
  stop(): Promise<void>;
}

/**
 * Due deliveries are written and sent at the same time, each lane by itself. One process at a time writes. Processes share the
 * sending by the leases of the deliveries.
 */
export function createDeliveryWorker(deps: JobDependencies): DeliveryWorker {
  const { system } = deps.stores;
  const lanes = new Map<string, DeliveryQueue>();
  let looking: Promise<void> | undefined;
  let again = false;
  let leasedAt = 0;
  let failures: unknown[] = [];
  let running: Promise<void> | undefined;
  let stopped = false;
  const reading = new Set<Promise<void>>();
  const leaving = new AbortController();

  function wake(names: Iterable<string>): void {
    if (stopped) return;
    for (const name of names) {
      const lane = lanes.get(name) ?? createDeliveryQueue(deps, name);
      lanes.set(name, lane);
      lane.poll();
    }
  }

  async function lease(): Promise<boolean> {
    leasedAt = deps.machineNow();
    return system.takeLease('tick', deps.worker, leasedAt, leaseMs);
  }

  /** Polls the open lanes first, then plans what is due. */
  async function poll(): Promise<void> {
    wake(await system.openLanes());
    const next = await system.nextDueAt();
    if (next === undefined || next > deps.now() || !(await lease())) return;
    await planDueDeliveries(deps, async (written) => {
      wake(written);
      if (deps.machineNow() - leasedAt > leaseMs / 3) await lease();
    }).finally(() => system.releaseLease('tick', deps.worker));
  }

  async function lookAround(): Promise<void> {
    try {
      do {
        again = false;
        await poll();
      } while (again && !stopped);
    } catch (error) {
      failures.push(error);
    } finally {
      looking = undefined;
    }
  }

  /** Waits until every lane is done, also if another one fails. Then throws the first failure. */
  async function toTheEnd(): Promise<void> {
    do {
      await looking;
      const ends = await Promise.allSettled([...lanes.values()].map((it) => it.drain()));
      failures.push(...ends.flatMap((it) => (it.status === 'rejected' ? [it.reason] : [])));
    } while (looking || [...lanes.values()].some((it) => it.isBusy));
    const [failure] = failures;
    failures = [];
    if (failure !== undefined) throw failure;
  }

  async function drain(): Promise<void> {
    if (stopped) return running;
    if (looking) again = true;
    else looking = lookAround();
    running ??= toTheEnd().finally(() => {
      running = undefined;
    });
    return running;
  }

  function begin(): void {
    drain().catch((error) => deps.log.error({ err: error }, 'could not send what is due'));
  }

  return {
    drain,
    async write() {
      begin();
      await looking;
    },
    wake: () => void setImmediate(begin),
    readDms(listening) {
      if (stopped) return;
      const work = readOpenDms(deps, { ...listening, signal: leaving.signal })
        .catch((error) => deps.log.error({ err: error }, 'what was written in DMs could not be read'))
        .finally(() => reading.delete(work));
      reading.add(work);
    },
    async stop() {
      stopped = true;
      leaving.abort();
      for (const lane of lanes.values()) lane.stop();
      await Promise.all([...reading, running?.catch(() => undefined)]);
    },
  };
}
