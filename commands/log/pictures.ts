import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import type { TypedMessage } from '../../src/chat/interaction.ts';
import { joined, md } from '../../src/chat/markdown.ts';
import type { Answer, Form } from '../../src/chat/reply.ts';
import {
  type ChosenPictures,
  choosePictures,
  type Entry,
  editEntry,
  fileProblem,
  noPictures,
  type Picture,
  picturesAtMost,
  plainName,
} from '../../src/core/log/index.ts';
import { refusedText } from '../../src/messages/history.ts';
import { keptPictureText, leftOutText, picturesText } from '../../src/messages/pictures.ts';
import { messageGoneText } from '../../src/messages/typed.ts';
import { editCopies } from '../../src/posts/copies.ts';
import { gone } from '../history/mine.ts';
import { readBack } from './read-back.ts';

/** What of a message in this DM belongs to its entry (R48); `room`: how many the entry can still take. */
export const picturesIn = (
  { id, channelId, files = [] }: TypedMessage,
  { place: { platform, team } }: Context,
  room?: number,
): ChosenPictures =>
  choosePictures(
    files,
    { platform, ...(team !== undefined && { team }), channel: channelId, message: id },
    room,
  );

/** The same of a message that is read once more; none where it is gone. */
export async function picturesOfMessage(id: string, context: Context): Promise<ChosenPictures> {
  const found = context.place.kind === 'dm' ? await readBack(id, context) : undefined;
  return found ? picturesIn(found.message, context) : noPictures;
}

/**
 * A picture that was given to the command. Its address is good for this moment alone and no message holds it, so it is sent into
 * its giver's DM, whose message holds it from then on (R48).
 */
export async function keepUpload(id: string, context: Context): Promise<ChosenPictures> {
  const { actor, eventId, services } = context;
  const upload = context.uploads?.find((it) => it.id === id);
  const messenger = services.messengers.get(actor.identity.platform);
  if (!upload || !messenger?.keepUpload) return noPictures;
  const name = plainName(upload.name);
  const problem = fileProblem(upload);
  if (problem) return { pictures: [], leftOut: [{ name, reason: problem }] };
  const said = services.sign(keptPictureText);
  const kept = await messenger.keepUpload(actor.identity, upload, said, `${eventId}:picture`);
  return kept.ok
    ? { pictures: [kept.picture], leftOut: [] }
    : { pictures: [], leftOut: [{ name, reason: kept.reason }] };
}

/** Asks for the words of a picture that came without any; `[messageId]`. */
export const describeForm = (args: readonly string[]): Form => ({
  title: 'Your picture',
  submitLabel: 'Log it',
  action: { name: 'log.describe', args },
  fields: [
    {
      name: 'text',
      label: 'What does it show?',
      kind: 'paragraph',
      required: true,
      placeholder: 'One line is enough',
    },
  ],
});

/** *Add it to the one before*: the pictures of a message become those of an entry, once. */
export async function attachPictures(entryId: string, messageId: string, context: Context): Promise<Answer> {
  const {
    now,
    services: { stores, rules },
  } = context;
  const found = await readBack(messageId, context);
  if (!found) return messageGoneText;
  const entry = await stores.entries.find(found.person.id, entryId);
  if (!entry) return gone;
  const { pictures: had = [] } = entry;
  const others = had.filter((it) => !isOf(found.message)(it));
  const chosen = picturesIn(found.message, context, picturesAtMost - others.length);
  const limits = { now, backdateDays: rules.backdateDays };
  const pictures = [...others, ...chosen.pictures];
  const changed = await editEntry(stores, found.person, entryId, { pictures }, limits);
  if (!changed.ok) return gone;
  const refused = await editCopies(context, changed.entry, changed.before);
  return privately(
    'picture-added',
    joined([
      md`Done, it belongs to that entry now.`,
      picturesText(changed.entry),
      leftOutText(chosen.leftOut),
      refusedText(refused),
    ]),
    { buttons: [[{ label: 'Show it', action: { name: 'history.show', args: [entryId] } }]] },
  );
}

export const isOf =
  ({ id, channelId }: Pick<TypedMessage, 'id' | 'channelId'>) =>
  (it: Picture): boolean =>
    it.message === id && it.channel === channelId;

/**
 * The pictures of an entry whose message was edited; undefined where they are the same. While the message's files may not be read
 * nothing is known of them.
 */
export function picturesAfterEdit(
  { pictures: had = [] }: Entry,
  message: TypedMessage,
  context: Context,
): ChosenPictures | undefined {
  const others = had.filter((it) => !isOf(message)(it));
  const chosen = picturesIn(message, context, picturesAtMost - others.length);
  if (chosen.leftOut.some(({ reason }) => reason === 'closed')) return undefined;
  const pictures = [...others, ...chosen.pictures];
  const same =
    had.length === pictures.length && had.every((it) => pictures.some(({ file }) => file === it.file));
  return same ? undefined : { ...chosen, pictures };
}
