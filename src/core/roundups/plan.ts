import { type Instant, wallInstant, wallTime } from '../calendar/index.ts';
import { roundupChannelOf } from '../people/channels.ts';
import type { Community } from '../people/types.ts';
import { laneOf, missedDelivery, pendingDelivery } from '../reminders/delivery.ts';
import { latestSend } from '../reminders/lateness.ts';
import type { Delivery } from '../reminders/types.ts';
import { nextRoundupAt, roundupWeek } from './period.ts';

/** The roundups that became due since the community was looked at last (R27 to R29). */
export function planRoundups(community: Community, now: Instant, lateWindowMs: number): readonly Delivery[] {
  const deliveries: Delivery[] = [];
  if (roundupChannelOf(community) === undefined) return deliveries;
  let dueAt = community.dueAt === undefined ? undefined : nextRoundupAt(community, community.dueAt - 1);
  while (dueAt !== undefined && dueAt <= now) {
    const owed = {
      owner: { communityId: community.id },
      kind: 'roundup' as const,
      key: roundupWeek(community, dueAt),
      lane: laneOf(community, 'roundup'),
      dueAt,
      expiresAt: latestSend('roundup', dueAt, {
        dateEnd: endOfCalendarDay(community.zone, dueAt),
        lateWindowMs,
      }),
    };
    deliveries.push(now <= owed.expiresAt ? pendingDelivery(owed) : missedDelivery(owed, now, 'too-late'));
    dueAt = nextRoundupAt(community, dueAt);
  }
  return deliveries;
}

const endOfCalendarDay = (zone: string, at: Instant): Instant =>
  wallInstant(zone, wallTime(zone, at).day + 1, 0);
