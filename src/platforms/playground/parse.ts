import {
  type Actor,
  type Incoming,
  messageDeleted,
  messageEdited,
  messageWritten,
  type Place,
  type TypedMessage,
} from '../../chat/interaction.ts';
import { plainText } from '../../chat/markdown.ts';
import { channels, community, dmChannel, dmOwner, platform } from './limits.ts';
import type { PlaygroundMember, PlaygroundMessage } from './ports.ts';

/** `hint`: the text began like this command, but for the slash. */
export type Said =
  | { readonly type: 'command'; readonly incoming: Incoming }
  | { readonly type: 'chat'; readonly text: string; readonly hint?: string };

export interface SayRequest {
  readonly member: PlaygroundMember;
  /** As `placeOf` knows it. */
  readonly place: Place;
  readonly text: string;
  readonly eventId: string;
}

/** A text that begins with a slash is a command; everything else is for people only. */
export function parseSay(
  { member, place, text, eventId }: SayRequest,
  commandNames: ReadonlySet<string>,
): Said {
  const trimmed = text.trimStart();
  if (trimmed.startsWith('/')) {
    return {
      type: 'command',
      incoming: {
        eventId,
        actor: actorOf(member),
        place,
        interaction: { type: 'text', text: trimmed.slice(1) },
      },
    };
  }
  const first = (/^\S{1,32}/.exec(trimmed)?.[0] ?? '').toLowerCase().replace(/[.,:!?]$/, '');
  return { type: 'chat', text: text.trim(), ...(commandNames.has(first) && { hint: first }) };
}

/** A member's own message in their DM, as the bot is told of it. */
export const parseMessage = (
  member: PlaygroundMember,
  place: Place,
  message: PlaygroundMessage,
): Incoming => ({ ...messageWritten(typedMessage(message)), actor: actorOf(member), place });

/** The same once its author has changed it. */
export const parseEdit = (member: PlaygroundMember, place: Place, message: PlaygroundMessage): Incoming => ({
  ...messageEdited(typedMessage(message)),
  actor: actorOf(member),
  place,
});

/** The same once its author has deleted it. */
export const parseDeletion = (
  member: PlaygroundMember,
  place: Place,
  { id, channel }: PlaygroundMessage,
): Incoming => ({ ...messageDeleted({ id, channelId: channel }), actor: actorOf(member), place });

/** A member's own message as the bot reads it. */
export const typedMessage = ({
  id,
  channel,
  content,
  at,
  editedAt,
  repliesTo,
}: PlaygroundMessage): TypedMessage => ({
  id,
  channelId: channel,
  text: plainText({ source: content.text }),
  at,
  ...(editedAt !== undefined && { editedAt }),
  ...(repliesTo !== undefined && { repliesTo }),
});

export interface PressRequest {
  readonly member: PlaygroundMember;
  readonly place: Place;
  /** The signed id of a button, a select or a form. */
  readonly action: string;
  /** A list is what was selected, an object what was typed into a form. */
  readonly values: readonly string[] | Readonly<Record<string, string>>;
  readonly eventId: string;
}

export function parsePress({ member, place, action, values, eventId }: PressRequest): Incoming {
  const base = { eventId, actor: actorOf(member), place };
  return isList(values)
    ? { ...base, interaction: { type: 'press', action, values } }
    : { ...base, interaction: { type: 'submit', form: action, values } };
}

const isList = (values: PressRequest['values']): values is readonly string[] => Array.isArray(values);

export interface SuggestRequest {
  readonly member: PlaygroundMember;
  readonly place: Place;
  readonly command: string;
  readonly subcommand?: string;
  readonly option: string;
  readonly typed: string;
  readonly eventId: string;
}

export function parseSuggest(request: SuggestRequest): Incoming {
  const { member, place, command, subcommand, option, typed, eventId } = request;
  return {
    eventId,
    actor: actorOf(member),
    place,
    interaction: { type: 'suggest', name: command, ...(subcommand && { subcommand }), option, typed },
  };
}

function actorOf(member: PlaygroundMember): Actor {
  return {
    identity: { platform, user: member.id },
    displayName: member.name,
    isOrganiser: member.isOrganiser,
    zoneHint: member.zone,
  };
}

/** `dm` or a channel's name, with or without #; undefined when there is no such place for this member. */
export function placeOf(member: PlaygroundMember, channel: string): Place | undefined {
  const name = channel.replace(/^#/, '');
  if (name === 'dm' || dmOwner(name) === member.id) {
    return { kind: 'dm', platform, channel: dmChannel(member.id) };
  }
  if (!channels.some((it) => it.name === name)) return undefined;
  return { kind: 'channel', platform, channel: name, community };
}
