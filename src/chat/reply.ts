import type { EntryId } from '../core/log/index.ts';
import type { Markdown } from './markdown.ts';

/** What the bot answers or sends, before any platform's dialect. */
export interface Reply {
  /** Stable outcome, for metrics and tests: 'logged', 'date-too-old'. Never shown. */
  readonly code: string;
  /** `private`: only the person sees it. `public`: everybody in the place does. */
  readonly visibility: 'private' | 'public';
  readonly text: Markdown;
  readonly fields?: readonly ReplyField[];
  readonly picture?: ReplyPicture;
  readonly file?: ReplyFile;
  /** Pictures of members' own, beside what is drawn. */
  readonly pictures?: readonly AttachedPicture[];
  /** Of an edit: the pictures that stand at the message stay as they are. */
  readonly keepsPictures?: boolean;
  /** What it says of files that were left out, for whatever is sent in its place. */
  readonly leftOutNote?: Markdown;
  /** Rows of at most five. */
  readonly buttons?: readonly (readonly Button[])[];
  readonly select?: Select;
  /** Takes the place of the message whose button was pressed; said here, it counts more than the button's `inPlace`. */
  readonly replaces?: boolean;
  /**
   * It names somebody other than its reader, or quotes what they wrote: it goes when that person erases what is theirs, and
   * its picture is left out where a private answer can carry one only as a file that stays.
   */
  readonly namesOthers?: boolean;
  /** The entries of which it says that they were saved; where it does not get through, the next answer says it. */
  readonly saved?: readonly EntryId[];
  /** The message as the keys of the events name it that it tells; where it does not get through, the next one tells them. */
  readonly tells?: string;
}

/** What a command, a button or a form answers: a reply, or a form to open (only ever as the first answer). */
export type Answer = Reply | FormToOpen;

export interface FormToOpen {
  readonly code: string;
  readonly form: Form;
}

export interface ReplyField {
  readonly name: string;
  readonly value: Markdown;
}

export interface ReplyPicture {
  readonly png: Uint8Array;
  readonly alt: string;
  readonly fileName: string;
  readonly width: number;
  readonly height: number;
}

/** Its type is that of its bytes. */
export interface AttachedPicture extends ReplyFile {
  readonly alt?: string;
}

export interface ReplyFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Names an action of a command with its arguments; `chat/action-id.ts` turns it into a short, signed id. */
export interface ActionRef {
  /** `command.action`, as `history.edit`. */
  readonly name: string;
  readonly args?: readonly string[];
  /**
   * What it answers, at once or by the form that it opens, takes the place of the message on which it stands: so what was
   * answered shows what was done, and its buttons go. Where that cannot be (others see the message, it is gone), it is a new one.
   */
  readonly inPlace?: boolean;
}

/** The same, so that every one of them changes its message in its place. */
export const inPlace = (rows: readonly (readonly Button[])[]): Button[][] =>
  rows.map((row) => row.map((it) => ({ ...it, action: { ...it.action, inPlace: true } })));

export interface Button {
  readonly label: string;
  readonly action: ActionRef;
  readonly style?: 'primary' | 'secondary' | 'danger';
}

export interface Select {
  readonly placeholder: string;
  readonly action: ActionRef;
  readonly choices: readonly Choice[];
}

/** Characters of a choice's value that every platform takes. */
export const longestChoice = 100;

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

export interface Form {
  readonly title: string;
  readonly submitLabel?: string;
  /** The `command.form` that takes what is typed, with arguments of its own. */
  readonly action: ActionRef;
  /** One to five. */
  readonly fields: readonly FormField[];
}

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'line' | 'paragraph' | 'choice';
  readonly required?: boolean;
  readonly value?: string;
  readonly placeholder?: string;
  readonly hint?: string;
  readonly choices?: readonly Choice[];
  /** Whose suggestions fit a line, for platforms that can offer them in a form; what is typed need not be one of them. */
  readonly suggest?: SuggestRef;
}

/** An option of a command that has suggestions (`TextOption.suggest`). */
export interface SuggestRef {
  readonly command: string;
  readonly subcommand?: string;
  readonly option: string;
}

/** What is wrong with a form, a sentence per field; marked at the fields, or answered with *Fix it*. */
export interface FormErrors {
  readonly code: string;
  readonly errors: Readonly<Record<string, string>>;
}

export const isFormErrors = (answer: Answer | FormErrors): answer is FormErrors => 'errors' in answer;
export const opensForm = (answer: Answer): answer is FormToOpen => 'form' in answer;
