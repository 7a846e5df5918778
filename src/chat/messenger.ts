import type { Identity } from '../core/people/index.ts';
import type { RenderedReply } from './incoming.ts';

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
}

/** How a send, an edit or a removal ended. `uncertain`: it may have arrived; look it up before sending again. */
export type SendResult =
  | { readonly ok: true; readonly post: PostRef }
  | {
      readonly ok: false;
      readonly kind: 'permanent' | 'retry' | 'uncertain';
      /** Stable: 'dm-closed', 'no-permission', 'channel-gone', 'message-gone', 'rate-limited', 'unavailable', 'invalid'. */
      readonly reason: string;
      readonly retryAfterMs?: number;
      /** A retry that only makes sense once the platform was connected anew; the adapter says when. */
      readonly awaits?: 'session';
      /** For the log, never for a member. */
      readonly detail?: string;
    };

/** `missing`: what to grant, in the platform's own words. `mayJoin`: the bot can let itself in if an organiser wishes. */
export type MayPost =
  | { readonly ok: true }
  | { readonly ok: false; readonly missing: string; readonly mayJoin?: boolean };

/** An account of a community. */
export interface NamedAccount {
  readonly user: string;
  /** Absent where the platform did not say it. */
  readonly name?: string;
  readonly isBot: boolean;
}

/** What a platform does for messages that the bot sends by itself. One per platform. */
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
  /** Whether an uncertain send arrived; undefined where the platform cannot tell (yet). */
  find?(to: Destination, deliveryId: string): Promise<PostRef | 'absent' | undefined>;
  /** Whether the bot may write there; `missing` names what to grant, in the platform's own words. */
  mayPost(to: Destination): Promise<MayPost>;
  /** Goes into a channel by itself, where `mayPost` said `mayJoin`. */
  join?(to: Destination): Promise<MayPost>;
  /** The account that an option's value names in a community (by its id on the platform); undefined: there is none. */
  accountNamed?(value: string, external: string): Promise<NamedAccount | undefined>;
  /** The same by the account's id. */
  accountById?(user: string, external: string): Promise<NamedAccount | undefined>;
  /** What somebody named an organiser still needs before the platform shows them organisers' commands; absent: nothing. */
  readonly organisersNeed?: string;
  /** Removes what the platform lets the bot remove of its DMs with an account, for an erasure. */
  forget?(identity: Identity): Promise<void>;
}
