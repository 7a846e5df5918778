import { updateCommunity, updatePerson } from '../core/account/index.ts';
import type { Entry } from '../core/log/index.ts';
import type { Community } from '../core/people/index.ts';
import { requeueRefusedShares } from '../core/sharing/index.ts';
import type { JobDependencies } from './dependencies.ts';
import { processInBatches } from './plan-due.ts';

/** Stores that a channel refused the copy of an entry. Its author is told in their next answer, and the copy is posted later (R34). */
export async function recordRefusedShare(
  { stores, now, rules }: JobDependencies,
  { id, personId, communityId = '' }: Entry,
): Promise<void> {
  const moment = { now: now(), tzdb: rules.tzdb };
  const community = await stores.communities.find(communityId);
  if (community)
    await updateCommunity(stores.communities, community, moment, (current) =>
      current.sharesRefused ? current : { ...current, sharesRefused: true },
    );
  const person = await stores.people.find(personId);
  if (person)
    await updatePerson(stores.people, person, moment, (current) => ({ ...current, shareRefused: id }));
}

/** A community's channel took a message, so the copies that it refused before are queued again. */
export async function requeueSharesOf(
  { stores, now, rules }: JobDependencies,
  { id }: Community,
): Promise<void> {
  const community = await stores.communities.find(id);
  if (community?.sharesRefused)
    await requeueRefusedShares(stores, community, { now: now(), tzdb: rules.tzdb });
}

/**
 * Tries channels that refused shared entries, because somebody may have invited the bot again. It tries one entry. When that is posted,
 * the others follow.
 */
export async function tryChannelsAgain(deps: JobDependencies): Promise<void> {
  const { stores, messengers, now, rules } = deps;
  const seen = new Set<string>();
  const unseen = async (limit: number) =>
    (await stores.system.communitiesWithRefusedShares(limit + seen.size)).filter((it) => !seen.has(it.id));
  await processInBatches(
    deps,
    unseen,
    async (community) => {
      seen.add(community.id);
      const { platform, external: team, channel } = community;
      const may =
        channel === undefined || community.removedAt !== undefined
          ? undefined
          : await messengers.get(platform)?.mayPost({ platform, team, channel });
      if (!may?.ok) return [];
      return [await requeueRefusedShares(stores, community, { now: now(), tzdb: rules.tzdb }, 1)];
    },
    async () => undefined,
  );
}
