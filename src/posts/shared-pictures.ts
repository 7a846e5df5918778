import type { Services } from '../chat/context.ts';
import type { RefusedPost } from '../chat/messenger.ts';
import type { Instant } from '../core/calendar/index.ts';
import { idsOf, type Person } from '../core/people/index.ts';
import type { Delivery } from '../core/reminders/index.ts';
import { sharedPictureOf, sharedPictures } from '../core/sharing/index.ts';
import { actOn } from './act-on-post.ts';

type Around = Pick<Services, 'stores' | 'messengers'>;

/**
 * Takes a shared picture out of its channel. `busy`: it is being posted right now. What the platform refused, and what may or may not
 * stand there, stays known, so that it can be tried again.
 */
export async function takeBackPicture(
  around: Around,
  shared: Delivery,
  now: Instant,
): Promise<{ readonly refused: readonly RefusedPost[]; readonly busy: boolean }> {
  const { post } = shared;
  const unknown = await unknownPlace(around, shared);
  if (unknown.length > 0) return { refused: unknown, busy: false };
  const refused =
    post &&
    (await actOn(
      around,
      post,
      (messenger) => messenger.remove(post),
      async () => undefined,
    ));
  if (refused) return { refused: [refused], busy: false };
  return { refused: [], busy: !(await around.stores.deliveries.takeBack(shared, now)) };
}

/** Takes all of a person's shared pictures away, those of linked accounts too. Returns what is left to others. */
export async function removeSharedPictures(
  around: Around,
  person: Person,
  now: Instant,
): Promise<readonly RefusedPost[]> {
  const left: RefusedPost[] = [];
  for (const shared of await sharedPictures(around.stores, idsOf(person))) {
    const { refused } = await takeBackPicture(around, shared, now);
    left.push(...refused);
  }
  return left;
}

/** The channel of a picture of which it was never learnt whether it arrived. */
async function unknownPlace(
  { stores: { communities } }: Around,
  shared: Delivery,
): Promise<readonly RefusedPost[]> {
  if (shared.reason !== 'uncertain' || shared.post) return [];
  const channel = (await communities.find(sharedPictureOf(shared)?.communityId ?? ''))?.channel;
  return channel === undefined ? [] : [{ channel }];
}
