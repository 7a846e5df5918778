import type { Services } from '../chat/context.ts';
import type { Entry, PostedCopy } from '../core/log/index.ts';
import { actOn, moveCopy } from './act-on-post.ts';
import { changedCopy } from './pictures.ts';

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
    const others = current.posts.filter((it) => it.message !== post.message);
    const known = current.posts.find((it) => it.message === post.message);
    // Whoever looked it up while its files were still on their way knows fewer of them.
    if (known && (post.files ?? []).every((it) => known.files?.includes(it))) return;
    const files = [...new Set([...(known?.files ?? []), ...(post.files ?? [])])];
    const copy = { ...post, ...(files.length > 0 && { files }) };
    const written = await stores.entries.save({ ...current, posts: [...others, copy] });
    if (!written.ok) continue;
    if (current.version !== posted.version) {
      const { communityId = '', personId } = current;
      const member = await stores.members.find(communityId, personId);
      const reply = sign(await changedCopy(deps, current, member?.displayName, posted));
      await actOn(
        deps,
        copy,
        (there) => there.edit(copy, reply),
        (now) => moveCopy(deps, current, now),
      );
    }
    return;
  }
}
