import type { FakeUser } from '../members/user.ts';
import type { UploadedFile } from './attachment.ts';
import { type FakeChannel, intents } from './channel.ts';
import { compose, dropFiles, type MessageBody } from './compose.ts';
import { FakeMessage, flag, type Origin } from './message.ts';

/** A message that nobody sees yet. */
export function draft(
  channel: FakeChannel,
  author: FakeUser,
  origin: Origin,
  onlyFor?: FakeUser,
): FakeMessage {
  const { state } = channel;
  const message = new FakeMessage(state.ids.next(), channel, author, state.now(), origin);
  message.onlyFor = onlyFor;
  if (onlyFor) message.flags = flag.ephemeral;
  return message;
}

export function publish(
  message: FakeMessage,
  body: MessageBody,
  files: readonly UploadedFile[],
): FakeMessage {
  compose(message, body, files);
  message.channel.messages.push(message);
  announce(message, 'MESSAGE_CREATE');
  return message;
}

export function edit(message: FakeMessage, body: MessageBody, files: readonly UploadedFile[]): FakeMessage {
  message.earlier.push(message.text);
  message.flags &= ~flag.loading;
  compose(message, body, files);
  message.editedAt = message.channel.state.now();
  announce(message, 'MESSAGE_UPDATE');
  return message;
}

export function preview(message: FakeMessage): void {
  announce(message, 'MESSAGE_UPDATE');
}

export function remove(message: FakeMessage): void {
  message.deleted = true;
  const { channel } = message;
  dropFiles(channel.state, message.attachments);
  const data = {
    id: message.id,
    channel_id: channel.id,
    ...(channel.guild ? { guild_id: channel.guild.id } : {}),
  };
  tell(message, 'MESSAGE_DELETE', data);
}

const announce = (message: FakeMessage, name: string): void => {
  const { guild } = message.channel;
  tell(message, name, { ...message.toJSON(), ...(guild ? { guild_id: guild.id } : {}) });
};

function tell(message: FakeMessage, name: string, data: unknown): void {
  const { channel } = message;
  if (message.onlyFor || channel.context === 2 || (channel.guild && !channel.guild.installed)) return;
  channel.state.dispatch({
    name,
    data,
    ...(channel.guild ? { guildId: channel.guild.id } : {}),
    intent: channel.guild ? intents.guildMessages : intents.directMessages,
  });
}
