import type { Services } from '../chat/context.ts';
import type { Messenger, PostRef, RefusedPost, SendResult } from '../chat/messenger.ts';
import type { Entry, PostedCopy } from '../core/log/index.ts';

type Around = Pick<Services, 'messengers'>;

/**
 * Does something to a posted message. `changed` gets the message where it stands otherwise than before, with other files. One
 * that is gone already is what was wanted. Returns what the platform refused.
 */
export async function actOn(
  { messengers }: Around,
  post: PostRef,
  act: (messenger: Messenger) => Promise<SendResult>,
  changed: (post: PostRef) => Promise<unknown>,
): Promise<RefusedPost | undefined> {
  const messenger = messengers.get(post.platform);
  const result = messenger && (await act(messenger));
  if (result?.post && !isSamePost(result.post, post)) await changed(result.post);
  if (result?.ok || result?.reason === 'message-gone') return undefined;
  const link = await messenger?.linkTo?.(post);
  return { channel: post.channel, ...(link && { link }) };
}

const isSamePost = (one: PostRef, other: PostRef): boolean =>
  one.message === other.message && String(one.files ?? []) === String(other.files ?? []);

const tries = 5;

/** Writes down that a copy of an entry stands otherwise than before. */
export async function moveCopy(
  { stores }: Pick<Services, 'stores'>,
  { personId, id }: Entry,
  copy: PostedCopy,
): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const entry = await stores.entries.find(personId, id, { deleted: true });
    if (!entry?.posts.some((it) => it.message === copy.message)) return;
    const posts = entry.posts.map((it) => (it.message === copy.message ? copy : it));
    if ((await stores.entries.save({ ...entry, posts })).ok) return;
  }
}
