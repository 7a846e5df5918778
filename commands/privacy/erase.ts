import { change, privately } from '../../src/chat/answers.ts';
import type { Context, Services } from '../../src/chat/context.ts';
import { joined, md } from '../../src/chat/markdown.ts';
import type { RefusedPost } from '../../src/chat/messenger.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Entry } from '../../src/core/log/index.ts';
import { idsOf, type Person } from '../../src/core/people/index.ts';
import { erasePerson } from '../../src/core/personal-data/index.ts';
import { deliveryKinds, openStates } from '../../src/core/reminders/index.ts';
import { leftText } from '../../src/messages/erased.ts';
import { refusedText } from '../../src/messages/history.ts';
import { removePosts } from '../../src/posts/copies.ts';
import { rewriteRoundupsOf } from '../../src/posts/roundup-copies.ts';
import { removeSharedPictures } from '../../src/posts/shared-pictures.ts';

const sharesAtMost = 10_000;

/**
 * First all that others and they themselves can see, then what is stored: cut off, it can be asked for again. Nothing goes out
 * to them any more from the first step on.
 */
export async function eraseAll(person: Person, context: Context): Promise<Reply> {
  const {
    now,
    services: { stores, messengers },
  } = context;
  await silence(person, context);
  const refused: RefusedPost[] = [];
  for await (const entry of stores.entries.all(person.id))
    refused.push(...(await removePosts(context, entry)));
  refused.push(...(await unknownCopies(person, context)));
  refused.push(...(await removeSharedPictures(context.services, person, now)));
  for (const { communityId } of await stores.members.listOfPerson(person.id))
    refused.push(...(await rewriteRoundupsOf(context.services, { communityId, personId: person.id })));
  const left = [];
  for (const identity of person.identities) {
    const inDm = await messengers.get(identity.platform)?.forget?.(identity);
    if (inDm) left.push(inDm);
  }
  await erasePerson(stores, person, now);
  return privately(
    'erased',
    joined([
      md`All your data is erased. Thanks for being here, and come back any time!`,
      leftText(left),
      refusedText(refused),
    ]),
  );
}

/** No prompt, no post, no roundup with them any more. */
async function silence(person: Person, context: Context): Promise<void> {
  const {
    services: { stores },
  } = context;
  await change(context, person, (current) => ({ ...current, prompts: 'stopped' }));
  for (const personId of idsOf(person)) {
    await stores.deliveries.dropPending({ personId }, deliveryKinds, 'erased');
    for (const member of await stores.members.listOfPerson(personId))
      await stores.members.put({ ...member, inRoundup: false, inLeaderboard: false });
  }
}

/** Copies of which it was never learnt whether they arrived. */
async function unknownCopies(
  { id }: Person,
  { services: { stores } }: Context,
): Promise<readonly RefusedPost[]> {
  const shares = await stores.deliveries.latest(id, 'share', sharesAtMost);
  const unknown = shares.filter(
    ({ state, reason }) => reason === 'uncertain' && (state === 'missed' || isOpen(state)),
  );
  const entries = await Promise.all(
    unknown.map(({ key }) => stores.entries.find(id, key.split('.')[0] ?? '', { deleted: true })),
  );
  const channels = await Promise.all(entries.map((it) => channelOf(it, stores)));
  return channels.flatMap((channel) => (channel === undefined ? [] : [{ channel }]));
}

const isOpen = (state: string): boolean => (openStates as readonly string[]).includes(state);

const channelOf = async (
  entry: Entry | undefined,
  { communities }: Services['stores'],
): Promise<string | undefined> =>
  entry?.communityId === undefined || entry.posts.length > 0
    ? undefined
    : (await communities.find(entry.communityId))?.channel;
