import type { Instant } from '../core/calendar/index.ts';
import type { AttachedFile } from '../core/log/index.ts';
import type { Identity } from '../core/people/index.ts';

/** What an adapter makes of a platform's event. */
export interface Incoming {
  /** Unique for the platform's event; a redelivery carries the same one. */
  readonly eventId: string;
  readonly actor: Actor;
  readonly place: Place;
  readonly interaction: Interaction;
  /** Files that were given as options' values, by their ids. */
  readonly uploads?: readonly Upload[];
  /** It was read from the DM's history, because nobody listened when it was written. It costs its author nothing. */
  readonly caughtUp?: true;
}

/** Who does something, as the platform says it. */
export interface Actor {
  readonly identity: Identity;
  /** How the platform shows them; absent where it did not say. */
  readonly displayName?: string;
  /** The account's own name, for whom no other name is known. */
  readonly accountName?: string;
  /** The platform itself lets them run the community (server or workspace admin). */
  readonly isOrganiser: boolean;
  /** What their profile says; offered, never applied by itself. */
  readonly zoneHint?: string;
  readonly languageHint?: string;
}

/** The best name that is known; a platform that does not answer may leave none. */
export const shownName = ({ displayName, accountName }: Actor): string | undefined =>
  displayName ?? accountName;

/** Where they do it. */
export interface Place {
  readonly kind: 'dm' | 'channel';
  readonly platform: string;
  readonly team?: string;
  readonly channel: string;
  /**
   * The server, workspace or playground around it, in which the bot is installed: a community exists by that alone. None in a
   * DM, where the bot is used personally, or where it is not installed.
   */
  readonly community?: { readonly external: string; readonly name: string };
}

export type Interaction =
  /** Typed as text, without the slash: `log built x minutes:50`. */
  | { readonly type: 'text'; readonly text: string }
  /** Native options, by name. */
  | {
      readonly type: 'command';
      readonly name: string;
      readonly subcommand?: string;
      readonly options: Readonly<Record<string, unknown>>;
    }
  /** A button or a select, by its signed id. */
  | { readonly type: 'press'; readonly action: string; readonly values: readonly string[] }
  | { readonly type: 'submit'; readonly form: string; readonly values: Readonly<Record<string, string>> }
  | {
      readonly type: 'suggest';
      readonly name: string;
      readonly subcommand?: string;
      readonly option: string;
      readonly typed: string;
    }
  | { readonly type: 'shortcut'; readonly label: string; readonly message: MessageFacts }
  /** Written to the bot in the DM with it, without a command; and what became of that message. */
  | { readonly type: 'message'; readonly message: TypedMessage }
  | { readonly type: 'message-edited'; readonly message: TypedMessage }
  | { readonly type: 'message-deleted'; readonly message: Pick<TypedMessage, 'id' | 'channelId'> };

/** A message that somebody wrote to the bot in the DM with it. */
export interface TypedMessage {
  readonly id: string;
  readonly channelId: string;
  readonly text: string;
  /** When it was written, by the platform's clock. */
  readonly at: Instant;
  readonly editedAt?: Instant;
  /** The message that it answers explicitly, or in whose thread it stands. */
  readonly repliesTo?: string;
  readonly files?: readonly AttachedFile[];
}

/** A file that was given to a command. Its address holds for the moment alone; no message is known that keeps it. */
export interface Upload extends AttachedFile {
  readonly address: string;
}

/** What makes a repetition of it recognisable, on every platform alike. */
export const messageEventId = ({ channelId, id }: Pick<TypedMessage, 'id' | 'channelId'>): string =>
  `message:${channelId}:${id}`;

/** The parts of an `Incoming` that say what became of a message. */
export const messageWritten = (message: TypedMessage): Pick<Incoming, 'eventId' | 'interaction'> => ({
  eventId: messageEventId(message),
  interaction: { type: 'message', message },
});
export const messageEdited = (message: TypedMessage): Pick<Incoming, 'eventId' | 'interaction'> => ({
  eventId: `${messageEventId(message)}:edited:${message.editedAt ?? ''}`,
  interaction: { type: 'message-edited', message },
});
export const messageDeleted = (
  message: Pick<TypedMessage, 'id' | 'channelId'>,
): Pick<Incoming, 'eventId' | 'interaction'> => ({
  eventId: `${messageEventId(message)}:deleted`,
  interaction: { type: 'message-deleted', message },
});

export interface MessageFacts {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly text: string;
}
