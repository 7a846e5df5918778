import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { joined, md } from '../../src/chat/markdown.ts';
import type { Answer, Reply } from '../../src/chat/reply.ts';
import { type Entry, editEntry, type Picture } from '../../src/core/log/index.ts';
import { refusedText } from '../../src/messages/history.ts';
import { removePicturesButton, shownPicturesText } from '../../src/messages/pictures.ts';
import { editCopies } from '../../src/posts/copies.ts';
import { loadPictures } from '../../src/posts/pictures.ts';
import { gone } from './mine.ts';

/** Bytes that an answer carries; pictures beyond are opened by their link. */
const bytesShown = 10 * 1024 * 1024;

/** Adds an entry's pictures to what shows it: themselves as far as they fit, and where each one's message is opened (R48). */
export async function withPictures(reply: Reply, entry: Entry, context: Context): Promise<Reply> {
  const all = entry.pictures ?? [];
  if (all.length === 0) return reply;
  let room = bytesShown;
  const fitting = all.filter(({ size }) => {
    room -= size;
    return room >= 0;
  });
  const [{ pictures, missing }, links] = await Promise.all([
    loadPictures(context.services, fitting),
    linksTo(all, context),
  ]);
  return {
    ...reply,
    ...(pictures.length > 0 && { pictures }),
    text: joined([reply.text, shownPicturesText({ links, missing })]),
    buttons: [...(reply.buttons ?? []), [removePicturesButton(entry)]],
  };
}

async function linksTo(pictures: readonly Picture[], { services }: Context): Promise<readonly string[]> {
  const found = await Promise.all(pictures.map((it) => services.messengers.get(it.platform)?.linkTo?.(it)));
  return [...new Set(found.filter((it) => it !== undefined))];
}

/** Takes an entry's pictures off it and off its copies. The messages that hold them are their author's, and stay. */
export async function removePictures(id: string, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores, rules },
  } = context;
  const limits = { now, backdateDays: rules.backdateDays };
  const changed = person && (await editEntry(stores, person, id, { pictures: [] }, limits));
  if (!changed?.ok) return gone;
  const refused = await editCopies(context, changed.entry, changed.before);
  await dropKept(changed.before, context);
  return privately(
    'picture-removed',
    joined([
      md`Done, the entry has no picture anymore. A message that you sent me with it stays in our DM until you delete it.`,
      refusedText(refused),
    ]),
    { buttons: [[{ label: 'Show it', action: { name: 'history.show', args: [id] } }]] },
  );
}

/** The bot's own messages that were made to hold an entry's pictures go with them. */
export async function dropKept({ pictures = [] }: Entry, { services }: Context): Promise<void> {
  for (const it of pictures) if (it.isKept) await services.messengers.get(it.platform)?.remove(it);
}
