import type { Services } from '../chat/context.ts';
import type { AttachedPicture, Reply } from '../chat/reply.ts';
import type { Entry, LeftOutReason, Picture } from '../core/log/index.ts';
import { sharedEntry } from '../messages/entry.ts';

type Around = Pick<Services, 'messengers'>;

/** All of an entry's pictures are asked for at once, and none is waited for longer: a delivery's lease must outlast it. */
const loadWithinMs = 12_000;

export interface LoadedPictures {
  readonly pictures: readonly AttachedPicture[];
  /** Of those that could not be read, each reason. */
  readonly missing: readonly LeftOutReason[];
}

/**
 * Asks the platforms for an entry's pictures (R49). They get plain names: what somebody called a file on their own machine is
 * nobody else's business.
 */
export async function loadPictures(
  { messengers }: Around,
  pictures: readonly Picture[] = [],
): Promise<LoadedPictures> {
  const loaded = await Promise.all(
    pictures.map(
      async (it) =>
        (await messengers.get(it.platform)?.pictureOf?.(it, loadWithinMs)) ??
        ({ ok: false, reason: 'unavailable' } as const),
    ),
  );
  return {
    pictures: loaded.flatMap((it, index): AttachedPicture[] => {
      const alt = pictures[index]?.alt;
      if (!it.ok) return [];
      const { bytes, contentType } = it;
      const name = `picture-${index + 1}.${contentType.split('/')[1]}`;
      return [{ name, contentType, bytes, ...(alt !== undefined && { alt }) }];
    }),
    missing: loaded.flatMap((it) => (it.ok ? [] : [it.reason])),
  };
}

const idsOf = ({ pictures = [] }: Pick<Entry, 'pictures'>): string =>
  pictures.map(({ message, file }) => `${message}/${file}`).join(' ');

/**
 * A shared copy as it is to stand after its entry changed. Its pictures stay as they are unless the entry has others than
 * `before`: then all of them are uploaded anew, and those that are gone go.
 */
export async function changedCopy(
  around: Around,
  entry: Entry,
  author: string | undefined,
  before: Pick<Entry, 'pictures'> = entry,
): Promise<Reply> {
  const reply = sharedEntry(entry, author);
  if (idsOf(entry) === idsOf(before)) return { ...reply, keepsPictures: true };
  const { pictures } = await loadPictures(around, entry.pictures);
  return { ...reply, pictures };
}
