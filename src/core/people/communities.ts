import type { Instant } from '../calendar/index.ts';
import { scheduledCommunity } from '../roundups/schedule.ts';
import type { CommunityStore } from './ports.ts';
import type { Community } from './types.ts';
import { BusyError } from './update.ts';

const tries = 8;

/** Changes a community and schedules its roundup anew; see `updatePerson`. */
export async function updateCommunity(
  communities: CommunityStore,
  community: Community,
  { now, tzdb }: { readonly now: Instant; readonly tzdb: string },
  change: (current: Community) => Community,
): Promise<Community> {
  let current: Community | undefined = community;
  for (let attempt = 0; attempt < tries && current; attempt++) {
    const changed = change(current);
    if (changed === current) return current;
    const written = await communities.save(scheduledCommunity(changed, now, tzdb));
    if (written.ok) return written.value;
    current = await communities.find(community.id);
  }
  throw new BusyError(`Community ${community.id}`);
}
