import type { Identity } from '../core/people/index.ts';
import type { MessageFacts } from './command.ts';
import type { Actor, Place } from './context.ts';
import type { Choice, Form, Reply } from './reply.ts';
import type { Loss } from './undelivered.ts';

/** What an adapter makes of a platform's event. */
export interface Incoming {
  /** Unique for the platform's event; a redelivery carries the same one. */
  readonly eventId: string;
  readonly actor: Actor;
  readonly place: Place;
  readonly what: What;
}

export type What =
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
  | { readonly type: 'shortcut'; readonly label: string; readonly message: MessageFacts };

/** How an adapter must acknowledge before the work is done. */
export type Acknowledgement = 'form-first' | 'reply';

/** A reply as an adapter renders it: actions are signed ids by now. */
export interface RenderedReply extends Omit<Reply, 'buttons' | 'select'> {
  readonly buttons?: readonly (readonly RenderedButton[])[];
  readonly select?: {
    readonly placeholder: string;
    readonly id: string;
    readonly choices: readonly Choice[];
  };
}

export interface RenderedButton {
  readonly label: string;
  /** Signed, at most 100 characters. */
  readonly id: string;
  readonly style: 'primary' | 'secondary' | 'danger';
  readonly opensForm: boolean;
}

export interface RenderedForm extends Omit<Form, 'action'> {
  readonly id: string;
}

/** What `dispatch` gives back to the adapter. It never throws. */
export type Outcome =
  | { readonly type: 'reply'; readonly reply: RenderedReply }
  | { readonly type: 'form'; readonly form: RenderedForm }
  /** Only where the platform marks wrong fields itself (`Dispatcher.marksFields`). */
  | { readonly type: 'form-errors'; readonly code: string; readonly errors: Readonly<Record<string, string>> }
  | { readonly type: 'choices'; readonly choices: readonly Choice[] };

/** The one way from a platform's event to an answer (`chat/dispatch.ts`). */
export interface Dispatcher {
  dispatch(incoming: Incoming): Promise<Outcome>;
  /** Whether the answer may be a form, decided without a read: then the adapter must not defer. */
  acknowledgement(incoming: Incoming): Acknowledgement;
  /** The answer did not get through: what it says was saved is told in the next one. Never throws. */
  undelivered(identity: Identity, reply: RenderedReply, loss: Loss): Promise<void>;
}

export interface OnceDispatcher extends Dispatcher {
  /** Dispatches what may be a repetition, while that is being found out: of one nothing comes, and it changes nothing. */
  dispatchOnce(incoming: Incoming, isFirst: Promise<boolean>): Promise<Outcome | undefined>;
}
