import type { Destination } from '../chat/messenger.ts';
import { updateCommunity } from '../core/account/index.ts';
import type { JobDependencies } from './dependencies.ts';

/** Refusals that an organiser can mend. */
const mendable = new Set(['no-permission', 'channel-gone']);

const notAllowed = 'I am not allowed to write in that channel, though I can see it';
/** What was refused for good, where the platform does not say more just now. */
const refusedFor: Readonly<Record<string, string>> = {
  'no-permission': 'I was not allowed to write in that channel',
  'channel-gone': 'I could not find that channel',
};

/** Notes what a community's channel lacks; its organisers are told at their next command. */
export async function recordPostProblem(
  { stores, messengers, now, rules }: JobDependencies,
  to: Destination,
  reason: string,
): Promise<void> {
  if (!mendable.has(reason) || to.team === undefined) return;
  const community = await stores.communities.findByExternal(to.platform, to.team);
  const may = await messengers.get(to.platform)?.mayPost(to);
  if (!community || !may) return;
  // What is refused to everybody but a few cannot be seen beforehand.
  if (may.ok && reason !== 'no-permission') return;
  const missing = may.ok ? notAllowed : may.unknown ? (refusedFor[reason] ?? may.missing) : may.missing;
  await updateCommunity(stores.communities, community, { now: now(), tzdb: rules.tzdb }, (current) =>
    current.cannotPost === missing ? current : { ...current, cannotPost: missing },
  );
}
