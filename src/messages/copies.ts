import { type Context, shownName } from '../chat/context.ts';
import type { SendResult } from '../chat/messenger.ts';
import type { Entry, PostedCopy } from '../core/log/index.ts';
import { sharedEntry } from './entry.ts';
import { mendRoundups } from './roundup-copies.ts';

/**
 * Brings the posted copies of an entry up to date. `before`, after an edit of its author's: roundups that show it are
 * written anew as well. Returns the channels in which the platform refused.
 */
export async function editCopies(context: Context, entry: Entry, before?: Entry): Promise<readonly string[]> {
  const author = await authorName(context, entry);
  const refused = await each(context, entry.posts, (messenger, post) =>
    messenger.edit(post, context.sign(sharedEntry(entry, author))),
  );
  return before ? [...refused, ...(await mendRoundups(context, before))] : refused;
}

/** Takes away the posted copies that an entry had; roundups no longer show it. Returns the channels that refused. */
export async function removeCopies(context: Context, before: Entry): Promise<readonly string[]> {
  return [...(await removePosts(context, before.posts)), ...(await mendRoundups(context, before))];
}

/** Takes posted copies away, and nothing else. Returns the channels in which the platform refused. */
export const removePosts = (context: Context, posts: readonly PostedCopy[]): Promise<readonly string[]> =>
  each(context, posts, (messenger, post) => messenger.remove(post));

async function authorName(
  { stores, actor, person }: Context,
  { communityId, personId }: Entry,
): Promise<string | undefined> {
  const member = communityId === undefined ? undefined : await stores.members.find(communityId, personId);
  return member?.displayName ?? (person?.id === personId ? shownName(actor) : undefined);
}

type Messenger = Context['messengers'] extends ReadonlyMap<string, infer M> ? M : never;

async function each(
  { messengers }: Context,
  posts: readonly PostedCopy[],
  act: (messenger: Messenger, post: PostedCopy) => Promise<SendResult>,
): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const post of posts) {
    const messenger = messengers.get(post.platform);
    const result = messenger && (await act(messenger, post));
    // A copy that is gone already is what was wanted.
    if (!result?.ok && result?.reason !== 'message-gone') refused.push(post.channel);
  }
  return refused;
}
