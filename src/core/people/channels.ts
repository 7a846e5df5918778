import type { Community } from './types.ts';

/** Where a community's roundups go: their own channel, or that of shared entries (R46). Undefined: nowhere. */
export const roundupChannelOf = ({
  channel,
  roundupChannel,
}: Pick<Community, 'channel' | 'roundupChannel'>): string | undefined => roundupChannel ?? channel;

/** The channels in which something of a community is posted, each once. */
export const postingChannels = (
  community: Pick<Community, 'channel' | 'roundupChannel'>,
): readonly string[] => [
  ...new Set([community.channel, roundupChannelOf(community)].filter((it) => it !== undefined)),
];

/** A channel takes posts now: what organisers were still to be told of it is told no more. */
export function withoutPostProblem(community: Community, channel: string | undefined): Community {
  const { cannotPost, cannotPostIn, ...rest } = community;
  if (cannotPost === undefined) return community;
  const isElsewhere =
    cannotPostIn !== undefined &&
    cannotPostIn !== channel &&
    postingChannels(community).includes(cannotPostIn);
  return isElsewhere ? community : rest;
}
