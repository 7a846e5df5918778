import type { Choice, Form, Reply } from './reply.ts';

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
  | { readonly type: 'choices'; readonly choices: readonly Choice[] }
  /** Nothing is to be said: only ever to a message that was written in a DM. */
  | { readonly type: 'nothing' };
