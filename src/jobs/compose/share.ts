import type { Entry } from '../../core/log/index.ts';
import { sharedEntry } from '../../messages/entry.ts';
import { keepCopy } from '../../posts/keep-copy.ts';
import { recordRefusedShare, requeueSharesOf } from '../refused-shares.ts';
import { type Composer, channelOf, personOf } from './composed.ts';

/** A community's copy of an entry. */
export const composeShare: Composer = async (deps, delivery) => {
  const { stores } = deps;
  const personId = personOf(delivery);
  const [entryId = ''] = delivery.key.split('.');
  const entry = await stores.entries.find(personId, entryId, { deleted: true });
  if (entry?.communityId === undefined) return { dropped: 'not-shared' };
  const community = await stores.communities.find(entry.communityId);
  if (!community || community.removedAt !== undefined) return { dropped: 'gone' };
  if (community.channel === undefined) return { dropped: 'no-channel' };
  const to = channelOf(community, community.channel);
  if (!isShared(entry)) return { dropped: 'not-shared', to };
  const member = await stores.members.find(community.id, personId);
  return {
    to,
    reply: sharedEntry(entry, member?.displayName),
    ...(entry.pictures && { pictures: entry.pictures }),
    async sent(post) {
      await keepCopy(deps, entry, post);
      await requeueSharesOf(deps, community);
    },
    failed: () => recordRefusedShare(deps, entry),
  };
};

const isShared = ({ audience, hidden, deletedAt }: Entry): boolean =>
  audience === 'community' && !hidden && deletedAt === undefined;
