import { type Day, formatWeek, type Instant, mondayOf, wallInstant, wallTime } from '../calendar/index.ts';
import type { Community } from '../people/types.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** A roundup covers what was written since the last one's cut-off, but never more than this. */
export const longestPeriodMs = 14 * dayMs;

/** The first instant after `after` at which the community's roundup is due; undefined when it is off. */
export function nextRoundupAt(community: Community, after: Instant): Instant | undefined {
  if (!community.roundup.on || community.removedAt !== undefined) return undefined;
  const monday = mondayOf(wallTime(community.zone, after).day);
  return [monday - 7, monday, monday + 7, monday + 14]
    .map((it) => dueIn(community, it))
    .find((at) => at > after);
}

/** The key of a roundup: the posting's ISO week in the community's zone, so that a week gets one at most. */
export const roundupWeek = (community: Community, dueAt: Instant): string =>
  formatWeek(wallTime(community.zone, dueAt).day);

const dueIn = ({ zone, roundup }: Community, monday: Day): Instant =>
  wallInstant(zone, monday + roundup.weekday - 1, roundup.time);

/** What a roundup at `to` covers. */
export function roundupPeriod(
  community: Community,
  to: Instant,
): { readonly from: Instant; readonly to: Instant } {
  const since = community.roundupCutoff ?? community.joinedAt;
  return { from: Math.max(since, to - longestPeriodMs), to };
}
