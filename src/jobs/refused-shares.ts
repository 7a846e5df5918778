import { updateCommunity, updatePerson } from '../core/account/index.ts';
import type { Entry } from '../core/log/index.ts';
import type { Community } from '../core/people/index.ts';
import { oweRefusedShares } from '../core/sharing/index.ts';
import type { JobDependencies } from './dependencies.ts';
import { processInBatches } from './plan-due.ts';

/** Notes that a channel refused the copy of an entry: its author is told in their next answer, and it is made up for. */
export async function noteRefusedShare(
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

/** A community's channel took a message: what it refused before follows. */
export async function oweWhatWasRefused(
  { stores, now, rules }: JobDependencies,
  { id }: Community,
): Promise<void> {
  const community = await stores.communities.find(id);
  if (community?.sharesRefused) await oweRefusedShares(stores, community, { now: now(), tzdb: rules.tzdb });
}

/**
 * Looks whether channels that refused shared entries can be written to by now, as when somebody invited the bot again. One entry
 * is tried; when it is posted, the others follow.
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
      return [await oweRefusedShares(stores, community, { now: now(), tzdb: rules.tzdb }, 1)];
    },
    async () => undefined,
  );
}
