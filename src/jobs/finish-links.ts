import { finishLinks } from '../core/linking/index.ts';
import { linkRules } from '../settings/link-rules.ts';
import type { JobDependencies } from './dependencies.ts';
import { processInBatches } from './plan-due.ts';

/**
 * Finishes links and unlinks that a process began before it stopped. If one is still in progress elsewhere, both processes finish it,
 * which does no harm.
 */
export async function finishInterruptedLinks(deps: JobDependencies): Promise<void> {
  const { stores, now, rules } = deps;
  await processInBatches(
    deps,
    stores.system.peopleWithOpenLinks,
    async (person) => [await finishLinks(stores, person, { now: now(), tzdb: rules.tzdb, linkRules })],
    async (finished) => {
      if (finished.length > 0) deps.log.info({ people: finished.length }, 'finished interrupted links');
    },
  );
}
