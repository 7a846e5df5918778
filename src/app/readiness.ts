import { type Jobs, jobNames } from '../jobs/agenda.ts';
import type { Store } from '../store/index.ts';
import type { Readiness } from '../web/ports.ts';

const missedTicks = 6;

/** What `/readyz` asks: whether the database answers, the jobs run and the platforms are connected. */
export function readiness(parts: {
  readonly store: Pick<Store, 'ping'>;
  readonly jobs: Pick<Jobs, 'lastRun'>;
  readonly machineNow: () => number;
  readonly tickEveryMs: number;
  readonly platforms: Readonly<Record<string, () => { readonly ok: boolean; readonly detail: string }>>;
}): () => Promise<readonly Readiness[]> {
  const started = parts.machineNow();

  async function database(): Promise<Readiness> {
    try {
      return { name: 'database', ok: true, detail: `answers in ${Math.round(await parts.store.ping())} ms` };
    } catch (error) {
      return { name: 'database', ok: false, detail: error instanceof Error ? error.message : String(error) };
    }
  }

  function jobs(): Readiness {
    const last = parts.jobs.lastRun(jobNames.sendDue) ?? started;
    const ago = parts.machineNow() - last;
    return {
      name: 'jobs',
      ok: ago < parts.tickEveryMs * missedTicks,
      detail: `last run ${Math.round(ago / 1000)} s ago`,
    };
  }

  const platforms = () =>
    Object.entries(parts.platforms).map(([name, ready]): Readiness => ({ name, ...ready() }));

  return async () => [await database(), jobs(), ...platforms()];
}
