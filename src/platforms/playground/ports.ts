import type { Choice } from '../../chat/reply.ts';
import type { Instant } from '../../core/calendar/index.ts';

/** Somebody who lives in the playground: what a platform knows of an account. */
export interface PlaygroundMember {
  readonly id: string;
  /** Unique whatever its case; 1 to 32 characters. */
  readonly name: string;
  /** Which of the page's eight avatar colours. */
  readonly colour: number;
  /** What their profile says; the bot keeps a zone of its own. */
  readonly zone: string;
  readonly isOrganiser: boolean;
  readonly dmOpen: boolean;
  readonly joinedAt: Instant;
}

/** A file or picture of a message; served by its id. */
export interface PlaygroundFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What a message shows; texts in the bot's small markdown. A member's own words are `text` taken literally. */
export interface MessageContent {
  readonly code: string;
  readonly text: string;
  readonly namesOthers?: true;
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
  readonly picture?: {
    readonly file: string;
    readonly alt: string;
    readonly width: number;
    readonly height: number;
  };
  readonly file?: {
    readonly file: string;
    readonly name: string;
    readonly contentType: string;
    readonly size: number;
  };
  readonly buttons?: readonly (readonly StoredButton[])[];
  readonly select?: {
    readonly placeholder: string;
    readonly action: string;
    readonly choices: readonly Choice[];
  };
}

export interface StoredButton {
  readonly label: string;
  readonly action: string;
  readonly style: 'primary' | 'secondary' | 'danger';
  readonly opensForm: boolean;
}

export interface PlaygroundMessage {
  readonly id: string;
  /** Unique: the event or delivery that it came from, so that a repetition posts nothing. */
  readonly key: string;
  /** A channel's name, or `dm:` and the member's id. */
  readonly channel: string;
  /** A member's id; absent: the bot. */
  readonly author?: string;
  /** The only member who sees it; absent: everybody in the place. */
  readonly visibleTo?: string;
  /** The command that it answers: whose, and as much of it as everybody in the place may read. */
  readonly answers?: { readonly member: string; readonly command: string };
  /** The message of the same DM that it replies to explicitly, by its id. */
  readonly repliesTo?: string;
  readonly content: MessageContent;
  readonly at: Instant;
  readonly editedAt?: Instant;
  readonly removedAt?: Instant;
  /** Its place in the order of all messages. */
  readonly seq: number;
  /** Rises over all messages with every change; `changesAfter` continues from it. */
  readonly rev: number;
}

export type NewMessage = Omit<PlaygroundMessage, 'seq' | 'rev' | 'editedAt' | 'removedAt'>;

/** Keeps what a chat platform would keep. Writes of messages are serial, so that `rev` is never seen out of order. */
export interface PlaygroundStore {
  /** The first member is an organiser in any case. */
  addMember(
    member: PlaygroundMember,
  ): Promise<
    | { readonly ok: true; readonly member: PlaygroundMember }
    | { readonly ok: false; readonly code: 'name-taken' }
  >;
  removeMember(id: string): Promise<void>;
  /** By joining, oldest first. */
  members(): Promise<readonly PlaygroundMember[]>;
  findMember(id: string): Promise<PlaygroundMember | undefined>;
  findMemberByName(name: string): Promise<PlaygroundMember | undefined>;
  setDmOpen(id: string, open: boolean): Promise<void>;

  /** With a `key` that exists already nothing is written and the first message is returned. */
  addMessage(message: NewMessage): Promise<{ readonly message: PlaygroundMessage; readonly fresh: boolean }>;
  /** Undefined when it is unknown or removed. */
  replaceContent(id: string, content: MessageContent, at: Instant): Promise<PlaygroundMessage | undefined>;
  removeMessage(id: string, at: Instant): Promise<PlaygroundMessage | undefined>;
  /**
   * Deletes what the bot and the member said to each other: their DM, what only they see, what answers name them; and what it
   * said to one of the others alone that names somebody.
   */
  forgetTalk(member: string): Promise<void>;
  findMessage(id: string): Promise<PlaygroundMessage | undefined>;
  findMessageByKey(key: string): Promise<PlaygroundMessage | undefined>;
  /** The newest messages that carry this button or select. */
  findByAction(action: string, limit: number): Promise<readonly PlaygroundMessage[]>;
  /** The newest `limit` messages before `before`, oldest first; only those that `viewer` sees, if one is named. */
  listMessages(query: {
    readonly channel: string;
    readonly viewer?: string;
    readonly before?: number;
    readonly limit: number;
  }): Promise<readonly PlaygroundMessage[]>;
  /** Messages written, changed or removed after `rev`, in the order of their change. */
  changesAfter(rev: number, limit: number): Promise<readonly PlaygroundMessage[]>;
  lastRev(): Promise<number>;

  /** Never goes back. */
  markRead(member: string, channel: string, seq: number): Promise<void>;
  /** The last message read, by channel. */
  readMarks(member: string): Promise<ReadonlyMap<string, number>>;
  /** How many messages after `seq` the member sees that are not their own; at most `limit`. */
  countUnread(member: string, channel: string, seq: number, limit: number): Promise<number>;

  /** The same bytes under the same name twice are one file. It goes with the last message that shows it. */
  putFile(file: PlaygroundFile): Promise<void>;
  findFile(id: string): Promise<PlaygroundFile | undefined>;
}
