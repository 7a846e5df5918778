import { type APIMessage, MessageType } from 'discord.js';
import {
  type Incoming,
  messageDeleted,
  messageEdited,
  messageWritten,
  type TypedMessage,
} from '../../chat/interaction.ts';
import { fileOf } from './attachments.ts';
import { platform } from './limits.ts';
import { calledOf, typedText } from './mentions.ts';

/** A message in the DM with the bot that a person wrote; undefined for what bots and Discord itself write. */
export function parseMessage(it: APIMessage): Incoming | undefined {
  const message = messageIn(it);
  return message && { ...messageWritten(message), ...whoAndWhere(it) };
}

/** The same message after its author changed it. Discord changes one by itself too, when it previews a link. */
export function parseEdit(it: APIMessage): Incoming | undefined {
  const message = messageIn(it);
  return message?.editedAt === undefined ? undefined : { ...messageEdited(message), ...whoAndWhere(it) };
}

/** `user`: whose DM it is, which the event does not say. */
export const parseDeletion = (id: string, channelId: string, user: string): Incoming => ({
  ...messageDeleted({ id, channelId }),
  actor: { identity: { platform, user }, isOrganiser: false },
  place: placeOf(channelId),
});

const written = new Set<MessageType>([MessageType.Default, MessageType.Reply]);

export function messageIn(it: APIMessage): TypedMessage | undefined {
  const { author, type, message_reference: reference } = it;
  if (!author || author.bot || it.webhook_id !== undefined || !written.has(type)) return undefined;
  const names = new Map((it.mentions ?? []).map((user) => [user.id, calledOf(user)]));
  const editedAt = it.edited_timestamp ? Date.parse(it.edited_timestamp) : undefined;
  const files = (it.attachments ?? []).map(fileOf);
  const repliesTo = type === MessageType.Reply ? reference?.message_id : undefined;
  return {
    id: it.id,
    channelId: it.channel_id,
    text: typedText(it.content, {
      user: (id) => names.get(id),
      role: () => undefined,
      channel: () => undefined,
    }),
    at: Date.parse(it.timestamp),
    ...(editedAt !== undefined && { editedAt }),
    ...(repliesTo !== undefined && { repliesTo }),
    ...(files.length > 0 && { files }),
  };
}

const whoAndWhere = ({ author, channel_id: channel }: APIMessage): Pick<Incoming, 'actor' | 'place'> => ({
  actor: { identity: { platform, user: author.id }, displayName: calledOf(author), isOrganiser: false },
  place: placeOf(channel),
});

const placeOf = (channel: string): Incoming['place'] => ({ kind: 'dm', platform, channel });
