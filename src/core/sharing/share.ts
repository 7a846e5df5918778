import { updateCommunity } from '../account/index.ts';
import type { Instant } from '../calendar/index.ts';
import type { Entry, EntryStore } from '../log/index.ts';
import {
  type Community,
  type CommunityStore,
  type MemberStore,
  withoutPostProblem,
} from '../people/index.ts';
import { type DeliveryStore, deliveryKindFacts, laneOf, pendingDelivery } from '../reminders/index.ts';
import { madeUpForMs, refusedShare, requeueRefusedShares } from './refused-shares.ts';

const shareForMs = deliveryKindFacts.share.lateness.forMs;

/** Where something is shared from, and what sharing works with. */
interface Sharing {
  readonly now: Instant;
  readonly services: {
    readonly stores: { readonly deliveries: DeliveryStore };
    readonly wakeDeliveryWorker: () => void;
  };
}

/** Owes the community a copy of an entry. `key` tells one sharing from the next; the same one again owes nothing more. */
export async function queueShare(
  {
    now,
    place,
    services: { stores, wakeDeliveryWorker },
  }: Sharing & { readonly place: { readonly platform: string; readonly team?: string } },
  entry: Entry,
  key: string,
): Promise<void> {
  const owner = { personId: entry.personId };
  const lane = laneOf(place, 'share');
  await stores.deliveries.put(
    pendingDelivery({ owner, kind: 'share', key, lane, dueAt: now, expiresAt: now + shareForMs }),
  );
  wakeDeliveryWorker();
}

/** What becomes of a copy in a community: it is on its way, its channel refused the one before, or there is no channel for it. */
export type CopyState = 'queued' | 'refused' | 'no-channel';

export const copyState = ({ channel, sharesRefused }: Community): CopyState =>
  channel === undefined ? 'no-channel' : sharesRefused === true ? 'refused' : 'queued';

/** The community that a private entry could be shared with by one press: this one, or the only one its author is in. */
export async function shareTarget(
  {
    community,
    services: { stores },
  }: {
    readonly community?: Community;
    readonly services: {
      readonly stores: { readonly communities: CommunityStore; readonly members: MemberStore };
    };
  },
  personId: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  if (community) return community;
  const memberships = await stores.members.listOfPerson(personId);
  const only = memberships.length === 1 ? memberships[0] : undefined;
  return only && (await stores.communities.find(only.communityId));
}

/** The channel of shared entries takes messages now: what it refused before goes out, and is no longer said. Returns how many entries that are. */
export async function queueRefusedShares({
  community,
  now,
  services: { stores, rules, wakeDeliveryWorker },
}: Sharing & {
  readonly community?: Community;
  readonly services: {
    readonly stores: { readonly communities: CommunityStore; readonly entries: EntryStore };
    readonly rules: { readonly tzdb: string };
  };
}): Promise<number> {
  if (!community) return 0;
  const moment = { now, tzdb: rules.tzdb };
  const mended = await updateCommunity(stores.communities, community, moment, (current) =>
    withoutPostProblem(current, current.channel),
  );
  const owed = await requeueRefusedShares(stores, mended, moment);
  if (owed > 0) wakeDeliveryWorker();
  return owed;
}

/** Why a shared entry stands nowhere, and whether it may still be posted. */
export interface NotPosted {
  readonly reason: string;
  readonly isFinal: boolean;
}

/** Undefined where a shared entry is posted, or on its way. */
export async function notPosted(
  {
    now,
    services: { stores },
  }: {
    readonly now: Instant;
    readonly services: { readonly stores: { readonly deliveries: DeliveryStore } };
  },
  entry: Entry,
): Promise<NotPosted | undefined> {
  const refused = await refusedShare(stores, entry);
  return refused && { reason: refused.reason ?? '', isFinal: entry.at <= now - madeUpForMs };
}
