import type { MessageJson, ReplyJson } from '../../../../platforms/playground/render.ts';
import type { CatalogueCommand } from '../../../playground/catalogue.ts';

export type { Block, Inline } from '../../../../chat/markdown.ts';
export type { Choice, FormField } from '../../../../chat/reply.ts';
export type { CatalogueOption } from '../../../playground/catalogue.ts';
export type Command = CatalogueCommand;
export type Message = MessageJson;
export type Reply = ReplyJson;

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly colour: number;
  readonly organiser: boolean;
  readonly dmOpen: boolean;
  readonly unreadDm: number;
}

export interface Channel {
  readonly id: string;
  readonly kind: 'channel' | 'dm';
  readonly name: string;
  readonly topic: string;
  readonly unread: number;
}

export interface Clock {
  /** Milliseconds that the playground is ahead of this machine. */
  readonly aheadMs: number;
  readonly movable: boolean;
  readonly nextPrompt?: number | undefined;
  /** While it moves: where it started, where it is, where it goes. */
  readonly journey?: { readonly from: number; readonly now: number; readonly target: number } | undefined;
}

export interface Thread {
  readonly messages: readonly Message[];
  /** There are older ones on the server. */
  readonly more: boolean;
  /** The last one read when it was opened; a line stands behind it. */
  readonly readUpTo: number;
}

export interface OpenForm {
  readonly form: NonNullable<Reply['form']>;
  readonly errors: Readonly<Record<string, string>>;
  readonly message?: string | undefined;
  readonly busy: boolean;
}

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'error' | 'info';
}

export interface State {
  readonly loaded: boolean;
  readonly members: readonly Member[];
  /** Whose eyes the page sees through, by id. */
  readonly me?: string | undefined;
  readonly channels: readonly Channel[];
  readonly open: string;
  readonly threads: Readonly<Record<string, Thread>>;
  readonly commands: readonly Command[];
  readonly clock: Clock;
  readonly connection: 'connecting' | 'live' | 'lost';
  readonly form?: OpenForm | undefined;
  readonly dialog?: 'add-member' | 'switcher' | undefined;
  /** Buttons that were pressed and not answered yet, by message and action. */
  readonly pressed: readonly string[];
  readonly waiting: boolean;
  /** The message of the DM that the next words reply to, and the own one that is being changed; by id. */
  readonly replyingTo?: string | undefined;
  readonly editing?: string | undefined;
  readonly toasts: readonly Toast[];
}
