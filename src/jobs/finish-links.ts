import { finishLinks } from '../core/linking/index.ts';
import { linkRules } from '../settings/link-rules.ts';
import type { JobDependencies } from './dependencies.ts';
import { processInBatches } from './plan-due.ts';

/**
 * Finishes the links and partings that a process began and did not live to end. One that is under way is finished from both
 * ends, which does no harm.
 */
export async function finishInterruptedLinks(deps: JobDependencies): Promise<void> {
  const { stores, now, rules } = deps;
  await processInBatches(
    deps,
    stores.system.peopleWithOpenLinks,
    async (person) => [await finishLinks(stores, person, { now: now(), tzdb: rules.tzdb, linkRules })],
    async (finished) => {
      if (finished.length > 0) deps.log.info({ people: finished.length }, 'finished what was half linked');
    },
  );
}
