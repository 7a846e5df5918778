import type { Instant } from '../calendar/index.ts';
import { newCommunity } from '../people/create.ts';
import type { CommunityStore } from '../people/ports.ts';
import type { Community } from '../people/types.ts';
import { scheduledCommunity } from '../roundups/schedule.ts';
import { updateCommunity } from './communities.ts';

export interface Arrival {
  /** For a community that is new. */
  readonly id: string;
  readonly platform: string;
  readonly external: string;
  readonly name: string;
  readonly zone: string;
}

interface Moment {
  readonly now: Instant;
  readonly tzdb: string;
}

/** The bot is in a community: a new one is written, one that comes back is as it was. `fresh`: it was not in it before. */
export async function arrive(
  communities: CommunityStore,
  { id, platform, external, name, zone }: Arrival,
  moment: Moment,
): Promise<{ readonly community: Community; readonly fresh: boolean }> {
  const known = await communities.findByExternal(platform, external);
  if (known) {
    const community = await updateCommunity(communities, known, moment, (current) => {
      const { removedAt, ...back } = current;
      return removedAt === undefined && back.name === name ? current : { ...back, name };
    });
    return { community, fresh: known.removedAt !== undefined };
  }
  const made = newCommunity({ id, platform, external, name, zone }, moment.now);
  const created = await communities.create(scheduledCommunity(made, moment.now, moment.tzdb));
  if (created.ok) return { community: created.value, fresh: true };
  const winner = await communities.findByExternal(platform, external);
  if (!winner) throw new Error(`The community ${platform}:${external} could neither be made nor found`);
  return { community: winner, fresh: false };
}

/** The bot was removed: nothing is posted any more, and 30 days later what is the community's own is erased. */
export async function depart(
  communities: CommunityStore,
  platform: string,
  external: string,
  moment: Moment,
): Promise<void> {
  const known = await communities.findByExternal(platform, external);
  if (!known || known.removedAt !== undefined) return;
  await updateCommunity(communities, known, moment, (current) =>
    current.removedAt === undefined ? { ...current, removedAt: moment.now } : current,
  );
}
