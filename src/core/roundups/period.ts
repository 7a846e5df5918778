import { type Day, formatWeek, type Instant, mondayOf, wallInstant, wallTime } from '../calendar/index.ts';
import type { Community } from '../people/types.ts';
import { deliveryId } from '../reminders/delivery.ts';
import type { DeliveryStore } from '../reminders/ports.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** A roundup covers what was written since the last one's cut-off, but never more than this. */
export const longestPeriodMs = 14 * dayMs;

/** What a roundup covers: everything that was written from `from` on and before `to`. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

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

/**
 * When the next roundup goes out by itself: a week that had its roundup gets no second (R29).
 * `posting`: one is posted by hand now. Undefined when roundups are off.
 */
export async function nextRoundupOf(
  deliveries: Pick<DeliveryStore, 'find'>,
  community: Community,
  now: Instant,
  posting = false,
): Promise<Instant | undefined> {
  const owner = { communityId: community.id };
  let next = nextRoundupAt(community, now);
  while (next !== undefined) {
    const week = roundupWeek(community, next);
    const isTaken =
      (posting && week === roundupWeek(community, now)) ||
      (await deliveries.find(owner, deliveryId(owner, 'roundup', week))) !== undefined;
    if (!isTaken) return next;
    next = nextRoundupAt(community, next);
  }
  return undefined;
}

/**
 * What a roundup with its cut-off at `to` covers: since the cut-off of the last one that was posted, 14 days at most.
 * Undefined when one with a later cut-off was posted already, which covers this (R31). Once it is posted, its period stands in
 * its delivery.
 */
export async function roundupPeriod(
  deliveries: Pick<DeliveryStore, 'sentRoundups'>,
  community: Community,
  to: Instant,
): Promise<Period | undefined> {
  const earliest = to - longestPeriodMs;
  const cutoffs = (await deliveries.sentRoundups(community.id, earliest)).map((it) => it.dueAt);
  if (cutoffs.some((it) => it > to)) return undefined;
  return { from: Math.min(to, Math.max(community.joinedAt, earliest, ...cutoffs)), to };
}

/** The calendar dates that a period touches, in the community's zone. */
export const periodDays = (
  zone: string,
  { from, to }: Period,
): { readonly first: Day; readonly last: Day } => ({
  first: wallTime(zone, from).day,
  last: wallTime(zone, Math.max(from, to - 1)).day,
});
