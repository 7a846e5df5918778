import type { Entry } from '../core/log/index.ts';
import { laneOf, pendingDelivery } from '../core/reminders/index.ts';
import type { Context } from './context.ts';

const shareForMs = 24 * 60 * 60 * 1000;

/** Owes the community a copy of an entry. `key` tells one sharing from the next; the same one again owes nothing more. */
export async function owePost(
  { stores, now, knock, place }: Context,
  entry: Entry,
  key: string,
): Promise<void> {
  const owner = { personId: entry.personId };
  const lane = laneOf(place, 'share');
  await stores.deliveries.put(
    pendingDelivery({ owner, kind: 'share', key, lane, dueAt: now, expiresAt: now + shareForMs }),
  );
  knock();
}

/** The community that a private entry could be shared with by one press: this one, or the only one its author is in. */
export async function shareTarget(
  { stores, community }: Context,
  personId: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  if (community) return community;
  const memberships = await stores.members.listOfPerson(personId);
  const only = memberships.length === 1 ? memberships[0] : undefined;
  return only && (await stores.communities.find(only.communityId));
}
