import { deliverPending } from './deliver.ts';
import type { JobDependencies } from './dependencies.ts';
import { writeDue } from './tick.ts';

const leaseMs = 60_000;

/** Brings everything that is due by now to its end. One run at a time in this process; a call during a run adds one more. */
export interface Pump {
  /** Ends when all that is due has been worked on. */
  run(): Promise<void>;
  /** Starts a run soon, without waiting for it. */
  knock(): void;
  /** Waits for the run in progress and starts none any more. */
  stop(): Promise<void>;
}

export function createPump(deps: JobDependencies): Pump {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function once(): Promise<void> {
    // Only one process writes what is due at a time; sending is shared out by the deliveries' own leases.
    const { system } = deps.stores;
    const next = await system.nextDueAt();
    const isDue = next !== undefined && next <= deps.now();
    if (isDue && (await system.takeLease('tick', deps.worker, deps.machineNow(), leaseMs))) {
      await writeDue(deps).finally(() => system.releaseLease('tick', deps.worker));
    }
    await deliverPending(deps);
  }

  async function loop(): Promise<void> {
    do {
      again = false;
      await once();
    } while (again && !stopped);
  }

  function run(): Promise<void> {
    if (stopped) return running ?? Promise.resolve();
    if (running) {
      again = true;
      return running;
    }
    running = loop().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    run,
    knock() {
      setImmediate(() => {
        run().catch((error) => deps.log.error({ err: error }, 'could not send what is due'));
      });
    },
    async stop() {
      stopped = true;
      await running?.catch(() => undefined);
    },
  };
}
