import type { OutageStore } from '../core/streaks/index.ts';
import type { JobDependencies } from './dependencies.ts';

/**
 * The same dependencies, which read each platform's outages once. Use it for a few people who are handled at the same moment: an
 * outage that is stored meanwhile is not seen.
 */
export function withCachedOutages(deps: JobDependencies): JobDependencies {
  const { outages } = deps.stores;
  const once: OutageStore = {
    ...outages,
    lastHeartbeat: remembering(outages.lastHeartbeat),
    latest: remembering(outages.latest),
    list: remembering(outages.list),
  };
  return { ...deps, stores: { ...deps.stores, outages: once } };
}

function remembering<A extends readonly (string | number)[], T>(
  ask: (...args: A) => Promise<T>,
): (...args: A) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (...args) => {
    const key = args.join(' ');
    const answer = known.get(key) ?? ask(...args);
    known.set(key, answer);
    return answer;
  };
}
