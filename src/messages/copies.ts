import type { Context } from '../chat/context.ts';
import type { SendResult } from '../chat/messenger.ts';
import type { Entry, PostedCopy } from '../core/log/index.ts';
import { sharedEntry } from './entry.ts';

/** Brings the posted copies of an entry up to date. Returns the channels in which the platform refused. */
export async function editCopies(context: Context, entry: Entry): Promise<readonly string[]> {
  const author = await authorName(context, entry);
  return each(context, entry.posts, (messenger, post) =>
    messenger.edit(post, context.sign(sharedEntry(entry, author))),
  );
}

/** Takes the posted copies away. Returns the channels in which the platform refused. */
export const removeCopies = (context: Context, posts: readonly PostedCopy[]): Promise<readonly string[]> =>
  each(context, posts, (messenger, post) => messenger.remove(post));

async function authorName({ stores, actor }: Context, { communityId, personId }: Entry): Promise<string> {
  const member = communityId === undefined ? undefined : await stores.members.find(communityId, personId);
  return member?.displayName ?? actor.displayName;
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
