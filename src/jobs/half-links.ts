import { finishLinks } from '../core/linking/index.ts';
import type { JobDependencies } from './dependencies.ts';
import { throughAll } from './tick.ts';

/**
 * Finishes the links and partings that a process began and did not live to end. One that is under way is finished from both
 * ends, which does no harm.
 */
export async function finishHalfLinks(deps: JobDependencies): Promise<void> {
  const { stores, now, rules } = deps;
  await throughAll(
    deps,
    stores.system.halfLinkedPeople,
    async (person) => [await finishLinks(stores, person, { now: now(), tzdb: rules.tzdb })],
    async (finished) => {
      if (finished.length > 0) deps.log.info({ people: finished.length }, 'finished what was half linked');
    },
  );
}
