import { roundupChannelOf } from '../../core/people/index.ts';
import { roundupPeriod } from '../../core/roundups/index.ts';
import { drawnRoundup } from '../../posts/drawn-roundup.ts';
import { requeueSharesOf } from '../refused-shares.ts';
import { type Composer, channelOf, communityOf } from './composed.ts';

/** A community's weekly post. */
export const composeRoundup: Composer = async (deps, delivery) => {
  const { stores, rules } = deps;
  const community = await stores.communities.find(communityOf(delivery));
  if (!community || community.removedAt !== undefined) return { dropped: 'gone' };
  const channel = roundupChannelOf(community);
  if (channel === undefined) return { dropped: 'no-channel' };
  const period = await roundupPeriod(stores.deliveries, community, delivery.dueAt);
  if (!period) return { dropped: 'covered-by-a-later-one' };
  return {
    to: channelOf(community, channel),
    reply: await drawnRoundup(stores, community, period, rules.freezes),
    coversFrom: period.from,
    // A channel of its own says nothing of the one that refused shared entries.
    ...(channel === community.channel && { sent: () => requeueSharesOf(deps, community) }),
  };
};
