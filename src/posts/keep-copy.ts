import type { Services } from '../chat/context.ts';
import type { Entry, PostedCopy } from '../core/log/index.ts';
import { sharedEntry } from '../messages/entry.ts';
import { actOn, moveCopy } from './act-on-post.ts';

type Around = Pick<Services, 'stores' | 'messengers' | 'sign'>;

const tries = 5;

/**
 * Writes down where the copy of a shared entry stands. What its author did while it was under way holds for the copy too:
 * it is taken away if the entry is not shared any more, and mended if its words changed.
 */
export async function keepCopy(deps: Around, posted: Entry, post: PostedCopy): Promise<void> {
  const { stores, messengers, sign } = deps;
  const messenger = messengers.get(post.platform);
  for (let attempt = 0; attempt < tries; attempt++) {
    // Linked or parted meanwhile, its author has another id.
    const current =
      (await stores.entries.find(posted.personId, posted.id)) ??
      (await stores.entries.findShared(posted.communityId ?? '', posted.id));
    if (current?.audience !== 'community' || current.hidden) {
      await messenger?.remove(post);
      return;
    }
    if (current.posts.some((it) => it.message === post.message)) return;
    const written = await stores.entries.save({ ...current, posts: [...current.posts, post] });
    if (!written.ok) continue;
    if (current.version !== posted.version) {
      const { communityId = '', personId } = current;
      const member = await stores.members.find(communityId, personId);
      const reply = sign(sharedEntry(current, member?.displayName));
      await actOn(
        deps,
        post,
        (there) => there.edit(post, reply),
        (now) => moveCopy(deps, current, now),
      );
    }
    return;
  }
}
