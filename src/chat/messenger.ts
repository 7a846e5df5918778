import type { Instant } from '../core/calendar/index.ts';
import type { LeftOutReason, Picture, PictureType } from '../core/log/index.ts';
import type { Identity } from '../core/people/index.ts';
import type { Incoming, TypedMessage, Upload } from './interaction.ts';
import type { ReactionsOf } from './reactions.ts';
import type { RenderedReply } from './rendered.ts';

/** Where the bot sends something by itself. */
export interface Destination {
  readonly platform: string;
  /** The Slack workspace or Discord server, where the platform needs it. */
  readonly team?: string;
  /** The channel's or the DM's id on the platform. */
  readonly channel: string;
}

/** A message that the bot posted: enough to edit or delete it. */
export interface PostRef extends Destination {
  readonly message: string;
  /** Files that went with it, where the platform keeps them beside the message; only the messenger reads these. */
  readonly files?: readonly string[];
}

/** A message of the bot's that the platform would not change or remove. */
export interface RefusedPost {
  readonly channel: string;
  readonly link?: string;
}

/** How a send, an edit or a removal ended. `uncertain`: it may have arrived; look it up before sending again. */
export type SendResult =
  | { readonly ok: true; readonly post: PostRef }
  | {
      readonly ok: false;
      readonly kind: 'permanent' | 'retry' | 'uncertain';
      /**
       * Stable: 'dm-closed', 'no-permission', 'channel-gone', 'message-gone', 'rate-limited', 'unavailable', 'invalid', and those
       * of `untilConnected`.
       */
      readonly reason: string;
      readonly retryAfterMs?: number;
      /** A retry that only makes sense once the platform was connected anew; the adapter says when. */
      readonly awaits?: 'session';
      /** What has to be granted and by whom, in the platform's own words; for members. */
      readonly missing?: string;
      /** For the log, never for a member. */
      readonly detail?: string;
      /** Of an edit or a removal that was done in part: what stands now. */
      readonly post?: PostRef;
    };

/**
 * Reasons for which something waits only until the platform is connected, or takes the token again. They say nothing about the
 * message, so they are never permanent.
 */
export const untilConnected = ['not-connected', 'token-refused', 'not-installed'] as const;

/** What is left of a DM that was emptied, for whoever has to do the rest. */
export interface LeftInDm {
  /** Messages that only their author can delete. */
  readonly own: number;
  /** Where the newest of them stand. */
  readonly links: readonly string[];
  /** Messages and files of the bot's that the platform would not delete. */
  readonly refused: number;
  /** It goes on after the answer. */
  readonly unfinished: boolean;
}

/** A picture as it was just now. `gone`: its message or file is deleted; `unavailable`: the platform did not say. */
export type FetchedPicture =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly contentType: PictureType }
  | { readonly ok: false; readonly reason: LeftOutReason };

/** `missing`: what to grant, in the platform's own words. `mayJoin`: the bot can let itself in if an organiser wishes. `unknown`: the platform did not say. */
export type MayPost =
  | { readonly ok: true }
  | { readonly ok: false; readonly missing: string; readonly mayJoin?: boolean; readonly unknown?: boolean };

/** An account of a community. */
export interface NamedAccount {
  readonly user: string;
  /** Absent where the platform did not say it. */
  readonly name?: string;
  readonly isBot: boolean;
}

/** What a platform does for messages that the bot sends by itself. One per platform. */
/** Messages that somebody wrote, oldest first. Not whole: others of that time are read by the next look. */
export interface Missed {
  readonly messages: readonly Incoming[];
  readonly isWhole: boolean;
}

export interface Messenger {
  readonly platform: string;
  /** Opens the DM with an account once; its channel is stored with the person. */
  openDm(
    identity: Identity,
  ): Promise<{ readonly ok: true; readonly destination: Destination } | Extract<SendResult, { ok: false }>>;
  /** `deliveryId` makes a repetition recognisable where the platform allows it. */
  send(to: Destination, reply: RenderedReply, deliveryId: string): Promise<SendResult>;
  edit(post: PostRef, reply: RenderedReply): Promise<SendResult>;
  remove(post: PostRef): Promise<SendResult>;
  /** Where people open a message in a browser; undefined where the platform does not say. */
  linkTo?(post: PostRef): Promise<string | undefined>;
  /** Whether an uncertain send arrived; undefined where the platform cannot tell (yet). */
  find?(to: Destination, deliveryId: string): Promise<PostRef | 'absent' | undefined>;
  /**
   * What an account wrote in its DM with the bot from an instant on, as it comes live; without what certainly came so.
   * Undefined: it cannot be read now.
   */
  missed?(identity: Identity, dm: Destination, from: Instant): Promise<Missed | undefined>;
  /** One message that an account wrote there, as it stands now; undefined where it is gone or cannot be read now. */
  messageOf?(identity: Identity, dm: Destination, id: string): Promise<TypedMessage | undefined>;
  /**
   * Who reacts to messages of the bot's with an emoji that cheers (R47), in the order given as far as the platform allows it.
   * A message that is gone, or cannot be read now, is left out. Where there are very many, it ends before the last.
   */
  reactionsTo?(posts: readonly PostRef[], signal?: AbortSignal): AsyncIterable<ReactionsOf>;
  /**
   * The bytes of an entry's picture, by an address that is asked for anew (R48). Never throws; ends within the milliseconds given.
   */
  pictureOf?(picture: Picture, withinMs: number): Promise<FetchedPicture>;
  /**
   * Sends a file that was given to a command into its giver's own DM, whose message keeps it from then on (R48). `reply`: what
   * that message says. The same `key` again sends nothing more. Never throws.
   */
  keepUpload?(
    identity: Identity,
    upload: Upload,
    reply: RenderedReply,
    key: string,
  ): Promise<
    { readonly ok: true; readonly picture: Picture } | { readonly ok: false; readonly reason: LeftOutReason }
  >;
  /** Whether the bot may write there; `missing` names what to grant, in the platform's own words. */
  mayPost(to: Destination): Promise<MayPost>;
  /** What a channel needs before the bot can post in it, as a sentence without its full stop; absent: nothing that one has to do. */
  channelsNeed?(team: string | undefined): Promise<string>;
  /** Goes into a channel by itself, where `mayPost` said `mayJoin`. */
  join?(to: Destination): Promise<MayPost>;
  /**
   * The channel that was typed as an option's value, where people type it; `forms`: there is none, and this is how one is
   * written here.
   */
  channelNamed?(typed: Destination): Promise<{ readonly channel: string } | { readonly forms: string }>;
  /** The account that an option's value names in a community (by its id on the platform); undefined: there is none. */
  accountNamed?(value: string, external: string): Promise<NamedAccount | undefined>;
  /** The same by the account's id. */
  accountById?(user: string, external: string): Promise<NamedAccount | undefined>;
  /** What somebody named an organiser still needs before the platform shows them organisers' commands; absent: nothing. */
  readonly organisersNeed?: string;
  /** Removes what the platform lets the bot remove of what an account alone sees, for an erasure. Undefined: nothing is left. */
  forget?(identity: Identity): Promise<LeftInDm | undefined>;
}
