import type { Instant } from '../calendar/index.ts';
import type { CommunityStore } from '../people/ports.ts';
import type { Community, CommunityId } from '../people/types.ts';
import { scheduledCommunity } from '../roundups/schedule.ts';
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

/** Takes accounts off a community's list of organisers, for an erasure. */
export async function removeOrganisers(
  communities: CommunityStore,
  id: CommunityId,
  keys: readonly string[],
): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const current = await communities.find(id);
    if (!current?.organisers.some((it) => keys.includes(it))) return;
    const organisers = current.organisers.filter((it) => !keys.includes(it));
    if ((await communities.save({ ...current, organisers })).ok) return;
  }
  throw new BusyError(`Community ${id}`);
}
