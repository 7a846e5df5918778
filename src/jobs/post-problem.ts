import type { Destination } from '../chat/messenger.ts';
import { updateCommunity } from '../core/account/index.ts';
import type { JobDependencies } from './dependencies.ts';

/** Refusals that an organiser can fix. */
const mendable = new Set(['no-permission', 'channel-gone']);

const notAllowed = 'I am not allowed to write in that channel, though I can see it';
/** Words for a refusal of which the platform says no more. */
const refusedFor: Readonly<Record<string, string>> = {
  'no-permission': 'I was not allowed to write in that channel',
  'channel-gone': 'I could not find that channel',
};

/** Stores what a community's channel lacks. Its organisers are told at their next command. */
export async function recordPostProblem(
  { stores, messengers, now, rules }: JobDependencies,
  to: Destination,
  reason: string,
): Promise<void> {
  if (!mendable.has(reason) || to.team === undefined) return;
  const community = await stores.communities.findByExternal(to.platform, to.team);
  const may = await messengers.get(to.platform)?.mayPost(to);
  if (!community || !may) return;
  // `mayPost` does not see that a channel lets only a few members post.
  if (may.ok && reason !== 'no-permission') return;
  const missing = may.ok ? notAllowed : may.unknown ? (refusedFor[reason] ?? may.missing) : may.missing;
  await updateCommunity(stores.communities, community, { now: now(), tzdb: rules.tzdb }, (current) =>
    current.cannotPost === missing && current.cannotPostIn === to.channel
      ? current
      : { ...current, cannotPost: missing, cannotPostIn: to.channel },
  );
}
