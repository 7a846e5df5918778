import { normalizeBlocks } from '../block-kit/normalize.ts';
import { copy, defined, type Json, objectsIn, text } from '../json.ts';
import type { ConversationRecord, MessageRecord, TeamRecord } from '../model.ts';
import type { SlackState } from '../state.ts';
import { fileObject } from './files.ts';

/** What a send gives, whatever the way: a method's arguments, an acknowledgement or a response_url's body. */
export interface Sent {
  body: Json;
  via: string;
  ephemeralFor?: string;
  interaction?: string;
  files?: string[];
}

/** Posts as the bot and tells who waits. */
export function postAsBot(
  state: SlackState,
  team: TeamRecord,
  place: ConversationRecord,
  sent: Sent,
): MessageRecord {
  const { body } = sent;
  const message: MessageRecord = {
    ts: state.ids.ts(),
    channel: place.id,
    teamId: team.id,
    user: team.botUserId,
    byBot: true,
    text: text(body.text),
    blocks: blocksOf(state, body),
    attachments: objectsIn(body.attachments),
    ...(body.metadata === undefined ? {} : { metadata: copy(body.metadata) as Json }),
    ...(typeof body.thread_ts === 'string' ? { threadTs: body.thread_ts } : {}),
    ...(sent.ephemeralFor ? { ephemeralFor: sent.ephemeralFor } : {}),
    ...(typeof body.parse === 'string' ? { parse: body.parse } : {}),
    ...(body.mrkdwn === false ? { mrkdwn: false } : {}),
    ...(typeof body.unfurl_links === 'boolean' ? { unfurlLinks: body.unfurl_links } : {}),
    ...(typeof body.unfurl_media === 'boolean' ? { unfurlMedia: body.unfurl_media } : {}),
    ...(typeof body.username === 'string' ? { username: body.username } : {}),
    files: sent.files ?? [],
    linkNames: body.link_names === true,
    via: sent.via,
    values: {},
    reactions: new Map(),
  };
  place.messages.push(message);
  state.effects.emit({
    kind: sent.ephemeralFor ? 'ephemeral' : 'message',
    teamId: team.id,
    channel: place.id,
    message,
    ...(sent.ephemeralFor ? { userId: sent.ephemeralFor } : {}),
    ...(sent.interaction ? { interaction: sent.interaction } : {}),
  });
  return message;
}

/** Replaces a message's text and how it is read; blocks and attachments that are not given stay, as chat.update has it. */
export function updateMessage(
  state: SlackState,
  team: TeamRecord,
  message: MessageRecord,
  body: Json,
  interaction?: string,
): void {
  message.text = text(body.text);
  if (body.blocks !== undefined) message.blocks = blocksOf(state, body);
  if (body.attachments !== undefined) message.attachments = objectsIn(body.attachments);
  if (typeof body.parse === 'string') message.parse = body.parse;
  else delete message.parse;
  message.linkNames = body.link_names === true;
  message.values = {};
  if (body.metadata !== undefined) message.metadata = copy(body.metadata) as Json;
  if (!message.ephemeralFor) message.edited = state.ids.ts();
  tell(state, team, 'update', message, interaction);
}

export function deleteMessage(
  state: SlackState,
  team: TeamRecord,
  place: ConversationRecord,
  message: MessageRecord,
  interaction?: string,
): void {
  place.messages.splice(place.messages.indexOf(message), 1);
  tell(state, team, 'delete', message, interaction);
}

function tell(
  state: SlackState,
  team: TeamRecord,
  kind: 'delete' | 'update',
  message: MessageRecord,
  interaction?: string,
): void {
  state.effects.emit({
    kind,
    teamId: team.id,
    channel: message.channel,
    message,
    ...(message.ephemeralFor ? { userId: message.ephemeralFor } : {}),
    ...(interaction ? { interaction } : {}),
  });
}

const blocksOf = (state: SlackState, body: Json): Json[] =>
  normalizeBlocks(objectsIn(body.blocks), () => state.ids.next('', 5));

/** A message as methods and payloads show it; metadata only where it is asked for. */
export function messageObject(
  state: SlackState,
  team: TeamRecord,
  message: MessageRecord,
  withMetadata = false,
): Json {
  const replies = message.files.map((id) => state.files.get(id)).filter((file) => file !== undefined);
  return defined({
    type: 'message',
    subtype: message.username
      ? 'bot_message'
      : !message.byBot && message.files.length > 0
        ? 'file_share'
        : undefined,
    user: message.user,
    ts: message.ts,
    team: team.id,
    text: message.text,
    // A message that carries files names the bot's user alone.
    ...(message.byBot && message.files.length === 0
      ? { bot_id: team.botId, app_id: state.app.id, bot_profile: botProfile(state, team) }
      : {}),
    username: message.username,
    blocks: message.blocks.length > 0 ? copy(message.blocks) : undefined,
    attachments: message.attachments.length > 0 ? copy(message.attachments) : undefined,
    thread_ts: message.threadTs,
    edited: message.edited ? { user: message.user, ts: message.edited } : undefined,
    files: replies.length > 0 ? replies.map((file) => fileObject(state, team, file)) : undefined,
    reactions:
      message.reactions.size > 0
        ? [...message.reactions].map(([name, users]) => ({ name, users: [...users], count: users.size }))
        : undefined,
    metadata: withMetadata && message.metadata ? copy(message.metadata) : undefined,
  });
}

const botProfile = (state: SlackState, team: TeamRecord): Json => ({
  id: team.botId,
  app_id: state.app.id,
  name: state.app.botName,
  deleted: false,
  team_id: team.id,
  updated: 0,
});

export const findMessage = (place: ConversationRecord, ts: string): MessageRecord | undefined =>
  place.messages.find((message) => message.ts === ts);
