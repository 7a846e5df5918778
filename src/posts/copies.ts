import type { Context, Services } from '../chat/context.ts';
import { shownName } from '../chat/interaction.ts';
import type { RefusedPost } from '../chat/messenger.ts';
import type { RenderedReply } from '../chat/rendered.ts';
import type { Entry } from '../core/log/index.ts';
import { actOn, moveCopy } from './act-on-post.ts';
import { changedCopy } from './pictures.ts';
import { rewriteRoundupsWith } from './roundup-copies.ts';

/**
 * Brings the posted copies of an entry up to date. `before`, after an edit of its author's: roundups that show it are
 * written anew as well. Returns what the platform refused.
 */
export async function editCopies(
  context: Context,
  entry: Entry,
  before?: Entry,
): Promise<readonly RefusedPost[]> {
  const author = entry.posts.length > 0 ? await authorName(context, entry) : undefined;
  const copies = await editPosts(context.services, entry, author, before);
  return before ? [...copies, ...(await rewriteRoundupsWith(context.services, before))] : copies;
}

/** Brings the posted copies of an entry up to date, and nothing else. Returns what the platform refused. */
export async function editPosts(
  around: Pick<Services, 'stores' | 'messengers' | 'sign'>,
  entry: Entry,
  author: string | undefined,
  before?: Entry,
): Promise<readonly RefusedPost[]> {
  const reply = entry.posts.length > 0 && around.sign(await changedCopy(around, entry, author, before));
  const refused: (RefusedPost | undefined)[] = [];
  for (const post of reply ? entry.posts : [])
    refused.push(
      await actOn(
        around,
        post,
        (messenger) => messenger.edit(post, reply as RenderedReply),
        (now) => moveCopy(around, entry, now),
      ),
    );
  return refused.filter((it) => it !== undefined);
}

/** Takes away the posted copies that an entry had; roundups no longer show it. Returns what the platform refused. */
export async function removeCopies(context: Context, before: Entry): Promise<readonly RefusedPost[]> {
  return [...(await removePosts(context, before)), ...(await rewriteRoundupsWith(context.services, before))];
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
        context.services,
        post,
        (messenger) => messenger.remove(post),
        async () => undefined,
      ),
    );
  return refused.filter((it) => it !== undefined);
}

async function authorName(
  { actor, person, services: { stores } }: Context,
  { communityId, personId }: Entry,
): Promise<string | undefined> {
  const member = communityId === undefined ? undefined : await stores.members.find(communityId, personId);
  return member?.displayName ?? (person?.id === personId ? shownName(actor) : undefined);
}
