import { updateCommunity } from '../account/index.ts';
import type { Instant } from '../calendar/index.ts';
import type { Entry, EntryStore } from '../log/index.ts';
import type { Community, CommunityStore } from '../people/index.ts';
import { type Delivery, type DeliveryStore, isRefused, pendingDelivery } from '../reminders/index.ts';

/** A copy that a channel refused is made up for as long after its entry was written. */
export const madeUpForMs = 7 * 24 * 60 * 60 * 1000;

interface Stores {
  readonly deliveries: DeliveryStore;
  readonly entries: EntryStore;
  readonly communities: CommunityStore;
}

/** What became of the copy of a shared entry that its community does not have; undefined where it has it, or may get it. */
export async function refusedShare(
  { deliveries }: Pick<Stores, 'deliveries'>,
  { audience, hidden, deletedAt, posts, personId, id }: Entry,
): Promise<Delivery | undefined> {
  if (audience !== 'community' || hidden || deletedAt !== undefined || posts.length > 0) return undefined;
  const owed = await deliveries.sharesOf(personId, id);
  const latest = owed.toSorted((a, b) => a.dueAt - b.dueAt || a.key.localeCompare(b.key)).at(-1);
  return latest && isRefused(latest) ? latest : undefined;
}

/**
 * Owes a community again what its channel refused, the oldest first; `atMost` one, to try whether it goes now. Nothing is owed
 * twice: each is the delivery that failed. Returns how many.
 */
export async function requeueRefusedShares(
  { deliveries, entries, communities }: Stores,
  community: Community,
  { now, tzdb }: { readonly now: Instant; readonly tzdb: string },
  atMost = Number.POSITIVE_INFINITY,
): Promise<number> {
  let owed = 0;
  for (const entry of await entries.sharedWith(community.id, now - madeUpForMs, now + 1)) {
    const refused = await refusedShare({ deliveries }, entry);
    if (!refused) continue;
    if (owed === atMost) return owed;
    const { owner, kind, key, lane, dueAt, state } = refused;
    const again = pendingDelivery({ owner, kind, key, lane, dueAt, expiresAt: entry.at + madeUpForMs });
    if (await deliveries.reopen(again, state === 'failed' ? 'failed' : 'missed')) owed += 1;
  }
  if (community.sharesRefused)
    await updateCommunity(communities, community, { now, tzdb }, ({ sharesRefused: _told, ...rest }) => rest);
  return owed;
}
