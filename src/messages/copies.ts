import { type Context, shownName } from '../chat/context.ts';
import type { Entry } from '../core/log/index.ts';
import { sharedEntry } from './entry.ts';
import { actOn, moveCopy, type RefusedPost } from './posts.ts';
import { mendRoundups } from './roundup-copies.ts';

/**
 * Brings the posted copies of an entry up to date. `before`, after an edit of its author's: roundups that show it are
 * written anew as well. Returns what the platform refused.
 */
export async function editCopies(
  context: Context,
  entry: Entry,
  before?: Entry,
): Promise<readonly RefusedPost[]> {
  const reply = context.sign(sharedEntry(entry, await authorName(context, entry)));
  const refused: (RefusedPost | undefined)[] = [];
  for (const post of entry.posts)
    refused.push(
      await actOn(
        context,
        post,
        (messenger) => messenger.edit(post, reply),
        (now) => moveCopy(context, entry, now),
      ),
    );
  const copies = refused.filter((it) => it !== undefined);
  return before ? [...copies, ...(await mendRoundups(context, before))] : copies;
}

/** Takes away the posted copies that an entry had; roundups no longer show it. Returns what the platform refused. */
export async function removeCopies(context: Context, before: Entry): Promise<readonly RefusedPost[]> {
  return [...(await removePosts(context, before)), ...(await mendRoundups(context, before))];
}

/** Takes posted copies away, and nothing else. Returns what the platform refused. */
export async function removePosts(
  context: Context,
  { posts }: Pick<Entry, 'posts'>,
): Promise<readonly RefusedPost[]> {
  const refused: (RefusedPost | undefined)[] = [];
  for (const post of posts)
    refused.push(
      await actOn(
        context,
        post,
        (messenger) => messenger.remove(post),
        async () => undefined,
      ),
    );
  return refused.filter((it) => it !== undefined);
}

async function authorName(
  { stores, actor, person }: Context,
  { communityId, personId }: Entry,
): Promise<string | undefined> {
  const member = communityId === undefined ? undefined : await stores.members.find(communityId, personId);
  return member?.displayName ?? (person?.id === personId ? shownName(actor) : undefined);
}
