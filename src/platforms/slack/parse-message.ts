import {
  type Actor,
  type Incoming,
  messageDeleted,
  messageEdited,
  messageWritten,
  type TypedMessage,
} from '../../chat/interaction.ts';
import type { AttachedFile } from '../../core/log/index.ts';
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
  readonly files?: readonly FileBody[];
}

/** What is read of a file in a message (docs.slack.dev/reference/objects/file-object). */
interface FileBody {
  readonly id?: string;
  readonly name?: string;
  readonly title?: string;
  readonly mimetype?: string;
  readonly size?: number;
  readonly alt_txt?: string;
  /** `tombstone`: it was deleted. */
  readonly mode?: string;
}

/** The files of a message in neutral terms; their addresses are left out. */
export const filesIn = ({ files = [] }: MessageBody): readonly AttachedFile[] =>
  files.flatMap(({ id, name, title, mimetype = '', size = 0, alt_txt: alt, mode }) =>
    id === undefined || mode === 'tombstone'
      ? []
      : [{ id, name: name ?? title ?? '', contentType: mimetype, size, ...(alt && { alt }) }],
  );

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

/** `checked`: marks the files that the bot may not read. */
export function messageIn(
  it: MessageBody,
  channel: string,
  nameOf: NameOfMention | undefined,
  checked: (file: AttachedFile) => AttachedFile,
): TypedMessage {
  const files = filesIn(it).map(checked);
  const { ts = '', text = '', thread_ts: thread, edited } = it;
  return {
    id: ts,
    channelId: channel,
    text: typedText(text, nameOf),
    at: instantOf(ts),
    ...(edited?.ts !== undefined && { editedAt: instantOf(edited.ts) }),
    ...(thread !== undefined && thread !== ts && { repliesTo: thread }),
    ...(files.length > 0 && { files }),
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
