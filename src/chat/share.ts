import type { Entry } from '../core/log/index.ts';
import { updateCommunity } from '../core/people/index.ts';
import {
  type Delivery,
  laneOf,
  madeUpForMs,
  oweRefusedShares,
  pendingDelivery,
  refusedShare,
} from '../core/reminders/index.ts';
import type { Context } from './context.ts';
import { type Markdown, md } from './markdown.ts';

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

/** A channel takes messages now: what it refused before goes out, and is no longer said. Returns how many entries that are. */
export async function owePostsAgain({ stores, community, now, rules, knock }: Context): Promise<number> {
  if (!community) return 0;
  const moment = { now, tzdb: rules.tzdb };
  const mended = await updateCommunity(stores.communities, community, moment, (current) => {
    const { cannotPost, ...rest } = current;
    return cannotPost === undefined ? current : rest;
  });
  const owed = await oweRefusedShares(stores, mended, moment);
  if (owed > 0) knock();
  return owed;
}

/** Why a shared entry stands nowhere; undefined where it does, or is on its way. */
export async function notPosted({ stores, now }: Context, entry: Entry): Promise<Markdown | undefined> {
  const refused = await refusedShare(stores, entry);
  if (!refused) return undefined;
  const why = reasons[refused.reason ?? ''] ?? 'its channel did not take it';
  return entry.at > now - madeUpForMs ? md`not posted yet: ${why}` : md`not posted: ${why}`;
}

const reasons: Readonly<Record<NonNullable<Delivery['reason']>, string>> = {
  'no-permission': 'I may not write in its channel',
  'channel-gone': 'its channel is gone or archived',
  'too-late': 'its channel could not be reached in time',
  'platform-off': 'its channel could not be reached in time',
};
