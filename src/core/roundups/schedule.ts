import type { Instant } from '../calendar/index.ts';
import type { Community } from '../people/types.ts';
import { nextRoundupAt } from './period.ts';

/** The community with the instant of its next roundup; one that is due and not looked at yet stays due. */
export function scheduledCommunity(community: Community, now: Instant, tzdb: string): Community {
  const { dueAt: stored, tzdb: _tzdb, ...rest } = community;
  const after = stored === undefined ? now : Math.min(now, stored - 1);
  const dueAt = nextRoundupAt(rest, after);
  return dueAt === undefined ? rest : { ...rest, dueAt, tzdb };
}
