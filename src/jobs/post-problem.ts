import type { Destination } from '../chat/messenger.ts';
import { updateCommunity } from '../core/people/index.ts';
import type { JobDependencies } from './dependencies.ts';

/** Refusals that an organiser can mend. */
const mendable = new Set(['no-permission', 'channel-gone']);

/** Notes what a community's channel lacks; its organisers are told at their next command. */
export async function notePostProblem(
  { stores, messengers, now, rules }: JobDependencies,
  to: Destination,
  reason: string,
): Promise<void> {
  if (!mendable.has(reason) || to.team === undefined) return;
  const community = await stores.communities.findByExternal(to.platform, to.team);
  const may = await messengers.get(to.platform)?.mayPost(to);
  if (!community || !may || may.ok) return;
  const { missing } = may;
  await updateCommunity(stores.communities, community, { now: now(), tzdb: rules.tzdb }, (current) =>
    current.cannotPost === missing ? current : { ...current, cannotPost: missing },
  );
}
