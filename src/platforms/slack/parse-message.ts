import {
  type Actor,
  type Incoming,
  messageDeleted,
  messageEdited,
  messageWritten,
  type TypedMessage,
} from '../../chat/interaction.ts';
import { type NameOfMention, typedText } from './escape.ts';
import { platform } from './limits.ts';

/** What is read of a message in events and histories (docs.slack.dev/reference/events/message). */
export interface MessageBody {
  readonly ts?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly text?: string;
  readonly subtype?: string;
  readonly thread_ts?: string;
  readonly edited?: { readonly ts?: string };
}

/** The kinds of messages that people write; all others are Slack's own. */
const written = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message']);

/** Somebody's own message: what an app writes carries the id of its bot. */
export const isWritten = (it: MessageBody, botUser: string | undefined): boolean =>
  it.user !== undefined &&
  it.ts !== undefined &&
  it.bot_id === undefined &&
  it.user !== botUser &&
  written.has(it.subtype);

const instantOf = (ts: string): number => Math.floor(Number(ts) * 1000);

export function messageIn(it: MessageBody, channel: string, nameOf: NameOfMention | undefined): TypedMessage {
  const { ts = '', text = '', thread_ts: thread, edited } = it;
  return {
    id: ts,
    channelId: channel,
    text: typedText(text, nameOf),
    at: instantOf(ts),
    ...(edited?.ts !== undefined && { editedAt: instantOf(edited.ts) }),
    ...(thread !== undefined && thread !== ts && { repliesTo: thread }),
  };
}

/** Who wrote it, in the workspace of whose app they wrote to. */
interface Where {
  readonly actor: Actor;
  readonly team: string;
  readonly channel: string;
}

const placed = ({ actor, team, channel }: Where): Pick<Incoming, 'actor' | 'place'> => ({
  actor,
  place: { kind: 'dm', platform, team, channel },
});

export const parseWritten = (message: TypedMessage, where: Where): Incoming => ({
  ...messageWritten(message),
  ...placed(where),
});
export const parseEdited = (message: TypedMessage, where: Where): Incoming => ({
  ...messageEdited(message),
  ...placed(where),
});
export const parseDeleted = (id: string, where: Where): Incoming => ({
  ...messageDeleted({ id, channelId: where.channel }),
  ...placed(where),
});
