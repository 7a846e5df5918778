import type { Choice } from './reply.ts';

interface OptionBase {
  /** At most 100 characters. */
  readonly summary: string;
  readonly required?: boolean;
}

export interface PlainTextOption extends OptionBase {
  readonly kind: 'text';
  /** Takes the text that stands before the first `name:value`. One option of a command at most. */
  readonly free?: boolean;
  /** A text over this is refused with its length. Free text has no limit here: its use case shortens it. */
  readonly maxLength?: number;
  /** A value that fits, for the example that a wrong command is answered with. */
  readonly example?: string;
}

export interface IntegerOption extends OptionBase {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
}

export interface ChoiceOption extends OptionBase {
  readonly kind: 'choice';
  readonly choices: readonly Choice[];
}

export interface FlagOption extends OptionBase {
  readonly kind: 'flag';
}

/** A channel or an account of the platform; its value is the platform's id. Typed as text: `#general`, `@ada`. */
export interface MentionOption extends OptionBase {
  readonly kind: 'channel' | 'account';
}

/**
 * A picture, where the platform takes one in a command; its value is its id among the context's `uploads`. Nobody types one, so
 * that elsewhere there is no such option.
 */
export interface PictureOption extends OptionBase {
  readonly kind: 'picture';
}

/** What is told of an option: all but what it suggests. */
export type OptionSummary =
  | PlainTextOption
  | IntegerOption
  | ChoiceOption
  | FlagOption
  | MentionOption
  | PictureOption;
